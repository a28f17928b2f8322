import { caseSummarySchema, casesByCellSchema, casesSchema } from '@undercroft/core/protocol/cases';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { MONDAY_MORNING_MS, sampleCase } from './testing/sample-case.ts';
import { importSample } from './testing/sample-features.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const CHINA_MINUTES = 480;

const NEVER = { report: null, register: null, dispatch: null, handle: null, verify: null, close: null };

/** A Monday's case, Sunday's of the week before which nobody has dispatched, and one of which no time is known. */
const CASES = [
  sampleCase('A1'),
  sampleCase('A2', {
    category: '0102',
    title: '暴露垃圾',
    kind: 'event',
    component: null,
    gridCell: '130302001001002',
    position: [119.7, 39.95],
    steps: { ...NEVER, report: MONDAY_MORNING_MS - DAY_MS, register: MONDAY_MORNING_MS - DAY_MS + MINUTE_MS },
    dispatchDueMs: MONDAY_MORNING_MS - DAY_MS + 6 * MINUTE_MS,
    handleDueMs: null,
    result: 'open',
  }),
  sampleCase('A3', { steps: NEVER, dispatchDueMs: null, handleDueMs: null, gridCell: null, result: 'unknown' }),
];

describeStores('cases', (using) => {
  test('are counted by the clock asked for, and shares rest on what is known', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, CASES, { layer: 'cases' });
    const summary = caseSummarySchema.parse(await store.cases.summary(scene, {}, CHINA_MINUTES));
    expect(summary).toMatchObject({
      total: 3,
      fromMs: MONDAY_MORNING_MS - DAY_MS,
      toMs: MONDAY_MORNING_MS,
      registered: 2,
      closed: 1,
      dispatch: { known: 1, inTime: 1, medianMs: 3 * MINUTE_MS },
      handle: { known: 1, inTime: 1, medianMs: 60 * MINUTE_MS },
      byResult: [
        { key: 'closed', count: 1 },
        { key: 'open', count: 1 },
        { key: 'unknown', count: 1 },
      ],
    });
    // 0102 is a sewer cover among components and exposed rubbish among events.
    expect(summary.byCategory).toEqual([
      { kind: 'component', key: '0102', title: '污水井盖破损', count: 2 },
      { kind: 'event', key: '0102', title: '暴露垃圾', count: 1 },
    ]);
    // Half past eight in China on Sunday 1 and Monday 2 March; the case without a time is in no slot.
    expect(summary.byHour[8]).toBe(2);
    expect(summary.byHour.reduce((sum, count) => sum + count)).toBe(2);
    expect(summary.byWeekday).toEqual([1, 0, 0, 0, 0, 0, 1]);
    expect(summary.byMonth[2]).toBe(2);
    const inUtc = await store.cases.summary(scene, {}, 0);
    expect(inUtc?.byHour[0]).toBe(2);
  });

  test('are told by time, cell and place, newest first', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, CASES, { layer: 'cases' });
    const everywhere = [119, 39, 120, 40] as const;
    const all = casesSchema.parse(await store.cases.within(scene, {}, everywhere, 2));
    expect(all.cases.map(({ id }) => id)).toEqual(['cases.A1', 'cases.A2']);
    expect(all.more).toBe(true);
    const monday = await store.cases.within(scene, { fromMs: MONDAY_MORNING_MS }, everywhere, 10);
    expect(monday?.cases.map(({ sourceId }) => sourceId)).toEqual(['A1']);
    const before = await store.cases.within(scene, { toMs: MONDAY_MORNING_MS }, everywhere, 10);
    expect(before?.cases.map(({ sourceId }) => sourceId)).toEqual(['A2']);
    const east = await store.cases.within(scene, {}, [119.65, 39, 120, 40], 10);
    expect(east?.cases.map(({ sourceId }) => sourceId)).toEqual(['A2']);
    expect(east?.cases[0]).toMatchObject({ position: [119.7, 39.95], result: 'open', handleDueMs: null });
    const cells = casesByCellSchema.parse(await store.cases.byCell(scene, {}));
    expect(cells.cells).toEqual([
      { gridCell: '130302001001001', total: 1, open: 0, known: 1, late: 0 },
      { gridCell: '130302001001002', total: 1, open: 1, known: 0, late: 0 },
      { gridCell: null, total: 1, open: 0, known: 0, late: 0 },
    ]);
  });

  test('are told that were under way at an instant, however long they took, and counted by the day', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    expect(await store.cases.during(scene, 0, MONDAY_MORNING_MS, 10)).toBeNull();
    expect(await store.cases.byDay(scene, CHINA_MINUTES)).toBeNull();
    const report = MONDAY_MORNING_MS;
    const ended = { ...NEVER, report, register: report + MINUTE_MS };
    const slow = { ...ended, close: report + 100 * DAY_MS };
    await importSample(
      store,
      scene,
      [
        // Closed after two hours, after a hundred days, never; rejected after a minute; and of one no time is known.
        sampleCase('quick'),
        sampleCase('slow', { steps: slow }),
        sampleCase('open', { steps: ended, result: 'open' }),
        sampleCase('rejected', { steps: ended, result: 'rejected' }),
        sampleCase('untimed', { steps: NEVER }),
        sampleCase('later', { steps: { ...ended, report: report + DAY_MS } }),
      ],
      { layer: 'cases' },
    );
    const at = async (ms: number) => {
      const found = await store.cases.during(scene, ms, ms, 10);
      return found?.cases.map(({ sourceId }) => sourceId).sort();
    };
    expect(await at(report - 1)).toEqual([]);
    expect(await at(report)).toEqual(['open', 'quick', 'rejected', 'slow']);
    expect(await at(report + 2 * MINUTE_MS)).toEqual(['open', 'quick', 'slow']);
    expect(await at(report + 50 * DAY_MS)).toEqual(['open', 'slow']);
    expect(await at(report + 101 * DAY_MS)).toEqual(['open']);
    const two = await store.cases.during(scene, report, report + DAY_MS, 2);
    expect(two).toMatchObject({ more: true, cases: [{ id: 'cases.later' }, { id: 'cases.open' }] });
    // Half past eight on 2 March in China: its day began at 16:00 UTC of the first.
    const startMs = Date.UTC(2026, 2, 1, 16);
    expect(await store.cases.byDay(scene, CHINA_MINUTES)).toEqual([
      { startMs, count: 4 },
      { startMs: startMs + DAY_MS, count: 1 },
    ]);
  });

  test('of an empty scene are null, and a corrected file changes, adds and retires them', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    expect(await store.cases.summary(scene, {}, 0)).toBeNull();
    await importSample(store, scene, CASES, { layer: 'cases' });
    await importSample(store, scene, [sampleCase('A1', { result: 'void' }), sampleCase('A4')], { layer: 'cases' });
    const summary = await store.cases.summary(scene, {}, 0);
    expect(summary?.byResult).toEqual([
      { key: 'closed', count: 1 },
      { key: 'void', count: 1 },
    ]);
    const history = await store.features.history(scene, 'cases.A1');
    expect(history?.versions[0]?.changes).toEqual([{ field: 'result', before: 'closed', after: 'void' }]);
  });
});
