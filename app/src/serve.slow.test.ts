import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ONE_CONDUIT, runCommand, type StartedCommand, startCommand, writeScene } from './testing/command.ts';

const TIMEOUT_MS = 90_000;
const serverFile = z.object({ url: z.string(), pid: z.number(), token: z.string() });

let home = '';
let started: StartedCommand[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-home-'));
});

afterEach(async () => {
  for (const each of started) each.child.kill('SIGKILL');
  for (const each of started) await each.exitCode;
  started = [];
  await rm(home, { recursive: true, force: true });
});

describe('serve', { timeout: TIMEOUT_MS }, () => {
  it('serves, keeps others off its home, works through itself for an import, and leaves nothing behind', async () => {
    await writeTown();
    const server = start(['serve', 'town', '--home', home, '--port', '0']);
    const announced = await announcedServer(server);
    expect((await fetch(`${announced.url}/api/health`)).status).toBe(200);
    expect((await stat(join(home, 'server.json'))).mode & 0o777).toBe(0o600);
    expect(server.out()).toContain(announced.token);

    const second = await runCommand(home, ['serve', 'town', '--home', home, '--port', '0']);
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining(`pid ${announced.pid}`) });

    const again = await runCommand(home, ['import', 'town', '--home', home]);
    expect(again.err).toContain(`working through the server at ${announced.url}`);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('unchanged') });

    server.child.kill('SIGTERM');
    expect(await server.exitCode).toBe(0);
    await expect(stat(join(home, 'server.json'))).rejects.toMatchObject({ code: 'ENOENT' });

    const alone = await runCommand(home, ['import', 'town', '--home', home]);
    expect(alone).toMatchObject({ code: 0, out: expect.stringContaining('unchanged') });
  });

  it('does not print the token a second time, and imports again after it was killed', async () => {
    await writeTown();
    await writeFile(join(home, 'token'), 'kept-from-before\n', { mode: 0o600 });
    const killed = start(['serve', 'town', '--home', home, '--port', '0']);
    expect((await announcedServer(killed)).token).toBe('kept-from-before');
    expect(killed.out()).not.toContain('kept-from-before');
    killed.child.kill('SIGKILL');
    await killed.exitCode;

    // The announcement of the dead server is still there; it must not be believed.
    const alone = await runCommand(home, ['import', 'town', '--home', home]);
    expect(alone.err).not.toContain('working through the server');
    expect(alone.code).toBe(0);
  });

  it('keeps serving the import it has when its source has become unreadable, and says so', async () => {
    const source = { kind: 'file', format: 'swmm', path: 'net.inp', crs: 'EPSG:25832', utility: { default: 'storm' } };
    await writeScene(home, 'town', source);
    const file = join(home, 'sources', 'net.inp');
    await mkdir(join(home, 'sources'));
    await writeFile(file, ONE_CONDUIT);
    expect(await runCommand(home, ['import', 'town', '--home', home])).toMatchObject({ code: 0 });

    await writeFile(file, ONE_CONDUIT.replace('P A B', 'P A NOWHERE'));
    const refused = await runCommand(home, ['import', 'town', '--home', home]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('NOWHERE') });

    const server = start(['serve', 'town', '--home', home, '--port', '0']);
    const { url } = await announcedServer(server);
    expect(server.out()).toContain('layer net is served as it was imported at');
    expect((await fetch(`${url}/api/scenes/town/features/net.P`)).status).toBe(200);
  });

  it('does without an elevation model whose file is not there, and says so', async () => {
    const source = { kind: 'file', format: 'swmm', path: 'net.inp', crs: 'EPSG:25832', utility: { default: 'storm' } };
    await writeScene(home, 'town', source, [{ kind: 'terrain', layer: 'ground', path: 'dem.tif' }]);
    await mkdir(join(home, 'sources'));
    await writeFile(join(home, 'sources', 'net.inp'), ONE_CONDUIT);
    const imported = await runCommand(home, ['import', 'town', '--home', home]);
    expect(imported).toMatchObject({ code: 0, err: expect.stringContaining('dem.tif') });

    const server = start(['serve', 'town', '--home', home, '--port', '0']);
    const { url } = await announcedServer(server);
    expect(server.out()).toContain('layer ground is left out');
    expect((await fetch(`${url}/api/scenes/town/features/net.P`)).status).toBe(200);
  });
});

function start(args: readonly string[]): StartedCommand {
  const command = startCommand(home, args);
  started.push(command);
  return command;
}

/** The server's own announcement, once it says that it serves. */
async function announcedServer(server: StartedCommand): Promise<z.infer<typeof serverFile>> {
  while (!server.out().includes('is served at')) {
    if (server.child.exitCode !== null) throw new Error(`The server ended:\n${server.out()}${server.err()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return serverFile.parse(JSON.parse(await readFile(join(home, 'server.json'), 'utf8')));
}

/** A scene of one conduit, with its file. */
async function writeTown(): Promise<void> {
  await mkdir(join(home, 'sources'));
  await writeFile(join(home, 'sources', 'net.inp'), ONE_CONDUIT);
  await writeScene(home, 'town', { kind: 'file', format: 'swmm', path: 'net.inp', crs: 'EPSG:25832' });
}
