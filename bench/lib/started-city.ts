import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { delimiter, join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 25;
const STOP_WITHIN_MS = 20_000;

/** A city served by `npm start` in a folder, in a process group of its own. */
export interface StartedCity {
  readonly url: string;
  /** Resolves once `/api/health` answers 200; throws with the last words of the process when it ends before. */
  healthy(withinMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Calls `npm start` in `folder` as a person would: without this process's own modules on the path. */
export function startCity(folder: string, port: number, args: readonly string[] = []): StartedCity {
  const child = spawn('npm', ['start', '--', '--port', String(port), ...args], {
    cwd: folder,
    env: freshEnvironment(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const hear = (chunk: string) => {
    words = (words + chunk).slice(-4000);
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    async healthy(withinMs) {
      const deadline = performance.now() + withinMs;
      while (performance.now() < deadline) {
        if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}:\n${words}`);
        const response = await fetch(`${url}/api/health`).catch(() => null);
        await response?.body?.cancel();
        if (response?.status === 200) return;
        await sleep(POLL_MS);
      }
      throw new Error(`${url} was not healthy within ${withinMs / 1000} s:\n${words}`);
    },
    stop: () => stopGroup(child),
  };
}

/** A TCP port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('The probe has no port.');
  return address.port;
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, 'close');
  process.kill(-child.pid, 'SIGTERM');
  const late = await Promise.race([ended.then(() => false), sleep(STOP_WITHIN_MS, true, { ref: false })]);
  if (!late) return;
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

function freshEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|PORT$|UNDERCROFT_|DATABASE_URL$|INIT_CWD$)/i.test(name),
  );
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(
      (folder) =>
        !folder.includes(join('node_modules', '.bin') + sep) && !folder.endsWith(join('node_modules', '.bin')),
    );
  return { ...Object.fromEntries(own), PATH: path.join(delimiter) };
}
