import { describe, expect, it } from 'vitest';
import { conduitTable } from './conduit-table.ts';
import { coverAlong } from './cover-depth.ts';
import { type PlainConduit, plainConduit, plainSection } from './testing/plain-conduit.ts';

const OD300 = plainSection('circular', 300, 300, 0);

function tableOf(conduit: PlainConduit) {
  return conduitTable([plainConduit(conduit)]);
}

/** Ground at 10.00 that sags by 0.30 m half-way between x = 0 and x = 20. */
function sagging(x: number): number {
  return 10 - 0.3 * (1 - Math.abs(x - 10) / 10);
}

describe('coverAlong', () => {
  it('finds 0.50 m where the ground sags 0.30 m mid-span, where both ends say 0.80 m', () => {
    const table = tableOf({ path: [0, 0, 20, 0], fromAxisM: 9.05, toAxisM: 9.05, section: OD300 });
    const cover = coverAlong(table, 0, sagging);
    expect(cover.coverM[0]).toBeCloseTo(0.8, 9);
    expect(cover.coverM.at(-1)).toBeCloseTo(0.8, 9);
    expect(cover.least).toMatchObject({ stationM: 10, x: 10, y: 0 });
    expect(cover.least?.coverM).toBeCloseTo(0.5, 9);
    expect(cover.greatest?.coverM).toBeCloseTo(0.8, 9);
    expect(cover.gaps).toEqual([]);
    expect(cover.stepM).toBe(0.5);
  });

  it('reads a sewer of invert 7.50, bore 0.50 and wall 0.05 under ground at 10.00 as 1.95 m, not 2.50', () => {
    const section = plainSection('circular', 500, 500, 50);
    const table = tableOf({ path: [0, 0, 30, 0], fromAxisM: 7.75, toAxisM: 7.75, section });
    expect(coverAlong(table, 0, () => 10).least?.coverM).toBeCloseTo(1.95, 9);
  });

  it('reads a culvert 1200 x 800 with walls of 0.2 m and its bottom at 7.60 as 1.40 m', () => {
    const section = plainSection('rectangular', 1200, 800, 200);
    const table = tableOf({ path: [0, 0, 30, 0], fromAxisM: 8, toAxisM: 8, section });
    expect(coverAlong(table, 0, () => 10).least?.coverM).toBeCloseTo(1.4, 9);
  });

  it('says where the ground is unknown, from the last known sample to the next', () => {
    const table = tableOf({ path: [0, 0, 20, 0], fromAxisM: 9.05, toAxisM: 9.05, section: OD300 });
    const cover = coverAlong(table, 0, (x) => (x > 4.9 && x < 6.1 ? null : 10));
    expect(cover.gaps).toEqual([{ fromM: 4.5, toM: 6.5, why: 'ground' }]);
    expect(cover.least?.coverM).toBeCloseTo(0.8, 9);
  });

  it('knows nothing of a pipe without level or size, and does not call it zero', () => {
    const level = coverAlong(tableOf({ path: [0, 0, 9, 0], fromAxisM: null, toAxisM: 9, section: OD300 }), 0, () => 10);
    expect(level).toMatchObject({ least: null, gaps: [{ fromM: 0, toM: 9, why: 'level' }] });
    const size = coverAlong(tableOf({ path: [0, 0, 9, 0], fromAxisM: 9, toAxisM: 9, section: null }), 0, () => 10);
    expect(size).toMatchObject({ least: null, gaps: [{ fromM: 0, toM: 9, why: 'size' }] });
  });

  it('takes an outer top that the source states where the size, and so the axis, is unknown', () => {
    const end = (outerTopM: number) => ({ invertM: null, axisM: null, outerTopM });
    const facts = { from: end(9), to: end(8), outerTopBasis: 'stated' } as const;
    const table = tableOf({ path: [0, 0, 10, 0], fromAxisM: null, toAxisM: null, section: null, facts });
    const cover = coverAlong(table, 0, () => 10);
    expect(cover.gaps).toEqual([]);
    expect(cover.least).toMatchObject({ coverM: 1, stationM: 0 });
    expect(cover.greatest).toMatchObject({ coverM: 2, stationM: 10 });
  });

  it('follows the levels by plan length around a bend', () => {
    const table = tableOf({
      path: [0, 0, 10, 0, 10, 30],
      fromAxisM: 9,
      toAxisM: 5,
      section: plainSection('circular', 200, 200, 0),
    });
    const cover = coverAlong(table, 0, () => 10);
    const at = cover.stationsM.indexOf(10);
    expect(cover.outerTopM[at]).toBeCloseTo(8.1, 2);
  });

  it('counts a casing, and the upper end of a riser', () => {
    const section = { ...OD300, casingMm: 500 };
    const cased = coverAlong(tableOf({ path: [0, 0, 9, 0], fromAxisM: 9, toAxisM: 9, section }), 0, () => 10);
    expect(cased.least?.coverM).toBeCloseTo(0.75, 9);
    const riser = coverAlong(tableOf({ path: [3, 3, 3, 3], fromAxisM: 7, toAxisM: 9, section: OD300 }), 0, () => 10);
    expect(riser.least?.coverM).toBeCloseTo(0.85, 9);
  });
});
