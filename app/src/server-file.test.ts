import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { healthAt, liveServer, removeServerFile, writeServerFile } from './server-file.ts';

let home = '';
let server: Server | null = null;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-server-file-'));
});

afterEach(async () => {
  server?.close();
  server?.closeAllConnections();
  server = null;
  await rm(home, { recursive: true, force: true });
});

describe('server file', () => {
  it('is found while its process lives and its address answers, and goes with its own process only', async () => {
    const url = await healthServer(200, 'ok');
    await writeServerFile(home, { url, pid: process.pid, token: 'secret' });
    expect(await liveServer(home)).toEqual({ url, pid: process.pid, token: 'secret' });

    await removeServerFile(home, process.pid + 1);
    expect(await liveServer(home)).not.toBeNull();
    await removeServerFile(home, process.pid);
    expect(await readdir(home)).toEqual([]);
  });

  it('can be read by its owner alone, for it holds the token', async () => {
    await writeServerFile(home, { url: 'http://127.0.0.1:1', pid: process.pid, token: 'secret' });
    expect((await stat(join(home, 'server.json'))).mode & 0o777).toBe(0o600);
  });

  it('counts a server that is still starting as holding the home, but not as healthy', async () => {
    const url = await healthServer(503, 'starting');
    await writeServerFile(home, { url, pid: process.pid });
    expect(await liveServer(home)).toEqual({ url, pid: process.pid });
    expect(await healthAt(url)).toEqual({ ok: false, detail: null });
  });

  it('does not believe a file whose process is gone, whose address is silent, or which is half a file', async () => {
    expect(await liveServer(home)).toBeNull();
    const url = await healthServer(200, 'ok');
    // Process ids end at 2^22 on Linux; this one cannot live.
    await writeServerFile(home, { url, pid: 2 ** 30 });
    expect(await liveServer(home)).toBeNull();
    await writeServerFile(home, { url: 'http://127.0.0.1:1', pid: process.pid });
    expect(await liveServer(home)).toBeNull();
    await writeFile(join(home, 'server.json'), '{"url": "http://127');
    expect(await liveServer(home)).toBeNull();
  });

  it('does not take another program on the same port for a server of ours', async () => {
    server = createServer((_request, response) => response.end('<h1>It works!</h1>'));
    expect(await healthAt(await listening(server))).toBeNull();
  });
});

async function healthServer(status: number, word: 'ok' | 'starting'): Promise<string> {
  server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: word, scene: 'demo', version: '0', detail: null }));
  });
  return await listening(server);
}

async function listening(target: Server): Promise<string> {
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  const address = target.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
