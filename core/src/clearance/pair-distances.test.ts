import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacedConduit } from '../analysis/conduit-table.ts';
import { conduitTable } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { capsuleBody, conduitBodies } from './conduit-bodies.ts';
import { bodyDistances, newBodyDistances, newDistanceScratch, pairDistances } from './pair-distances.ts';
import { somePair } from './testing/some-pair.ts';

/** A round conduit of an outer diameter, without a wall to add. */
function pipe(id: string, outerM: number, from: readonly number[], to: readonly number[]): PlacedConduit {
  const [ax = 0, ay = 0, az = 0] = from;
  const [bx = 0, by = 0, bz = 0] = to;
  const section = plainSection('circular', outerM * 1000, outerM * 1000, 0);
  return plainConduit({ id, path: [ax, ay, bx, by], fromAxisM: az, toAxisM: bz, section });
}

describe('distances of two conduits', () => {
  it('side by side: 1.5 m between the axes less both radii, and the slant of 1.5 and 1.0 less both radii', () => {
    const water = pipe('water', 0.2, [0, 0, -1], [10, 0, -1]);
    const sewer = pipe('sewer', 0.4, [0, 1.5, -2], [10, 1.5, -2]);
    const found = pairDistances(water, sewer);
    expect(found.horizontalM).toBeCloseTo(1.2, 9);
    expect(found.spatialM).toBeCloseTo(1.502776, 6);
    expect(found.over).toBe(false);
    expect(found.verticalM).toBeNull();
    expect(found.nearest.a[1]).toBeCloseTo((0.1 * 1.5) / Math.hypot(1.5, 1), 9);
    expect(found.nearest.b[2]).toBeCloseTo(-2 + 0.2 / Math.hypot(1.5, 1), 9);
  });

  it('crossing: 0.245 m from the top of the lower up to the bottom of the upper', () => {
    const gas = pipe('gas', 0.11, [0, 0, -1.2], [10, 0, -1.2]);
    const sewer = pipe('sewer', 0.3, [5, -5, -1.6], [5, 5, -1.7]);
    const found = pairDistances(gas, sewer);
    expect(found.horizontalM).toBe(0);
    expect(found.over).toBe(true);
    expect(found.verticalM).toBeCloseTo(0.245, 4);
    const flat = pairDistances(gas, pipe('sewer', 0.3, [5, -5, -1.5], [5, 5, -1.5]));
    expect(flat.verticalM).toBeCloseTo(0.095, 9);
    expect(flat.spatialM).toBeCloseTo(0.095, 9);
  });

  it('skew axes one above the other by 1 m are 1 m apart', () => {
    const found = pairDistances(pipe('a', 0, [0, 0, 0], [10, 0, 0]), pipe('b', 0, [5, -5, 1], [5, 5, 1]));
    // A size of nothing is no size.
    expect(found.spatialM).toBeNull();
    expect(found.spatialAtMostM).toBeCloseTo(1, 12);
    expect(found.horizontalAtMostM).toBe(0);
  });

  it('takes the least gap over the whole overlap, not where the axes cross', () => {
    // The upper falls 1 in 2 along x over the lower box, which is 4 m wide: at its low edge, 2 m on, it is 1 m lower.
    const culvert = plainConduit({
      id: 'culvert',
      path: [0, -20, 0, 20],
      fromAxisM: 0,
      toAxisM: 0,
      section: plainSection('rectangular', 4000, 1000, 0),
    });
    const duct = plainConduit({
      id: 'duct',
      path: [-10, 0, 10, 0],
      fromAxisM: 8,
      toAxisM: -2,
      section: plainSection('rectangular', 200, 200, 0),
    });
    // Bottom of the duct below its axis along the vertical: 0.1 / cos.
    const cosine = 20 / Math.hypot(20, 10);
    expect(pairDistances(culvert, duct).verticalM).toBeCloseTo(3 - 1 - 0.1 / cosine - 0.5, 7);
    expect(pairDistances(duct, culvert).verticalM).toBeCloseTo(3 - 1 - 0.1 / cosine - 0.5, 7);
  });

  it('is 0 in every way where they run through each other', () => {
    const found = pairDistances(pipe('a', 0.3, [0, 0, 0], [10, 0, 0]), pipe('b', 0.3, [5, -5, 0.2], [5, 5, 0.2]));
    expect([found.horizontalM, found.verticalM, found.spatialM]).toEqual([0, 0, 0]);
    expect(found.nearest.a).toEqual(found.nearest.b);
  });

  it('counts from the casing and from the outer wall, half width and half height for a box', () => {
    const cased = plainConduit({
      id: 'cased',
      path: [0, 0, 10, 0],
      fromAxisM: 0,
      toAxisM: 0,
      section: { ...plainSection('circular', 200, 200, 10), casingMm: 600 },
    });
    const box = plainConduit({
      id: 'box',
      path: [0, 3, 10, 3],
      fromAxisM: 0,
      toAxisM: 0,
      section: plainSection('rectangular', 1200, 800, 200),
    });
    // 3 - 0.3 - (0.6 + 0.2)
    expect(pairDistances(cased, box).horizontalM).toBeCloseTo(1.9, 9);
    expect(pairDistances(cased, box).spatialM).toBeCloseTo(1.9, 9);
    // Outer bottom of the 1200 x 800 culvert 0.6 below its axis.
    const above = pipe('above', 0.2, [5, -5, 2], [5, 8, 2]);
    expect(pairDistances(above, box).verticalM).toBeCloseTo(2 - 0.1 - 0.6, 7);
  });

  it('lays barrels side by side: three of 1 m outside reach 1.5 m from the middle', () => {
    const barrels = plainConduit({
      id: 'barrels',
      path: [0, 0, 10, 0],
      fromAxisM: 0,
      toAxisM: 0,
      section: { ...plainSection('circular', 800, 800, 100), barrels: 3 },
    });
    const beside = pipe('beside', 0.2, [0, 3, 0], [10, 3, 0]);
    expect(pairDistances(barrels, beside).horizontalM).toBeCloseTo(3 - 1.5 - 0.1, 9);
    const over = pipe('over', 0.2, [0, 1, 2], [10, 1, 2]);
    expect(pairDistances(barrels, over).verticalM).toBeCloseTo(2 - 0.1 - 0.5, 7);
  });

  it('closes an open channel with the plane of its rims', () => {
    const channel = plainConduit({
      id: 'channel',
      path: [0, 0, 10, 0],
      fromAxisM: 0,
      toAxisM: 0,
      section: { ...plainSection('trapezoidal', 2000, 1000, 0), floorWidthMm: 1000, open: true },
    });
    // A cable lying in the open channel is inside it.
    expect(pairDistances(channel, pipe('in', 0.1, [0, 0, 0.2], [10, 0, 0.2])).spatialM).toBe(0);
    expect(pairDistances(channel, pipe('over', 0.1, [5, -3, 1], [5, 3, 1])).verticalM).toBeCloseTo(0.45, 7);
  });

  it('knows the plan distance, and no other, where a level is unknown', () => {
    const unknown = plainConduit({
      id: 'unknown',
      path: [0, 2, 10, 2],
      fromAxisM: null,
      toAxisM: 1,
      section: plainSection('circular', 200, 200, 0),
    });
    const found = pairDistances(unknown, pipe('b', 0.4, [0, 0, 0], [10, 0, 0]));
    expect(found.horizontalM).toBeCloseTo(1.7, 9);
    expect([found.verticalM, found.spatialM, found.spatialAtMostM]).toEqual([null, null, null]);
    expect(found.nearest.a[2]).toBeNull();
    const over = pairDistances(unknown, pipe('c', 0.4, [5, -5, 0], [5, 5, 0]));
    expect([over.horizontalM, over.over, over.verticalM]).toEqual([0, true, null]);
  });

  it('knows only an upper bound where a size is unknown', () => {
    const unknown = plainConduit({ id: 'u', path: [0, 2, 10, 2], fromAxisM: 1, toAxisM: 1, section: null });
    const found = pairDistances(unknown, pipe('b', 0.4, [0, 0, 1], [10, 0, 1]));
    expect([found.horizontalM, found.verticalM, found.spatialM, found.over]).toEqual([null, null, null, false]);
    expect(found.horizontalAtMostM).toBeCloseTo(1.8, 9);
    expect(found.spatialAtMostM).toBeCloseTo(1.8, 9);
  });

  it('finds the nearest of many stretches, and over and under along one another', () => {
    const main = plainConduit({
      id: 'main',
      path: [0, 0, 10, 0, 10, 10, 20, 10],
      fromAxisM: 0,
      toAxisM: 3,
      section: plainSection('circular', 200, 200, 0),
    });
    // At (15, 10) the axis of the main is at 3 * 25 / 30 = 2.5.
    const found = pairDistances(main, pipe('over', 0.2, [15, 5, 3.5], [15, 15, 3.5]));
    expect(found.verticalM).toBeCloseTo(0.8, 2);
    expect(found.verticalM).toBeLessThanOrEqual(0.8);
  });

  it('meets a bore with its tolerance: 1.0 m between the axes less 0.15, 0.30 and 0.10', () => {
    const table = conduitTable([pipe('main', 0.2, [0, 0, 0], [10, 0, 0])]);
    const bodies = conduitBodies(table);
    const bore = capsuleBody(Float64Array.of(5, -5, -1, 5, 5, -1), 0.15 + 0.3);
    const out = newBodyDistances();
    bodyDistances(bore, 0, bodies, 0, out, newDistanceScratch(bodies));
    expect(out.spatialM).toBeCloseTo(0.45, 9);
    expect(out.verticalM).toBeCloseTo(0.45, 9);
    expect(out.upperIsB).toBe(true);
    expect(() => capsuleBody(Float64Array.of(0, 0, 0), 1)).toThrow(RangeError);
    expect(() => capsuleBody(Float64Array.of(0, 0, 0, 1, 0, Number.NaN), 1)).toThrow(RangeError);
  });

  it('does not depend on which is asked first', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = somePair(seed);
        const there = pairDistances(a, b);
        const back = pairDistances(b, a);
        near(there.horizontalM, back.horizontalM);
        near(there.verticalM, back.verticalM);
        near(there.spatialM, back.spatialM);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on where they lie nor on where north is', () => {
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    const shift = fc.double({ min: -2000, max: 2000, noNaN: true });
    fc.assert(
      fc.property(fc.integer(), angle, shift, shift, (seed, turn, east, north) => {
        const [a, b] = somePair(seed);
        const here = pairDistances(a, b);
        const there = pairDistances(moved(a, turn, east, north), moved(b, turn, east, north));
        // The round about a riser that is not round has 64 facets, which do not turn with it.
        const facetM = isUpright(a) || isUpright(b) ? 0.002 : 1e-6;
        near(here.horizontalM, there.horizontalM, facetM);
        near(here.spatialM, there.spatialM, facetM);
        // Where they only graze in plan, rounding may call them over each other or not.
        if (here.over && there.over && facetM < 1e-5) near(here.verticalM, there.verticalM);
      }),
      { numRuns: 300 },
    );
  });
});

function near(a: number | null, b: number | null, withinM = 1e-6): void {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(Math.abs(a - b)).toBeLessThan(withinM);
}

function isUpright({ path }: PlacedConduit): boolean {
  return path[0] === path[2] && path[1] === path[3];
}

function moved({ facts, path }: PlacedConduit, turn: number, east: number, north: number): PlacedConduit {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const out = new Float64Array(path.length);
  for (let k = 0; k < path.length; k += 2) {
    const [x, y] = [path[k] ?? 0, path[k + 1] ?? 0];
    out[k] = x * cos - y * sin + east;
    out[k + 1] = x * sin + y * cos + north;
  }
  return { facts, path: out };
}
