import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const DOCS = join(import.meta.dirname, '..', '..', '..', '..', 'docs');
/** Debian keeps it where people's PATH does not reach. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
const BROKER = FOLDERS.map((folder) => join(folder, 'mosquitto')).find((path) => existsSync(path));
const ANSWERS_WITHIN_MS = 10_000;

/** Says why tests with Mosquitto are left out; null when it is installed. */
export const WITHOUT_MOSQUITTO = BROKER === undefined ? 'Mosquitto is not installed' : null;

export interface Mosquitto {
  readonly port: number;
  readonly url: string;
  /** Ends it, and whatever it kept. */
  stop(): Promise<void>;
}

/** Starts Mosquitto by the shipped files on a free port of the loopback, in a folder of its own. */
export async function startMosquitto(users: Readonly<Record<string, string>>): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'undercroft-mosquitto-'));
  const port = await freePort();
  const queue = join(folder, 'queue');
  mkdirSync(queue);
  // Started by root it becomes a user of its own, who must be able to read and write here.
  chmodSync(folder, 0o755);
  chmodSync(queue, 0o777);
  const shipped = readFileSync(join(DOCS, 'mosquitto.conf'), 'utf8');
  const placed = shipped
    .replace('listener 1883', `listener ${port}`)
    .replaceAll('/etc/mosquitto/', `${folder}/`)
    .replaceAll('/var/lib/mosquitto/', `${queue}/`);
  writeFileSync(join(folder, 'mosquitto.conf'), placed);
  copyFileSync(join(DOCS, 'mosquitto.acl'), join(folder, 'undercroft.acl'));
  const passwords = join(folder, 'undercroft.passwd');
  writeFileSync(passwords, '');
  for (const [name, password] of Object.entries(users)) {
    spawnSync('mosquitto_passwd', ['-b', passwords, name, password], { stdio: 'ignore' });
  }
  for (const file of ['mosquitto.conf', 'undercroft.acl', 'undercroft.passwd']) chmodSync(join(folder, file), 0o644);
  const child = spawn(BROKER ?? 'mosquitto', ['-c', join(folder, 'mosquitto.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await untilListening(child, port);
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  for (const end = Date.now() + ANSWERS_WITHIN_MS; Date.now() < end; await pause(50)) {
    if (new RegExp(`listen socket on port ${port}`).test(said)) return;
    if (child.exitCode !== null) break;
  }
  throw new Error(`Mosquitto did not listen on port ${port}. It said:\n${said}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address !== 'object' || address === null) throw new Error('No free port was given.');
  return address.port;
}
