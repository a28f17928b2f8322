// `npm test`: plain JavaScript that runs on Node 20 with nothing installed. It installs what the tests need, runs the
// checks, the unit tests and the end-to-end tests, and ends with the one line `N passed, N failed, N skipped`.
import { ensureViewerBuilt } from './lib/build-viewer.mjs';
import { CHECK_STEPS, runSteps } from './lib/check-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { say, step } from './lib/progress.mjs';
import { stopChildrenOnSignals } from './lib/run.mjs';
import { runVitest } from './lib/run-vitest.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

const LANES = 2;
const UNIT_TIMEOUT_MS = 35 * 60_000;
// The whole run may take 90 minutes; on two cores the parts before these tests take 20.
const END_TO_END_TIMEOUT_MS = 65 * 60_000;

const total = { passed: 0, failed: 0, skipped: 0, failures: [], skippedNames: [] };

stopChildrenOnSignals();
try {
  await runEverything();
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  fail('the test run itself');
}
report();

async function runEverything() {
  await ensureInstalled();
  await ensureSystemPackages();
  await step('checking format, lint, types and import rules', checks);
  await step('running the unit tests', () => vitest('unit', [], UNIT_TIMEOUT_MS), { heartbeat: false });
  try {
    await ensureViewerBuilt();
  } catch (error) {
    process.stdout.write(`${error.message}\n`);
    fail('building the viewer');
  }
  await step(
    'running the end-to-end tests',
    () => vitest('end-to-end', ['--config', 'tests/vitest.config.ts'], END_TO_END_TIMEOUT_MS),
    { heartbeat: false },
  );
}

/** Each check counts as one test. */
async function checks() {
  await runSteps(CHECK_STEPS, LANES, (check, result) => {
    say(`${result.passed ? 'pass' : 'FAIL'} ${check.name} (${result.seconds.toFixed(1)} s)`);
    if (result.passed) {
      total.passed += 1;
      return;
    }
    process.stdout.write(`${result.output.trimEnd()}\n`);
    fail(check.name);
  });
}

async function vitest(name, args, timeoutMs) {
  const counts = await runVitest(name, args, { show: true, timeoutMs });
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  total.failures.push(...counts.failures);
  total.skippedNames.push(...counts.skippedNames);
}

function fail(name) {
  total.failed += 1;
  total.failures.push(name);
}

/** The last line is always the sum; nothing passed is a failure too. */
function report() {
  if (total.passed === 0 && total.failed === 0) fail('nothing ran');
  if (!process.env.UNDERCROFT_DATA) say('UNDERCROFT_DATA is not set: tests on real data were skipped');
  list('skipped', total.skippedNames);
  list('failed', total.failures);
  process.exitCode = total.failed === 0 ? 0 : 1;
  process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
}

function list(title, names) {
  if (names.length > 0) process.stdout.write(`${title}:\n${names.map((name) => `  ${name}\n`).join('')}`);
}
