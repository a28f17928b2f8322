import { spawn } from 'node:child_process';
import { ROOT, toolEnvironment } from './paths.mjs';

const children = new Set();

/**
 * Runs a program to its end. Resolves to `{code, output, seconds, timedOut}`; `code` is null when it could not be
 * started or was ended by a signal. With `show` its output goes to the terminal as it comes; it is always captured.
 * The program gets a process group of its own, so that a time-out ends its children too.
 */
export function run(command, args, { show = false, env = {}, timeoutMs = 0 } = {}) {
  return new Promise((resolve) => {
    const begin = performance.now();
    const grouped = process.platform !== 'win32';
    const child = spawn(command, args, {
      cwd: ROOT,
      env: toolEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: grouped,
    });
    const stop = () => endGroup(child, grouped);
    children.add(stop);
    let output = '';
    let timedOut = false;
    const timer =
      timeoutMs > 0
        ? setTimeout(() => {
            timedOut = true;
            stop();
          }, timeoutMs)
        : undefined;
    const take = (chunk) => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    const finish = (code) => {
      clearTimeout(timer);
      children.delete(stop);
      resolve({ code, output, seconds: (performance.now() - begin) / 1000, timedOut });
    };
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(null);
    });
    child.on('close', finish);
  });
}

/** Ends every running program when this script is told to stop. */
export function stopChildrenOnSignals() {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.on(signal, () => {
      for (const stop of children) stop();
      process.exit(code);
    });
  }
}

function endGroup(child, grouped) {
  try {
    if (grouped && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
