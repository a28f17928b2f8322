import type { Issue } from '@undercroft/core/model/issue';
import { issuesSchema } from '@undercroft/core/protocol/data-page';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { Store } from './store.ts';
import { importSample, SAMPLE_REPORT, sampleNode, sampleSource } from './testing/sample-features.ts';

function found(code: string, row: number | null, changes: Partial<Issue> = {}): Issue {
  return { severity: 'warning', code, where: { row, field: null }, message: `${code} in row ${row}.`, ...changes };
}

function counted(issues: readonly Issue[]): ImportReport {
  const issueCounts: Record<string, number> = {};
  for (const { code } of issues) issueCounts[code] = (issueCounts[code] ?? 0) + 1;
  return { ...SAMPLE_REPORT, issueCounts };
}

/** Holds a draft with these issues; resolves to its id and what its report says of them. */
async function draftWith(store: Store, scene: string, issues: readonly Issue[]) {
  const session = await store.imports.begin(sampleSource(scene));
  await session.write([sampleNode('A')]);
  await session.writeIssues(issues);
  const { id, report } = await session.hold(counted(issues));
  return { id, recheck: report?.recheck };
}

const ALL = { offset: 0, limit: 100 };

describeStores('the issues of an import', (using) => {
  test('come back word for word, in their order, a page at a time', async () => {
    const { store, newScene } = using();
    const session = await store.imports.begin(sampleSource(newScene()));
    const whole: Issue = {
      severity: 'error',
      code: 'adverse-slope',
      where: { row: 7, field: '埋深\t"m"', table: 'WSLine' },
      message: 'Row 7 runs uphill: wanted a fall, got \\ 0.3 m.\nLook there.',
      rule: 'L8',
      sourceId: 'WS1-WS2',
      at: [119.5, 39.9],
    };
    await session.writeIssues([whole, found('not-a-number', 8)]);
    await session.writeIssues([]);
    await session.writeIssues([found('not-a-number', 9), found('no-file', null, { message: 'a\0b' })]);
    const page = async (query: object) =>
      issuesSchema.parse(await store.imports.issues(session.importId, { ...ALL, ...query }));
    const all = await page({});
    expect([all.total, all.kept]).toEqual([4, 4]);
    expect(all.issues).toEqual([
      whole,
      found('not-a-number', 8),
      found('not-a-number', 9),
      found('no-file', null, { message: 'a\u{fffd}b' }),
    ]);
    expect((await page({ offset: 1, limit: 2 })).issues.map(({ where }) => where.row)).toEqual([8, 9]);
    expect(await page({ code: 'not-a-number', limit: 1 })).toMatchObject({
      total: 2,
      kept: 2,
      issues: [{ where: { row: 8 } }],
    });
    expect(await page({ severity: 'error' })).toEqual({ total: 1, kept: 1, issues: [whole] });
    expect(await page({ severity: 'info' })).toEqual({ total: 0, kept: 0, issues: [] });
    await session.discard(counted([whole]));
    expect((await page({})).total).toBe(4);
  });

  test('of no import at all are no empty list', async () => {
    expect(await using().store.imports.issues(1e9, ALL)).toBeNull();
  });

  test('of a report alone are those of the report', async () => {
    const { store, newScene } = using();
    const session = await store.imports.begin(sampleSource(newScene()));
    await session.write([sampleNode('A')]);
    const issues = [found('a', 1), found('b', 2, { severity: 'info' })];
    await session.publish({ ...SAMPLE_REPORT, issueCounts: { a: 40, b: 1 }, issues });
    const page = (query: object) => store.imports.issues(session.importId, { ...ALL, ...query });
    expect(await page({})).toEqual({ total: 41, kept: 2, issues });
    expect(await page({ code: 'a' })).toEqual({ total: 40, kept: 1, issues: [found('a', 1)] });
    expect(await page({ severity: 'info', offset: 1 })).toEqual({ total: 1, kept: 1, issues: [] });
  });
});

describeStores('the re-check of a corrected file', (using) => {
  test('tells the resolved from the remaining and the new, by feature, not by row', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = [
      found('adverse-slope', 10, { sourceId: 'L1' }),
      found('adverse-slope', 11, { sourceId: 'L2' }),
      found('not-a-number', 12, { where: { row: 12, field: 'X' } }),
      found('not-a-number', 12, { where: { row: 12, field: 'Y' } }),
      found('no-crs', null),
    ];
    expect((await draftWith(store, scene, first)).recheck).toBeUndefined();
    const second = [
      // A row further down, but the same line.
      found('adverse-slope', 11, { sourceId: 'L1' }),
      found('not-a-number', 12, { where: { row: 12, field: 'Y' } }),
      found('unknown-node', 13, { sourceId: 'L2' }),
      found('no-crs', null),
    ];
    expect((await draftWith(store, scene, second)).recheck).toEqual({ resolved: 2, remaining: 3, added: 1 });
    // Nothing at all was found the third time; the import before is the second, though it was discarded.
    expect((await draftWith(store, scene, [])).recheck).toEqual({ resolved: 4, remaining: 0, added: 0 });
    expect((await draftWith(store, scene, [found('a', 1)])).recheck).toEqual({ resolved: 0, remaining: 0, added: 1 });
  });

  test('is not made against an import whose issues were not kept, or of one whose are not', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleNode('A')]);
    await session.publish(counted([found('a', 1)]));
    expect((await draftWith(store, scene, [])).recheck).toBeUndefined();
    const third = await store.imports.begin(sampleSource(scene));
    const { report } = await third.hold(counted([found('a', 1)]));
    expect(report?.recheck).toBeUndefined();
    await importSample(store, scene, []);
  });
});
