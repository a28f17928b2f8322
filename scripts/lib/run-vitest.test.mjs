import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './paths.mjs';
import { countReport } from './run-vitest.mjs';

describe('countReport', () => {
  it('counts passed, failed and skipped, and names the last two', () => {
    const counts = countReport(report('failed', ['passed', 'passed', 'failed', 'pending', 'todo', 'skipped']));
    expect(counts).toMatchObject({ passed: 2, failed: 1, skipped: 3, readable: true });
    expect(counts.failures).toEqual(['core/a.test.ts: test 2']);
    expect(counts.skippedNames).toHaveLength(3);
  });

  it('counts a file that could not be loaded as one failure', () => {
    const counts = countReport(report('failed', [], 'Cannot find module "./b.ts"\n  at line 1'));
    expect(counts).toMatchObject({ passed: 0, failed: 1 });
    expect(counts.failures).toEqual(['core/a.test.ts: Cannot find module "./b.ts"']);
  });

  it('counts a file that failed in a hook after its tests passed', () => {
    expect(countReport(report('failed', ['passed'], 'hook'))).toMatchObject({ passed: 1, failed: 1 });
  });

  it.each([null, '', '{"testResults":', '{}'])('calls %j unreadable, never empty', (text) => {
    expect(countReport(text)).toMatchObject({ passed: 0, failed: 0, readable: false });
  });
});

function report(status, tests, message = '') {
  const assertionResults = tests.map((test, index) => ({ status: test, fullName: `test ${index}` }));
  return JSON.stringify({ testResults: [{ name: join(ROOT, 'core/a.test.ts'), status, message, assertionResults }] });
}
