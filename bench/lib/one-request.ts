import type { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/**
 * One request on a connection of its own, with a body as JSON where there is one: a kept connection may be closed by the
 * server in the moment it is used again, and whoever measures cannot send the same twice. Tiles come compressed, as
 * browsers take them. Throws for any answer but 200.
 */
export async function oneRequest(url: URL, method: 'GET' | 'PATCH' = 'GET', body?: unknown): Promise<Buffer> {
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' };
  const asked = request(url, { method, agent: false, headers });
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const answered = await buffer(answer);
  if (answer.statusCode === 200) return answered;
  throw new Error(`${method} ${url} was answered ${answer.statusCode}: ${String(answered).slice(0, 300)}`);
}
