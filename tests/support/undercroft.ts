import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The project's own folder: tests run from it. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** Folder of the real data sets, or undefined where there is none; tests that need it skip with a clear line. */
export const DATA: string | undefined = process.env.UNDERCROFT_DATA;

const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const COMMAND = join(ROOT, 'app', 'src', 'undercroft.ts');

/** Nothing the command does takes longer; a test that hangs fails by this, ms. */
const HANG_MS = 280_000;

export interface Finished {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A data folder of a test's own, removed by `remove`. */
export function temporaryHome(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'undercroft-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the `undercroft` command as a person would. */
export function spawnUndercroft(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ChildProcess {
  return spawn(NODE, [COMMAND, ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: undefined, MQTT_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command to its end. */
export function undercroft(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Finished> {
  return finished(spawnUndercroft(args, env));
}

/** Waits for a process and gathers what it said. */
export function finished(child: ChildProcess): Promise<Finished> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const hang = setTimeout(() => child.kill('SIGKILL'), HANG_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(hang);
      resolve({ code, stdout, stderr });
    });
  });
}

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it has printed so far. */
  said(): string;
  /** Ends the server gracefully and resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `undercroft serve`, on a free port unless one is named, and waits until it prints the address it answers at. */
export function serve(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  port = '0',
): Promise<Served> {
  const child = spawnUndercroft(['serve', ...args, '--port', port], env);
  return new Promise((resolve, reject) => {
    let said = '';
    const hang = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The server did not print its address in ${HANG_MS} ms. It said:\n${said}`));
    }, HANG_MS);
    const ended = new Promise<number | null>((end) => {
      child.once('close', (code) => {
        clearTimeout(hang);
        end(code);
        reject(new Error(`The server ended with ${code} before it printed its address. It said:\n${said}`));
      });
    });
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const url = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/.exec(said)?.[0];
      if (url === undefined) return;
      clearTimeout(hang);
      resolve({
        url,
        child,
        said: () => said,
        stop: () => {
          child.kill('SIGTERM');
          return ended;
        },
      });
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
  });
}
