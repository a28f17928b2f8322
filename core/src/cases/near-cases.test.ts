import { describe, expect, it } from 'vitest';
import { type LiveCase, NEW_LIVE_CASE } from '../live/live-case.ts';
import { boundsAround, duplicatePairs, duplicatesOf, metresBetween } from './near-cases.ts';

const HOUR_MS = 3_600_000;
const RULE = { withinM: 50, withinHours: 72 };
/** One ten-thousandth of a degree: 11.1 m northwards, 8.5 m eastwards at 39.93 degrees. */
const STEP = 1e-4;

function reported(sourceId: string, east: number, north: number, changes: Partial<LiveCase> = {}): LiveCase {
  return {
    ...NEW_LIVE_CASE,
    sourceId,
    kind: 'event',
    category: '0102',
    title: null,
    channel: 'citizen',
    position: [119.6 + east * STEP, 39.93 + north * STEP],
    gridCell: null,
    component: null,
    address: null,
    department: null,
    steps: { report: 0, register: null, dispatch: null, handle: null, verify: null, close: null },
    dispatchDueMs: null,
    handleDueMs: null,
    result: 'open',
    raw: {},
    ...changes,
  };
}

const at = (report: number) => ({ ...reported('', 0, 0).steps, report });

describe('cases that may be the same thing', () => {
  it('are near in space: four steps northwards are 44 m, five are 56', () => {
    const others = [reported('near', 0, 4), reported('far', 0, 5)];
    const found = duplicatesOf(reported('A', 0, 0), others, RULE);
    expect(found).toEqual([{ sourceId: 'near', distanceM: 44.4, apartMs: 0, stage: 'reported', title: null }]);
  });

  it('are near in time, and of one class; a case of no class may be any, a withdrawn one is none', () => {
    const others = [
      reported('72 h before', 0, 0, { steps: at(-72 * HOUR_MS) }),
      reported('longer before', 0, 0, { steps: at(-72 * HOUR_MS - 1) }),
      reported('other class', 0, 0, { category: '0104' }),
      reported('other kind', 0, 0, { kind: 'component' }),
      reported('no class', 0, 1, { category: null }),
      reported('withdrawn', 0, 0, { result: 'void' }),
      reported('closed', 0, 2, { result: 'closed' }),
    ];
    const found = duplicatesOf(reported('A', 0, 0), others, RULE);
    expect(found.map(({ sourceId }) => sourceId)).toEqual(['72 h before', 'no class', 'closed']);
    expect(found[0]?.apartMs).toBe(-72 * HOUR_MS);
  });

  it('are about the same component wherever it is said to be, and never about two components side by side', () => {
    const cover = { kind: 'component', component: '1303020102000001' } as const;
    const others = [
      reported('same, said elsewhere', 0, 100, cover),
      reported('the next cover', 0, 1, { ...cover, component: '1303020102000002' }),
      reported('some cover', 0, 2, { kind: 'component' }),
    ];
    const found = duplicatesOf(reported('A', 0, 0, cover), others, RULE);
    expect(found.map(({ sourceId }) => sourceId)).toEqual(['some cover', 'same, said elsewhere']);
  });

  it('are found as pairs just as one by one, over the sides of squares too', () => {
    const cases = Array.from({ length: 120 }, (_, i) =>
      reported(`C${i}`, (i * 7) % 30, (i * 11) % 40, { steps: at(i * HOUR_MS) }),
    );
    const pairs = duplicatePairs(cases, RULE).map(({ earlier, later }) => `${earlier} ${later}`);
    const expected = cases.flatMap((value, i) =>
      duplicatesOf(value, cases.slice(0, i), RULE).map(({ sourceId }) => `${sourceId} ${value.sourceId}`),
    );
    expect(pairs.toSorted()).toEqual(expected.toSorted());
    expect(pairs.length).toBeGreaterThan(20);
  });

  it('are looked for in a rectangle that holds every place so near, at the pole too', () => {
    for (const lat of [0, 39.93, 60, 89.9999]) {
      const [west, south, east, north] = boundsAround([119.6, lat], 50);
      expect(metresBetween([119.6, lat], [119.6, Math.min(90, north)])).toBeGreaterThanOrEqual(lat > 89 ? 10 : 50);
      expect(metresBetween([119.6, lat], [119.6, south])).toBeGreaterThanOrEqual(50);
      if (east - west < 360) expect(metresBetween([119.6, lat], [east, lat])).toBeGreaterThanOrEqual(50);
    }
  });
});
