import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { access, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openPostgres } from '../../store/src/drivers/postgres.ts';

const run = promisify(execFile);

/** Where Debian and Ubuntu put PostgreSQL's programs, one folder a major version. */
const PROGRAMS = '/usr/lib/postgresql';
const START_TIMEOUT_MS = 30_000;
const TEMPLATE = 'with_postgis';

/** A PostgreSQL server of our own with PostGIS, in a temporary folder, reached by a unix socket alone. */
export interface PostgresCluster {
  /** Address of its maintenance database; `createDatabase` takes it. */
  readonly url: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Waits for the disk at every commit. */
  readonly isDurable?: boolean;
  /** Memory for pages; absent, the 128 MB that PostgreSQL comes with. */
  readonly sharedBuffersMb?: number;
}

/** A database for one test file. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Why no cluster can be started here, in one sentence; null when one can. */
export async function missingPostgres(): Promise<string | null> {
  const programs = await findPrograms();
  if (programs === null) return 'PostgreSQL is not installed (on Debian: apt-get install postgresql-15-postgis-3)';
  const control = `/usr/share/postgresql/${programs.version}/extension/postgis.control`;
  if (await exists(control)) return null;
  return `PostGIS is not installed for PostgreSQL ${programs.version} (on Debian: apt-get install postgresql-${programs.version}-postgis-3)`;
}

/**
 * Starts a cluster as user `postgres` when run by root (PostgreSQL refuses root), else as the user. Unless `isDurable`, it
 * does not wait for the disk: it lives as long as a test run. The server also ends when this process is killed, where `setpriv`
 * can arrange it (Linux).
 */
export async function startPostgresCluster(options: ClusterOptions = {}): Promise<PostgresCluster> {
  const programs = await findPrograms();
  if (programs === null) throw new Error((await missingPostgres()) ?? 'PostgreSQL is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'undercroft-pg-'));
  const data = join(folder, 'data');
  let server: ChildProcess | null = null;
  const removeAtExit = () => {
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', removeAtExit);
  try {
    const asUser = await userPrefix(folder);
    const initdb = [
      join(programs.folder, 'initdb'),
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ];
    const [program = '', ...rest] = [...asUser, ...initdb];
    await run(program, rest, { cwd: folder });
    server = startServer(asUser, programs.folder, folder, data, options);
    await untilReady(server, programs.folder, folder);
    const url = `postgres:///postgres?host=${encodeURIComponent(folder)}&user=postgres`;
    await makeTemplate(url);
    const running = server;
    return {
      url,
      async stop() {
        await endServer(running);
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
        process.removeListener('exit', removeAtExit);
      },
    };
  } catch (error) {
    removeAtExit();
    process.removeListener('exit', removeAtExit);
    throw error;
  }
}

/** Makes an empty database; with PostGIS in it unless `postgis` is false. */
export async function createDatabase(
  clusterUrl: string,
  options: { readonly postgis?: boolean } = {},
): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await command(clusterUrl, `create database ${name} template ${options.postgis === false ? 'template0' : TEMPLATE}`);
  return {
    url: databaseUrl(clusterUrl, name),
    drop: () => command(clusterUrl, `drop database if exists ${name} with (force)`),
  };
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  await command(clusterUrl, `create database ${TEMPLATE} template template0`);
  await command(databaseUrl(clusterUrl, TEMPLATE), 'create extension postgis');
}

function databaseUrl(clusterUrl: string, name: string): string {
  return clusterUrl.replace('///postgres?', `///${name}?`);
}

async function command(url: string, text: string): Promise<void> {
  const database = openPostgres(url);
  try {
    await database.query(text);
  } finally {
    await database.close();
  }
}

async function findPrograms(): Promise<{ readonly version: string; readonly folder: string } | null> {
  const versions = await readdir(PROGRAMS).catch(() => []);
  const newestFirst = versions.filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(b) - Number(a));
  for (const version of newestFirst) {
    const folder = join(PROGRAMS, version, 'bin');
    if (await exists(join(folder, 'initdb'))) return { version, folder };
  }
  return null;
}

/** The command that the server's programs are run through; gives the folder to the user they run as. */
async function userPrefix(folder: string): Promise<readonly string[]> {
  const endWithParent = (await exists('/usr/bin/setpriv')) ? ['/usr/bin/setpriv', '--pdeathsig', 'QUIT'] : [];
  if (process.getuid?.() !== 0) return endWithParent;
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  await chown(folder, Number(uid.stdout), Number(gid.stdout));
  return ['/usr/bin/setpriv', '--pdeathsig', 'QUIT', '--reuid=postgres', '--regid=postgres', '--clear-groups'];
}

function startServer(
  asUser: readonly string[],
  programs: string,
  folder: string,
  data: string,
  { isDurable = false, sharedBuffersMb }: ClusterOptions,
): ChildProcess {
  const careless = isDurable ? [] : ['fsync=off', 'full_page_writes=off'];
  const memory = sharedBuffersMb === undefined ? [] : [`shared_buffers=${sharedBuffersMb}MB`];
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, ...careless, ...memory];
  const args = [join(programs, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const [program = '', ...rest] = [...asUser, ...args];
  return spawn(program, rest, { cwd: folder, stdio: 'ignore' });
}

async function untilReady(server: ChildProcess, programs: string, folder: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode} while starting.`);
    const ready = await run(join(programs, 'pg_isready'), ['-q', '-h', folder, '-U', 'postgres']).then(
      () => true,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  throw new Error(`PostgreSQL was not ready within ${START_TIMEOUT_MS / 1000} s.`);
}

async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  // Immediate shutdown: nothing of it is wanted any more.
  server.kill('SIGQUIT');
  await ended;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
