import { request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a server that counts its live streams and can be shut, as a cable that is pulled. */
export interface LiveGate {
  readonly url: string;
  /** Live streams that are open now. */
  readonly open: number;
  /** Addresses of all live streams that were ever opened, in order. */
  readonly opened: readonly string[];
  /** Breaks every live stream and lets no new one through. */
  shut(): void;
  reopen(): void;
  close(): Promise<void>;
}

const LIVE = /^\/api\/scenes\/[^/]+\/live\?/;

/** Opens a gate before a server. */
export async function liveGate(target: string): Promise<LiveGate> {
  const { hostname, port } = new URL(target);
  const streams = new Set<ServerResponse>();
  const opened: string[] = [];
  let isShut = false;
  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const isLive = LIVE.test(request.url ?? '');
    if (isLive && isShut) {
      response.destroy();
      return;
    }
    if (isLive) {
      opened.push(request.url ?? '');
      streams.add(response);
      response.once('close', () => streams.delete(response));
    }
    const { origin, ...headers } = request.headers;
    const sent = { ...headers, host: `${hostname}:${port}`, ...(origin === undefined ? {} : { origin: target }) };
    const onward = ask({ hostname, port, path: request.url, method: request.method, headers: sent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  };
  const server: Server = createServer(pass);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get open() {
      return streams.size;
    },
    opened,
    shut() {
      isShut = true;
      for (const stream of streams) stream.destroy();
    },
    reopen() {
      isShut = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
