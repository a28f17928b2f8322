import { type ChildProcess, execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export type WatchVerdict = 'memory' | 'time';

/** Keeps an eye on a process: kills it when it outgrows its memory or lets us wait too long. */
export interface ProcessWatch {
  /** Time counts while somebody waits for the process. */
  waiting(isWaiting: boolean): void;
  /** Lets it be waited for so much longer in all. */
  allow(seconds: number): void;
  /** Why it was killed; `null` when it was not. */
  readonly verdict: WatchVerdict | null;
  stop(): void;
}

const POLL_MS = 50;
/** Asking `ps` costs a process. */
const POLL_BY_PS_MS = 500;
const KILOBYTE = 1024;

const run = promisify(execFile);

/** Watches from now on. `seconds` is the time it may be waited for in all. */
export function watchProcess(
  child: ChildProcess,
  caps: { readonly memoryBytes: number; readonly seconds: number },
): ProcessWatch {
  let waitedMs = 0;
  let mostMs = caps.seconds * 1000;
  let since: number | null = null;
  let verdict: WatchVerdict | null = null;
  let asking = false;

  const kill = (why: WatchVerdict) => {
    verdict ??= why;
    child.kill('SIGKILL');
  };
  const poll = async () => {
    const waiting = since === null ? 0 : performance.now() - since;
    if (waitedMs + waiting > mostMs) kill('time');
    if (asking || child.pid === undefined) return;
    asking = true;
    const held = await residentBytes(child.pid);
    asking = false;
    if (held !== null && held > caps.memoryBytes) kill('memory');
  };
  const timer = setInterval(() => void poll(), process.platform === 'linux' ? POLL_MS : POLL_BY_PS_MS);
  timer.unref();
  return {
    waiting(isWaiting) {
      const now = performance.now();
      if (since !== null) waitedMs += now - since;
      since = isWaiting ? now : null;
    },
    allow(seconds) {
      mostMs += seconds * 1000;
    },
    get verdict() {
      return verdict;
    },
    stop: () => clearInterval(timer),
  };
}

/** Resident memory of a process, bytes; `null` when it has none any more. */
async function residentBytes(pid: number): Promise<number | null> {
  try {
    if (process.platform === 'linux') {
      const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
      return kilobytes === undefined ? null : Number(kilobytes) * KILOBYTE;
    }
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout.trim()) * KILOBYTE;
  } catch {
    // It has ended meanwhile.
    return null;
  }
}
