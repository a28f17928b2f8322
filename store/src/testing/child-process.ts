import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A program of this folder run by a Node of its own. */
export interface TestChild {
  readonly pid: number;
  /** The next line it prints; rejects when it ends before printing one. */
  nextLine(): Promise<string>;
  say(line: string): void;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

export function startChild(program: string, args: readonly string[]): TestChild {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, [path, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // A line said to a child that has just ended goes nowhere.
  child.stdin.on('error', () => undefined);
  return {
    pid: child.pid ?? 0,
    async nextLine() {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`The child ${program} ended before it printed a line.`);
      return value;
    },
    say(line) {
      child.stdin.write(`${line}\n`);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
