import { type KpiFact, kpiOf } from '@undercroft/core/cases/kpi';
import { type LiveCase, NEW_LIVE_CASE } from '@undercroft/core/live/live-case';
import { CASE_STEPS, type CaseStep, type CityCase } from '@undercroft/core/model/city-case';
import { seededRandom } from '@undercroft/core/random/seeded-random';
import { expect, it } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { CaseKpiQuery, StoredCase } from './live-store.ts';
import type { Store } from './store.ts';
import { MONDAY_MORNING_MS, sampleCase } from './testing/sample-case.ts';
import { importSample } from './testing/sample-features.ts';
import { sampleGridCell } from './testing/sample-operations.ts';

const HOUR_MS = 3_600_000;
const NEVER = { report: null, register: null, dispatch: null, handle: null, verify: null, close: null } as const;

function liveCase(sourceId: string, changes: Partial<LiveCase> = {}): LiveCase {
  const { value } = sampleCase(sourceId) as { readonly value: CityCase };
  const steps = { ...NEVER, report: MONDAY_MORNING_MS };
  return { ...NEW_LIVE_CASE, ...value, steps, dispatchDueMs: null, handleDueMs: null, result: 'open', ...changes };
}

function stored(value: LiveCase, version: number, changes: Partial<StoredCase> = {}): StoredCase {
  const beside = { changedMs: MONDAY_MORNING_MS, crewMs: null, broughtBy: 'desk', positionBasis: 'geodetic' } as const;
  return { ...beside, case: value, version, ...changes };
}

const REPORT = { atMs: MONDAY_MORNING_MS, action: 'report', by: 'Li', note: null };

async function put(store: Store, scene: string, ...cases: readonly StoredCase[]): Promise<void> {
  await store.sql.transaction(async (sql) => {
    for (const each of cases) await store.caseRecords.write(sql, scene, each, REPORT);
  });
}

const EVERYTHING: CaseKpiQuery = {
  fromMs: null,
  toMs: null,
  nowMs: MONDAY_MORNING_MS,
  utcOffsetMinutes: 480,
  by: [],
  limit: 100,
};

describeStores('case records', (using) => {
  it('come back as they were written, with their history', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const value = liveCase('A', {
      unit: 'RY-001',
      alarmId: 'alarm-1',
      duplicateOf: 'B',
      reopenedCount: 2,
      returnedCount: 1,
      lateSteps: ['dispatch', 'close'],
      registerDueMs: 1,
      verifyDueMs: 2,
      closeDueMs: 3,
      gridCell: null,
    });
    await put(store, scene, stored(value, 1, { crewMs: 7 }));
    const found = await store.caseRecords.find(scene, 'A');
    expect(found).toEqual({ ...stored(value, 1, { crewMs: 7 }), actions: [REPORT], photos: [] });
    expect(await store.caseRecords.find(scene, 'B')).toBeNull();
    expect(await store.caseRecords.ofAlarm(scene, 'alarm-1')).toBe('A');
    expect(await store.caseRecords.ofAlarm(scene, 'alarm-2')).toBeNull();
    expect([...(await store.caseRecords.known(scene, ['A', 'B'])).keys()]).toEqual(['A']);
  });

  it('are written by one of two who saw the same version', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await put(store, scene, stored(liveCase('A'), 1));
    const ways = await Promise.allSettled(
      ['one', 'two'].map((unit) => put(store, scene, stored(liveCase('A', { unit }), 2))),
    );
    expect(ways.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(put(store, scene, stored(liveCase('A'), 1))).rejects.toMatchObject({ code: 'case-changed' });
    const found = await store.caseRecords.find(scene, 'A');
    expect(found?.version).toBe(2);
    expect(found?.actions).toHaveLength(2);
  });

  it('leave nothing of a transaction that fails', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await expect(put(store, scene, stored(liveCase('A'), 1), stored(liveCase('B'), 2))).rejects.toThrow('version 1');
    expect(await store.caseRecords.find(scene, 'A')).toBeNull();
  });

  it('that are not over are listed, newest report first; what is over is not', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const later = { steps: { ...NEVER, report: MONDAY_MORNING_MS + 1 } };
    await put(
      store,
      scene,
      stored(liveCase('A'), 1),
      stored(liveCase('B', later), 1),
      stored(liveCase('C', { result: 'closed' }), 1),
    );
    expect((await store.caseRecords.open(scene, 10)).map(({ sourceId }) => sourceId)).toEqual(['B', 'A']);
    expect(await store.caseRecords.open(scene, 1)).toHaveLength(1);
    expect(await store.caseRecords.standing(scene)).toHaveLength(2);
    expect(await store.caseRecords.open('elsewhere', 10)).toEqual([]);
  });

  it('give numbers of a day that no two get, and a cursor that never goes back', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const numbers = await Promise.all(
      Array.from({ length: 20 }, () => store.caseRecords.nextSerial(scene, '20260302')),
    );
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await store.caseRecords.nextSerial(scene, '20260303')).toBe(1);
    expect(await store.caseRecords.cursor(scene)).toBe(0);
    await store.caseRecords.setCursor(scene, 12);
    await store.caseRecords.setCursor(scene, 7);
    expect(await store.caseRecords.cursor(scene)).toBe(12);
    const advance = (from: number, to: number) =>
      store.sql.transaction((sql) => store.caseRecords.advanceCursor(sql, scene, from, to));
    await advance(12, 20);
    await expect(advance(12, 30)).rejects.toMatchObject({ code: 'case-changed' });
    expect(await store.caseRecords.cursor(scene)).toBe(20);
    // Of two who begin at the same place one goes on.
    const ways = await Promise.allSettled([advance(20, 25), advance(20, 25)]);
    expect(ways.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('know what a simulated crew should have done by now', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await put(
      store,
      scene,
      stored(liveCase('A'), 1),
      stored(liveCase('B'), 1, { crewMs: 5 }),
      stored(liveCase('C'), 1, { crewMs: 3 }),
    );
    const due = await store.caseRecords.crewDue(scene, 5, 10);
    expect(due.map((each) => each.case.sourceId)).toEqual(['C', 'B']);
    expect(await store.caseRecords.crewDue(scene, 4, 10)).toHaveLength(1);
  });

  it('lie in a cell of the grid, not in its hole, and outside of all in none', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const at = (lon: number, lat: number) => store.caseRecords.gridCellAt(scene, [lon, lat]);
    expect(await at(10.3, 55.3)).toBeNull();
    await importSample(store, scene, [sampleGridCell('G1')], { layer: 'grid' });
    // A square of 0.004 degrees with a hole of half its side, and another square beside it.
    expect(await at(10.3015, 55.3)).toBe('320102001001001');
    expect(await at(10.31, 55.3)).toBe('320102001001001');
    expect(await at(10.3, 55.3)).toBeNull();
    expect(await at(10.32, 55.3)).toBeNull();
  });

  it('keep their units busy until they are handled', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const steps = { ...NEVER, report: 1, register: 2, dispatch: 3 };
    await put(
      store,
      scene,
      stored(liveCase('A', { unit: 'RY-001', steps }), 1),
      stored(liveCase('B', { unit: 'RY-002', steps: { ...steps, handle: 4 } }), 1),
      stored(liveCase('C', { steps }), 1),
    );
    expect((await store.caseRecords.withUnit(scene)).map(({ sourceId }) => sourceId)).toEqual(['A']);
  });

  it('are found near a place, a time and a class; a case of no class is of any', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await put(
      store,
      scene,
      stored(liveCase('same'), 1),
      stored(liveCase('classless', { category: null }), 1),
      stored(liveCase('other class', { category: '0301' }), 1),
      stored(liveCase('void', { result: 'void' }), 1),
      stored(liveCase('far', { position: [119.7, 39.92], component: null }), 1),
      stored(liveCase('said elsewhere', { position: [119.7, 39.92], component: 'K' }), 1),
    );
    const near = async (component: string | null, fromMs = MONDAY_MORNING_MS - HOUR_MS) => {
      const bounds = [119.599, 39.919, 119.601, 39.921] as const;
      const where = {
        kind: 'component',
        category: '0102',
        component,
        bounds,
        fromMs,
        toMs: MONDAY_MORNING_MS,
      } as const;
      return (await store.caseRecords.near(scene, where, 10)).map(({ sourceId }) => sourceId).toSorted();
    };
    expect(await near(null)).toEqual(['classless', 'same']);
    expect(await near('K')).toEqual(['classless', 'said elsewhere', 'same']);
    expect(await near(null, MONDAY_MORNING_MS + 1)).toEqual([]);
  });

  it('are counted with the cases of tables, each once: what the desk knows of a case is what counts', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleCase('A'), sampleCase('B')], { layer: 'cases' });
    await put(store, scene, stored(liveCase('B', { result: 'void' }), 1), stored(liveCase('C'), 1));
    const { total } = await store.caseRecords.kpi(scene, EVERYTHING);
    expect(total).toMatchObject({ reported: 3, closed: 1, withdrawn: 1, open: 1 });
    expect(total.reopened).toEqual({ count: 0, known: 2 });
    const none = await store.caseRecords.kpi(scene, { ...EVERYTHING, fromMs: MONDAY_MORNING_MS + 1 });
    expect(none.total.reported).toBe(0);
    expect(none.total.handlingMs).toEqual({ sum: 0, known: 0 });
    expect((await store.caseRecords.kpi('elsewhere', EVERYTHING)).total.reported).toBe(0);
  });

  it('are told apart by grid, department and time of the clock asked for', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const at = (ms: number): Partial<LiveCase> => ({ steps: { ...NEVER, report: ms } });
    // 08:30 on Monday the 2nd in China is Sunday evening further west.
    await put(
      store,
      scene,
      stored(liveCase('A'), 1),
      stored(liveCase('B', { department: null, gridCell: null }), 1),
      stored(liveCase('C', at(MONDAY_MORNING_MS + 6 * 24 * HOUR_MS)), 1),
    );
    const keys = async (query: Partial<CaseKpiQuery>) =>
      (await store.caseRecords.kpi(scene, { ...EVERYTHING, ...query })).groups.map(
        ({ key, counts }) => `${key.join('|')} ${counts.reported}`,
      );
    expect(await keys({ by: ['street', 'department'] })).toEqual(['130302001|排水公司 2', '| 1']);
    expect(await keys({ by: ['week'] })).toEqual(['2026-03-02 3']);
    expect(await keys({ by: ['day'] })).toEqual(['2026-03-02 2', '2026-03-08 1']);
    expect(await keys({ by: ['day'], utcOffsetMinutes: -480 })).toEqual(['2026-03-01 2', '2026-03-07 1']);
    expect(await keys({ by: ['month', 'category', 'channel'] })).toEqual(['2026-03|component 0102|supervisor 3']);
    const cut = await store.caseRecords.kpi(scene, { ...EVERYTHING, by: ['day'], limit: 1 });
    expect([cut.groups.length, cut.more, cut.total.reported]).toEqual([1, true, 3]);
  });

  it('are counted in SQL as core defines the figures: 300 made-up cases of every shape', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const random = seededRandom(20);
    const cases = Array.from({ length: 300 }, (_, i) => anyCase(`R${i}`, () => random.next()));
    await put(store, scene, ...cases.map((each) => stored(each, 1)));
    const nowMs = MONDAY_MORNING_MS + 50;
    const { total } = await store.caseRecords.kpi(scene, { ...EVERYTHING, nowMs });
    expect(total).toEqual(kpiOf(cases.map(factOf), nowMs));
    // Every case stands in exactly one word of every share.
    for (const { yes, no, notYet, notAsked, unknown } of Object.values(total.shares)) {
      expect(yes + no + notYet + notAsked + unknown).toBe(300);
    }
  });
});

/** Steps and due times within 100 ms of one another, so that every order of them comes up, and every gap. */
function anyCase(sourceId: string, draw: () => number): LiveCase {
  const moment = () => (draw() < 0.3 ? null : MONDAY_MORNING_MS + Math.floor(draw() * 100));
  const results = ['open', 'open', 'closed', 'rejected', 'void', 'unknown'] as const;
  const late = CASE_STEPS.filter(() => draw() < 0.1);
  const steps = Object.fromEntries(CASE_STEPS.map((step) => [step, moment()])) as Record<CaseStep, number | null>;
  return liveCase(sourceId, {
    steps,
    registerDueMs: moment(),
    dispatchDueMs: moment(),
    handleDueMs: moment(),
    closeDueMs: moment(),
    lateSteps: late,
    returnedCount: draw() < 0.2 ? 1 : 0,
    reopenedCount: draw() < 0.2 ? 1 : 0,
    result: results[Math.floor(draw() * results.length)] ?? 'open',
  });
}

function factOf(value: LiveCase): KpiFact {
  const { registerDueMs, dispatchDueMs, handleDueMs, closeDueMs } = value;
  return {
    ...value,
    dues: { register: registerDueMs, dispatch: dispatchDueMs, handle: handleDueMs, close: closeDueMs },
  };
}
