import { createServer, type Server, type ServerResponse } from 'node:http';
import type { ImportProgress } from '@undercroft/core/protocol/import-answers';
import { afterEach, describe, expect, it } from 'vitest';
import { importThroughServer } from './import-through-server.ts';
import { linesOf } from './lines-of.ts';

let server: Server | null = null;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = null;
});

describe('importThroughServer', () => {
  it('hands on every event, however the bytes were cut, and sends the token', async () => {
    let asked = '';
    const url = await answering((response, authorization, path) => {
      asked = `${path} ${authorization}`;
      response.write('{"event":"progress","layer":"net","phase":"read","do');
      setTimeout(() => response.end('ne":7,"total":null}\n{"event":"done"}\n'), 20);
    });
    const events: ImportProgress[] = [];
    const take = (event: ImportProgress) => void events.push(event);
    await importThroughServer({ url, pid: 1, token: 'secret' }, 'demo', take, new AbortController().signal);
    expect(asked).toBe('/api/scenes/demo/imports Bearer secret');
    expect(events.map((event) => event.event)).toEqual(['progress', 'done']);
  });

  it('does not take a stream without a verdict for a finished import', async () => {
    const url = await answering((response) =>
      response.end('{"event":"progress","layer":"net","phase":"read","done":7,"total":9}\n'),
    );
    const ended = importThroughServer({ url, pid: 1 }, 'demo', () => {}, new AbortController().signal);
    await expect(ended).rejects.toMatchObject({ code: 'import-failed' });
  });

  it('gives the words of a refusal', async () => {
    const url = await answering((response) => {
      response.writeHead(401, { 'content-type': 'application/problem+json' });
      response.end(
        '{"type":"about:blank","title":"No","status":401,"detail":"A token is wanted.","code":"token-wanted"}',
      );
    });
    const refused = importThroughServer({ url, pid: 1 }, 'demo', () => {}, new AbortController().signal);
    await expect(refused).rejects.toThrow('refused the import (401): A token is wanted.');
  });
});

it('joins characters and lines that were cut between chunks', async () => {
  const bytes = new TextEncoder().encode('排水\n\n井');
  const chunks = (async function* () {
    for (const byte of bytes) yield Uint8Array.of(byte);
  })();
  const lines: string[] = [];
  for await (const line of linesOf(chunks)) lines.push(line);
  expect(lines).toEqual(['排水', '井']);
});

async function answering(
  answer: (response: ServerResponse, authorization: string | undefined, path: string | undefined) => void,
): Promise<string> {
  const started = createServer((request, response) => answer(response, request.headers.authorization, request.url));
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
