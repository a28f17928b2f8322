// `npm run check`: format, lint, types, import rules, file lengths and the fast unit tests, two at a time.
import { CHECK_STEPS, runSteps } from './lib/check-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { stopChildrenOnSignals } from './lib/run.mjs';
import { runVitest } from './lib/run-vitest.mjs';

const LANES = 2;
const UNIT_TIMEOUT_MS = 20 * 60_000;

stopChildrenOnSignals();
try {
  await ensureInstalled();
  process.exitCode = await check();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function check() {
  const failures = [];
  const results = await runSteps([{ name: 'unit tests', work: unitTests }, ...CHECK_STEPS], LANES, (step, result) => {
    const verdict = result.passed ? 'pass' : 'FAIL';
    const note = result.note === undefined ? '' : `  ${result.note}`;
    process.stdout.write(`${verdict}  ${result.seconds.toFixed(1).padStart(5)} s  ${step.name}${note}\n`);
    if (!result.passed) failures.push({ name: step.name, output: result.output });
  });
  for (const failure of failures) process.stdout.write(`\n--- ${failure.name}\n${failure.output.trimEnd()}\n`);
  const passed = results.filter((result) => result.passed).length;
  const seconds = (performance.now() / 1000).toFixed(1);
  process.stdout.write(`\n${passed} of ${results.length} checks passed in ${seconds} s\n`);
  return failures.length === 0 ? 0 : 1;
}

/** Files named `*.slow.test.ts` run under `npm test` only. */
async function unitTests() {
  const counts = await runVitest('unit-fast', ['--exclude', '**/*.slow.test.ts'], {
    show: false,
    timeoutMs: UNIT_TIMEOUT_MS,
  });
  const note = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
  return { ...counts, passed: counts.failed === 0, note, output: `${counts.output}\n${counts.failures.join('\n')}` };
}
