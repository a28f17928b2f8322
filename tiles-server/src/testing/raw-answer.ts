import { request } from 'node:http';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Names as they were written, in their order; `Date` left out. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The bytes of the body, still compressed, in hex. */
  readonly body: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request with exactly these headers and path, and tells what came back. */
export function rawAnswer(
  server: string,
  path: string,
  { method, headers, body }: RawRequest = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(server);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method: method ?? 'GET', headers: { ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const { rawHeaders } = answer;
        const pairs = Array.from(
          { length: rawHeaders.length / 2 },
          (_, i) => [rawHeaders[2 * i] ?? '', rawHeaders[2 * i + 1] ?? ''] as const,
        );
        resolve({
          status: answer.statusCode ?? 0,
          headers: pairs.filter(([name]) => name !== 'Date'),
          body: Buffer.concat(parts).toString('hex'),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
