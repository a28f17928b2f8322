import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CACHE, PINNED_NODE, ROOT } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Runs vitest and counts from its JSON report. Resolves to
 * `{passed, failed, skipped, failures, skippedNames, output, seconds}`. A file that could not be loaded counts as a
 * failure; so does a runner that crashed, timed out, left no report, failed without naming a test, or ran nothing.
 */
export async function runVitest(name, args, { show, timeoutMs }) {
  const report = join(CACHE, 'reports', `${name}.json`);
  mkdirSync(join(CACHE, 'reports'), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(ROOT, 'node_modules', 'vitest', 'dist', 'cli.js');
  const result = await run(
    PINNED_NODE,
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    { show, timeoutMs, env: { CI: process.env.CI ?? '1' } },
  );
  const counts = countReport(existsSync(report) ? readFileSync(report, 'utf8') : null);
  const crash = crashOf(name, result, counts, timeoutMs);
  if (crash !== null) {
    counts.failed += 1;
    counts.failures.push(crash);
  }
  return { ...counts, output: result.output, seconds: result.seconds };
}

/** Counts of one JSON report; all zero when there is none or it cannot be read. */
export function countReport(text) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [], skippedNames: [], readable: false };
  const report = parse(text);
  if (report === null) return counts;
  counts.readable = true;
  for (const file of report.testResults) {
    const name = relative(ROOT, file.name);
    let failedHere = 0;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') {
        failedHere += 1;
        counts.failures.push(`${name}: ${test.fullName}`);
      } else {
        counts.skipped += 1;
        counts.skippedNames.push(`${name}: ${test.fullName}`);
      }
    }
    if (file.status === 'failed' && failedHere === 0) {
      failedHere = 1;
      counts.failures.push(`${name}: ${firstLine(file.message) || 'the file failed outside its tests'}`);
    }
    counts.failed += failedHere;
  }
  return counts;
}

function crashOf(name, result, counts, timeoutMs) {
  if (result.timedOut) return `${name}: ended after ${timeoutMs / 1000} s`;
  if (!counts.readable) return `${name}: the runner left no report (exit code ${result.code})`;
  if (counts.passed + counts.failed + counts.skipped === 0) return `${name}: the runner ran nothing`;
  if (result.code !== 0 && counts.failed === 0) return `${name}: the runner failed (exit code ${result.code})`;
  return null;
}

function parse(text) {
  if (text === null) return null;
  try {
    const report = JSON.parse(text);
    return Array.isArray(report.testResults) ? report : null;
  } catch {
    return null;
  }
}

function firstLine(text) {
  return (text ?? '').trim().split('\n')[0];
}
