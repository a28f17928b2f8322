import { join } from 'node:path';
import { brokenRules } from './import-rules.mjs';
import { PINNED_NODE, ROOT } from './paths.mjs';
import { run } from './run.mjs';

const PACKAGES = ['core', 'store', 'data-import', 'tiles-server', 'app', 'viewer'];
const STEP_TIMEOUT_MS = 5 * 60_000;

/**
 * The checks that need no test runner, longest first: `{name, work}` where `work` resolves to
 * `{passed, output, seconds}`.
 */
export const CHECK_STEPS = [
  { name: 'lint with types (oxlint)', work: () => tool('oxlint/bin/oxlint', ['--type-aware', '--quiet']) },
  { name: 'format and lint (biome)', work: () => tool('@biomejs/biome/bin/biome', ['ci', '--colors=off', '.']) },
  ...PACKAGES.map((name) => ({ name: `types of ${name}`, work: () => types(name) })),
  { name: 'types of tests and benches', work: () => types('tsconfig.json') },
  { name: 'import rules and file lengths', work: importRules },
];

/** Runs the steps, `lanes` at a time, and calls `onDone(step, result)` as each ends. Resolves to their results. */
export async function runSteps(steps, lanes, onDone) {
  const waiting = [...steps];
  const results = [];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await next.work();
      results.push(result);
      onDone(next, result);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

function types(project) {
  return tool('typescript/bin/tsc', ['-p', project, '--pretty', 'false']);
}

async function tool(script, args) {
  const path = join(ROOT, 'node_modules', ...script.split('/'));
  const result = await run(PINNED_NODE, [path, ...args], { timeoutMs: STEP_TIMEOUT_MS });
  const output = result.timedOut ? `${result.output}\nended after ${STEP_TIMEOUT_MS / 1000} s` : result.output;
  return { passed: result.code === 0, output, seconds: result.seconds };
}

async function importRules() {
  const begin = performance.now();
  const broken = brokenRules();
  return { passed: broken.length === 0, output: broken.join('\n'), seconds: (performance.now() - begin) / 1000 };
}
