import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutation } from './dig-mutations.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Packages whose sources mutations change; the copy finds every library, and the other packages, where the root does. */
const COPIED = ['core', 'data-import'] as const;

/** A quick test that takes longer hangs. */
const LONGEST_MS = 60_000;

/** A copy of the sources in a folder of its own, to be spoilt. */
export interface MutatedCopy {
  /** Applies a mutation, runs its test and takes the mutation back. Throws where the text does not stand there once. */
  testOf(mutation: Mutation): Promise<TestRun>;
  /** Runs tests of the copy as it is. */
  run(tests: readonly string[]): Promise<TestRun>;
  remove(): void;
}

export interface TestRun {
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
}

export function mutatedCopy(): MutatedCopy {
  const folder = mkdtempSync(join(tmpdir(), 'undercroft-mutations-'));
  for (const name of COPIED) {
    mkdirSync(join(folder, name));
    for (const part of ['src', 'package.json']) {
      cpSync(join(ROOT, name, part), join(folder, name, part), { recursive: true });
    }
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const run = (tests: readonly string[]) => vitest(folder, tests);
  return {
    run,
    async testOf({ name, file, from, to, test }) {
      const path = join(folder, file);
      const source = readFileSync(path, 'utf8');
      const times = source.split(from).length - 1;
      if (times !== 1)
        throw new Error(`Mutation "${name}" wants its text once in ${file}, but it stands there ${times} times.`);
      writeFileSync(
        path,
        source.replace(from, () => to),
      );
      try {
        return await run([test]);
      } finally {
        writeFileSync(path, source);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function vitest(folder: string, tests: readonly string[]): Promise<TestRun> {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const cli = join(ROOT, 'node_modules', 'vitest', 'dist', 'cli.js');
  const args = [cli, 'run', '--root', folder, '--reporter=json', `--outputFile.json=${report}`, ...tests];
  const child = spawn(process.execPath, args, { cwd: folder, timeout: LONGEST_MS, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, output };
}
