import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Stops taking connections, lets requests under way finish for `graceMs`, then cuts them. */
  close(graceMs: number): Promise<void>;
}

/** A whole request must have come within this time, ms: a file of gigabytes over a slow line takes long. */
const REQUEST_TIMEOUT_MS = 2 * 3_600_000;
const HEADERS_TIMEOUT_MS = 15_000;

/** Listens on a host and port (0 picks a free one). Rejects with the system's error, such as `EADDRINUSE`. */
export function listen(
  handler: RequestListener,
  where: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS }, handler);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, () => {
      server.off('error', reject);
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://${urlHost(where.host)}:${port}`,
        port,
        close: (graceMs) =>
          new Promise((closed) => {
            const cut = setTimeout(() => server.closeAllConnections(), graceMs);
            server.close(() => {
              clearTimeout(cut);
              closed();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
}

/** The name a person on this machine reaches a bound address by. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
