import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePit } from '../pit/pit.ts';
import { pitSolid } from '../pit/pit-solid.ts';
import { AnalysisError } from './analysis-error.ts';
import { type ConduitTable, conduitTable } from './conduit-table.ts';
import { type CrossSection, crossSection } from './cross-section.ts';
import type { PlacedNode } from './placed-node.ts';
import { type PlainConduit, plainConduit, plainSection } from './testing/plain-conduit.ts';

const DN400 = plainSection('circular', 400, 400, null);

function tableOf(...conduits: readonly PlainConduit[]): ConduitTable {
  return conduitTable(conduits.map(plainConduit));
}

function cut(line: readonly [number, number, number, number], ...conduits: readonly PlainConduit[]): CrossSection {
  return crossSection(line, tableOf(...conduits), [], () => 0);
}

const manhole: PlacedNode = {
  id: 'n.1',
  sourceId: '1',
  kind: 'manhole',
  utility: 'sewage',
  status: 'inUse',
  coverLevelM: 10,
  sumpLevelM: 7,
  shaftDiameterMm: 1000,
  x: 5,
  y: 0.3,
};

describe('crossSection', () => {
  it('shows DN400 cut at 30 degrees 0.800 m wide and 0.400 m high', () => {
    const [x, y] = [5 * Math.cos(Math.PI / 6), 2.5];
    const { cuts } = cut([-10, 0, 10, 0], { path: [-x, -y, x, y], fromAxisM: -1, toAxisM: -1, section: DN400 });
    expect(cuts).toHaveLength(1);
    expect(cuts[0]?.widthM).toBeCloseTo(0.8, 9);
    expect(cuts[0]?.heightM).toBeCloseTo(0.4, 9);
    expect(cuts[0]?.stationM).toBeCloseTo(10, 9);
  });

  it('finds the pipe (0, -5, -1.0) to (0, 5, -1.2) at station 10 and level -1.1', () => {
    const { cuts } = cut([-10, 0, 10, 0], { path: [0, -5, 0, 5], fromAxisM: -1, toAxisM: -1.2, section: DN400 });
    expect(cuts[0]?.stationM).toBeCloseTo(10, 12);
    expect(cuts[0]?.axisM).toBeCloseTo(-1.1, 12);
    // A fall of 2 % makes the ellipse sqrt(1 + 0.02^2) times as high.
    expect(cuts[0]?.heightM).toBeCloseTo(0.4 * Math.hypot(1, 0.02), 12);
    expect(cuts[0]?.coverM).toBeCloseTo(1.1 - 0.2 * Math.hypot(1, 0.02), 12);
  });

  it('cuts a culvert 1200 x 800 with walls of 0.2 m as 1.6 x 1.2 m around its bore', () => {
    const section = plainSection('rectangular', 1200, 800, 200);
    const { cuts } = cut([-5, 0, 5, 0], { path: [0, -5, 0, 5], fromAxisM: 8, toAxisM: 8, section });
    expect(cuts[0]).toMatchObject({ outerBottomM: 7.4, wallKnown: true });
    expect(cuts[0]?.widthM).toBeCloseTo(1.6, 12);
    expect(cuts[0]?.outerTopM).toBeCloseTo(8.6, 12);
    const levels = cuts[0]?.within[0]?.filter((_, i) => i % 2 === 1) ?? [];
    expect(Math.min(...levels)).toBeCloseTo(7.6, 12);
    expect(Math.max(...levels)).toBeCloseTo(8.4, 12);
  });

  it('measures a casing, not the pipe in it', () => {
    const section = { ...plainSection('circular', 200, 200, 10), casingMm: 500 };
    const { cuts } = cut([-5, 0, 5, 0], { path: [0, -5, 0, 5], fromAxisM: 8, toAxisM: 8, section });
    expect(cuts[0]?.widthM).toBeCloseTo(0.5, 12);
    expect(cuts[0]?.within).toHaveLength(1);
  });

  it('shows a pipe that lies in the plane as a strip, and one 0.1 m off it as the chord of its wall', () => {
    const { cuts } = cut([0, 0, 20, 0], { path: [5, 0.1, 15, 0.1], fromAxisM: -1, toAxisM: -1, section: DN400 });
    expect(cuts[0]?.strip).toBe(true);
    expect(cuts[0]?.leftM).toBeCloseTo(5, 9);
    expect(cuts[0]?.rightM).toBeCloseTo(15, 9);
    // Half of the chord 0.1 m off the middle of a round of radius 0.2: sqrt(0.04 - 0.01), by 72 facets.
    expect(cuts[0]?.heightM).toBeCloseTo(2 * Math.sqrt(0.03), 3);
  });

  it('cuts a riser beside its middle as an upright rectangle', () => {
    const { cuts } = cut([0, 0, 20, 0], { path: [5, 0, 5, 0], fromAxisM: -3, toAxisM: -1, section: DN400 });
    expect(cuts[0]?.widthM).toBeCloseTo(0.4, 9);
    expect(cuts[0]?.outerTopM).toBeCloseTo(-1, 9);
    expect(cuts[0]?.outerBottomM).toBeCloseTo(-3, 9);
  });

  it('draws a pipe of unknown level as a band of 3 m under the ground, and never leaves it out', () => {
    const { cuts, gaps } = cut(
      [0, 0, 20, 0],
      { id: 'a', path: [5, -5, 5, 5], fromAxisM: null, toAxisM: null, section: DN400 },
      { id: 'b', path: [8, -5, 8, 5], fromAxisM: -1, toAxisM: -1, section: DN400 },
      { id: 'c', path: [12, -5, 12, 5], fromAxisM: -1, toAxisM: -1, section: null },
    );
    expect(cuts.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(cuts[0]).toMatchObject({ outer: [], axisM: null, coverM: null, band: { leastM: -3, mostM: 0 } });
    expect(cuts[0]?.widthM).toBeCloseTo(0.4, 9);
    expect(cuts[2]).toMatchObject({ sizeKnown: false, widthM: null, axisM: -1, outerTopM: null });
    expect(gaps[0]?.horizontalM).toBeCloseTo(2.6, 9);
    expect(gaps[0]?.verticalM).toBeNull();
    expect(gaps[1]).toMatchObject({ horizontalM: null, verticalM: null });
  });

  it('says that the band is unknown where the ground is', () => {
    const table = tableOf({ path: [5, -5, 5, 5], fromAxisM: null, toAxisM: null, section: DN400 });
    const { cuts } = crossSection([0, 0, 20, 0], table, [], () => null);
    expect(cuts[0]).toMatchObject({ band: null, levelKnown: false });
  });

  it('shows what lies within the half width and is not cut, with its distance from the plane', () => {
    const { cuts, near } = cut(
      [0, 0, 20, 0],
      { id: 'a', path: [5, 0.6, 15, 0.6], fromAxisM: -1, toAxisM: -1, section: DN400 },
      { id: 'b', path: [5, 0.8, 15, 0.8], fromAxisM: -1, toAxisM: -1, section: DN400 },
    );
    expect(cuts).toEqual([]);
    expect(near.map(({ id }) => id)).toEqual(['a']);
    expect(near[0]?.asideM).toBeCloseTo(0.6, 12);
  });

  it('passes a hairpin twice', () => {
    const { cuts } = cut([0, 0, 20, 0], {
      path: [5, -5, 5, 5, 9, 5, 9, -5],
      fromAxisM: -1,
      toAxisM: -1,
      section: DN400,
    });
    expect(cuts.map(({ stationM }) => Math.round(stationM))).toEqual([5, 9]);
  });

  it('cuts a manhole 0.3 m off its middle 0.8 m wide', () => {
    const { shafts } = crossSection([0, 0, 20, 0], tableOf(), [manhole, { ...manhole, id: 'n.2', y: 1.2 }], () => 10);
    expect(shafts).toHaveLength(1);
    expect(shafts[0]).toMatchObject({ cut: true, stationM: 5, coverLevelM: 10, sumpLevelM: 7 });
    expect(shafts[0]?.halfWidthM).toBeCloseTo(0.4, 12);
  });

  it('draws the floor, walls and supports of a pit', () => {
    const made = makePit({ outline: Float64Array.of(0, 0, 10, 0, 10, 4, 0, 4), depthM: 2, batter: 0.5 }, () => 10);
    if (!made.ok) throw new Error(made.refusal.message);
    const pit = { solid: pitSolid(made.pit), supportFootM: 6 };
    const section = crossSection([5, -5, 5, 10], tableOf(), [], () => 10, { pit }).pit;
    expect(section?.floor).toEqual([[5, 8, 9, 8]]);
    expect(section?.walls.map((line) => line.map((value) => Number(value.toFixed(3))))).toEqual([
      [4, 10, 5, 8],
      [9, 8, 10, 10],
    ]);
    expect(section?.supports).toEqual([
      [5, 8, 5, 6],
      [9, 8, 9, 6],
    ]);
  });

  it('refuses a line without length', () => {
    expect(() => cut([1, 1, 1, 1])).toThrow(AnalysisError);
  });

  it('is the same section for a scene that is turned and moved', () => {
    // Off the round numbers: an end face that lies in the plane is cut or not by the last digit.
    const coordinate = fc.integer({ min: -800, max: 800 }).map((value) => (value + 0.37) / 100);
    const level = fc.integer({ min: -400, max: 0 }).map((value) => value / 100);
    fc.assert(
      fc.property(
        coordinate,
        coordinate,
        coordinate,
        coordinate,
        level,
        level,
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        fc.constantFrom(DN400, plainSection('rectangular', 900, 600, 100), plainSection('egg', 600, 900, 80)),
        (ax, ay, bx, by, fromAxisM, toAxisM, angle, section) => {
          fc.pre(Math.hypot(bx - ax, by - ay) > 0.5);
          const turn = (x: number, y: number): [number, number] => [
            100 + x * Math.cos(angle) - y * Math.sin(angle),
            -50 + x * Math.sin(angle) + y * Math.cos(angle),
          ];
          const before = cut([-10, 0, 10, 0], { path: [ax, ay, bx, by], fromAxisM, toAxisM, section }).cuts;
          const path = [...turn(ax, ay), ...turn(bx, by)];
          const after = cut([...turn(-10, 0), ...turn(10, 0)], { path, fromAxisM, toAxisM, section }).cuts;
          expect(after).toHaveLength(before.length);
          for (const [i, one] of before.entries()) {
            expect(after[i]?.leftM).toBeCloseTo(one.leftM, 6);
            expect(after[i]?.rightM).toBeCloseTo(one.rightM, 6);
            expect(after[i]?.outerTopM).toBeCloseTo(one.outerTopM ?? Number.NaN, 6);
          }
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});
