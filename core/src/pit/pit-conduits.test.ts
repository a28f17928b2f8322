import { describe, expect, it } from 'vitest';
import { conduitTable, type PlacedConduit } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection as section } from '../analysis/testing/plain-conduit.ts';
import type { Section } from '../model/section-shape.ts';
import { makePit, type Pit } from './pit.ts';
import { meetConduits, type PitMeeting } from './pit-conduits.ts';
import type { GroundSampler } from './pit-ground.ts';
import { pitSolid } from './pit-solid.ts';

function dug(outline: readonly number[], depthM: number, batter: number, ground: GroundSampler = () => 10): Pit {
  const result = makePit({ outline: Float64Array.from(outline), depthM, batter }, ground);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.pit;
}

/** Outer diameter 0.2 m: 180 mm inside, 10 mm wall. */
const OD200 = section('circular', 180, 180, 10);

function link(
  path: readonly number[],
  from: number | null,
  to: number | null,
  size: Section | null = OD200,
): PlacedConduit {
  return plainConduit({ id: 'w.1', path, fromAxisM: from, toAxisM: to, section: size });
}

function met(pit: Pit, one: PlacedConduit, reachM = 5): PitMeeting | null {
  return meetConduits(pitSolid(pit), conduitTable([one]), reachM)[0] ?? null;
}

/** 20 x 10 m, 2.0 m deep in ground at 10: the floor is at 8. */
const upright = dug([0, 0, 20, 0, 20, 10, 0, 10], 2, 0);
const battered = dug([0, 0, 20, 0, 20, 10, 0, 10], 2, 0.75);

describe('meetConduits, upright walls', () => {
  it('measures from the outer wall: a main OD 0.2 whose axis runs 0.59 m off is 0.49 m clear', () => {
    const meeting = met(upright, link([-30, 10.59, 50, 10.59], 8.9, 8.9));
    expect(meeting).toMatchObject({ relation: 'beside', verticalM: null, lengthInsideM: 0 });
    expect(meeting?.horizontalM).toBeCloseTo(0.49, 9);
    expect(meeting?.closest?.conduit[1]).toBeCloseTo(10.49, 9);
    expect(meeting?.closest?.pit[1]).toBeCloseTo(10, 9);
    expect(meeting?.closest?.pit[2]).toBeCloseTo(8.9, 9);
  });

  it('leaves out what is beyond reach: 5.01 m off is listed at a reach of 5.02 and not at 5', () => {
    const main = link([-30, 15.11, 50, 15.11], 8.9, 8.9);
    expect(met(upright, main, 5)).toBeNull();
    expect(met(upright, main, 5.02)?.horizontalM).toBeCloseTo(5.01, 9);
  });

  it('puts a main 0.30 m under the floor below, not clear, however small the reach', () => {
    const meeting = met(upright, link([-30, 5, 50, 5], 7.6, 7.6), 0);
    expect(meeting).toMatchObject({ relation: 'below', horizontalM: 0 });
    expect(meeting?.verticalM).toBeCloseTo(0.3, 9);
    expect(meeting?.closest?.pit[2]).toBe(8);
  });

  it('takes the highest outer top of a sloped main under the floor, not its middle', () => {
    // Level 7 at x = -30 to 7.8 at x = 50: slope 0.01, 7.5 where it leaves at x = 20, top 0.1 x sqrt(1 + 0.01^2) higher.
    const meeting = met(upright, link([-30, 5, 50, 5], 7, 7.8));
    expect(meeting?.verticalM).toBeCloseTo(8 - 7.5 - 0.1 * Math.hypot(1, 0.01), 7);
  });

  it('counts a wall that enters by 5 cm though the axis stays outside', () => {
    const meeting = met(upright, link([-30, 10.05, 50, 10.05], 9, 9));
    expect(meeting).toMatchObject({ relation: 'inside', horizontalM: 0, verticalM: 0, spans: [], lengthInsideM: 0 });
  });

  it('measures to the upright edge at a corner: 3 and 4 m off is 5 m less the radius', () => {
    expect(met(upright, link([23, 14, 23, 14], 8.5, 9.5))?.horizontalM).toBeCloseTo(4.9, 9);
  });

  it('measures a main deeper than the floor beside it in plan', () => {
    expect(met(upright, link([-30, 11.1, 50, 11.1], 5, 5))?.horizontalM).toBeCloseTo(1, 9);
  });
});

describe('meetConduits, crossing', () => {
  it('gives stations, levels and length of (0, -5, -1.0) - (0, 5, -1.2) through 2 x 2 m: in at 4 m, out at 6 m', () => {
    const pit = dug([-1, -1, 1, -1, 1, 1, -1, 1], 2, 0, () => 0);
    const meeting = met(pit, link([0, -5, 0, 5], -1, -1.2));
    expect(meeting?.relation).toBe('crossing');
    const [span] = meeting?.spans ?? [];
    expect(span?.entry.stationM).toBeCloseTo(4, 9);
    expect(span?.entry.point[2]).toBeCloseTo(-1.08, 9);
    expect(span?.entry).toMatchObject({ surface: 'wall', side: 0 });
    expect(span?.exit.stationM).toBeCloseTo(6, 9);
    expect(span?.exit.point[2]).toBeCloseTo(-1.12, 9);
    expect(span?.exit).toMatchObject({ surface: 'wall', side: 2 });
    expect(meeting?.lengthInsideM).toBeCloseTo(2 * Math.hypot(1, 0.02), 9);
  });

  it('meets battered walls further out at its level: at 1 m above the floor 0.75 m each side', () => {
    const meeting = met(battered, link([10, -30, 10, 40], 9, 9));
    expect(meeting?.spans[0]?.entry.stationM).toBeCloseTo(29.25, 9);
    expect(meeting?.spans[0]?.exit.stationM).toBeCloseTo(40.75, 9);
  });

  it('crosses the arms of a U twice, and one that rises through the floor ends inside', () => {
    const u = dug([0, 0, 9, 0, 9, 6, 6, 6, 6, 3, 3, 3, 3, 6, 0, 6], 2, 0.5);
    const meeting = met(u, link([-5, 5, 15, 5], 9, 9));
    expect(meeting?.spans.map((span) => [span.entry.stationM, span.exit.stationM])).toEqual([
      [expect.closeTo(4.5, 9), expect.closeTo(8.5, 9)],
      [expect.closeTo(10.5, 9), expect.closeTo(14.5, 9)],
    ]);
    const riser = met(upright, link([10, 5, 10, 5], 6, 9));
    expect(riser?.relation).toBe('inside');
    expect(riser?.spans[0]?.entry).toMatchObject({ surface: 'floor', side: null, stationM: 0 });
    expect(riser?.spans[0]?.exit.surface).toBeNull();
    expect(riser?.lengthInsideM).toBeCloseTo(1, 9);
  });

  it('does not overlook a conduit whose level stands above the ground over the pit', () => {
    expect(met(upright, link([-30, 5, 50, 5], 11, 11))?.relation).not.toBe('beside');
    expect(met(upright, link([-30, 5, 50, 5], 11, 11))?.spans[0]?.entry.surface).toBe('aboveRim');
    // Beside the rim it is outside: the walls do not go on leaning out above the ground.
    const beside = met(battered, link([-30, 11.8, 50, 11.8], 11, 11));
    expect(beside?.relation).toBe('beside');
    expect(beside?.horizontalM).toBeCloseTo(0.2, 4);
  });
});

describe('meetConduits, battered walls', () => {
  it('clears a wall of 0.75:1 by plan distance - 0.75 x height - radius x 1.25', () => {
    // Axis 2 m off the floor and 1 m above it: 2 - 0.75 - 0.1 x 1.25.
    const meeting = met(battered, link([-30, 12, 50, 12], 9, 9));
    expect(meeting?.horizontalM).toBeCloseTo(1.125, 9);
    // It touches above its axis: r b / sqrt(1 + b^2) = 0.06.
    expect(meeting?.closest?.conduit[2]).toBeCloseTo(9.06, 9);
  });

  it('runs beside, not below, under the slope', () => {
    const meeting = met(battered, link([-30, 10.6, 50, 10.6], 7.5, 7.5));
    expect(meeting).toMatchObject({ relation: 'beside', verticalM: null });
    expect(meeting?.horizontalM).toBeCloseTo(0.5, 9);
  });
});

describe('meetConduits on real ground', () => {
  it('follows the wall up to its own rim: on a slope that of the high side stands above the low rim', () => {
    // Ground 10 + x / 10: the floor is at 8, the east wall of 1:1 stands at x = 22.5 at level 10.5, its rim at 12.4.
    const slope = dug([0, 0, 20, 0, 20, 10, 0, 10], 2, 1, (x) => 10 + 0.1 * x);
    const meeting = met(slope, link([24, 4, 24, 6], 10.5, 10.5));
    expect(meeting?.horizontalM).toBeCloseTo(1.5 - 0.1 * Math.SQRT2, 6);
  });

  it('measures a conduit that surfaces far away where it is near, not in plan to the rim', () => {
    // 2.5 m off the floor and 0.5 m above it: 2.5 - 0.375 - 0.1 x 1.25; it comes out of the ground 40 m further.
    expect(met(battered, link([10, 12.5, 10, 62.5], 8.5, 12))?.horizontalM).toBeCloseTo(2, 6);
  });
});

describe('meetConduits, rectangles', () => {
  const culvert = section('rectangular', 1200, 800, 200);

  it('takes 1.6 x 1.2 m for a culvert 1200 x 800 with walls of 200', () => {
    expect(met(upright, link([-30, 11.8, 50, 11.8], 8.8, 8.8, culvert))?.horizontalM).toBeCloseTo(1, 9);
    expect(met(upright, link([-30, 5, 50, 5], 7, 7, culvert))?.verticalM).toBeCloseTo(0.4, 9);
    // Against the battered wall its upper edge is the nearest: 1.8 - 0.8 - 0.75 x (8.8 + 0.6 - 8).
    const sloped = met(battered, link([-30, 12.8, 50, 12.8], 8.8, 8.8, culvert));
    expect(sloped?.horizontalM).toBeCloseTo(2 - 0.75 * 1.4, 9);
    expect(sloped?.closest?.conduit[2]).toBeCloseTo(9.4, 9);
  });

  it('sees the corner of a pit that cuts into its side between its own edges', () => {
    // A square on its tip at (5, 0), shallow: the culvert's side at x = 4.8 is higher than the pit is deep.
    const tip = dug([0, -5, 5, 0, 0, 5, -5, 0], 0.5, 0);
    const tall = section('rectangular', 1000, 4000, 0);
    expect(met(tip, link([5.3, -20, 5.3, 20], 9, 9, tall))?.relation).toBe('inside');
    expect(met(tip, link([5.6, -20, 5.6, 20], 9, 9, tall))?.horizontalM).toBeCloseTo(0.1, 9);
  });

  it('takes a rectangular riser as the round about its corners: 0.3 x 0.4 m half is 0.5 m', () => {
    const riser = section('rectangular', 600, 800, 0);
    expect(met(upright, link([10, 12, 10, 12], 8.5, 9.5, riser))?.horizontalM).toBeCloseTo(1.5, 9);
  });

  it('puts twin barrels side by side and an egg in the rectangle around it', () => {
    const twin = { ...section('circular', 500, 500, 0), barrels: 2 };
    expect(met(upright, link([-30, 12, 50, 12], 9, 9, twin))?.horizontalM).toBeCloseTo(1.5, 9);
    expect(met(upright, link([-30, 12, 50, 12], 9, 9, section('egg', 600, 900, 0)))?.horizontalM).toBeCloseTo(1.7, 9);
  });
});

describe('meetConduits, unknown is never clear', () => {
  it('lists an unknown level across and beside the pit, without a distance', () => {
    for (const [from, to] of [
      [null, null],
      [8, null],
      [null, 8],
    ] as const) {
      expect(met(upright, link([-30, 5, 50, 5], from, to))).toMatchObject({
        relation: 'unknownLevel',
        horizontalM: null,
        verticalM: null,
        planM: 0,
      });
    }
    // 2.5 m from the floor of the battered pit is 1 m from its top, less the radius.
    expect(met(battered, link([-30, 12.5, 50, 12.5], null, null))?.planM).toBeCloseTo(0.9, 4);
    expect(met(upright, link([-30, 16, 50, 16], null, null), 5)).toBeNull();
  });

  it('says crossing of an unknown size only where the axis enters, else unknown', () => {
    expect(met(upright, link([-30, 5, 50, 5], 9, 9, null))).toMatchObject({ relation: 'crossing', sizeKnown: false });
    expect(met(upright, link([-30, 11, 50, 11], 9, 9, null))).toMatchObject({
      relation: 'unknownSize',
      horizontalM: null,
    });
    expect(met(upright, link([-30, 5, 50, 5], 7, 7, null))).toMatchObject({ relation: 'unknownSize', verticalM: null });
  });

  it('looks for an unknown size 2 m beyond the reach', () => {
    expect(met(upright, link([-30, 16.9, 50, 16.9], 9, 9, null), 5)?.relation).toBe('unknownSize');
    expect(met(upright, link([-30, 17.1, 50, 17.1], 9, 9, null), 5)).toBeNull();
  });

  it('says so when the wall is unknown, and refuses a path without a place', () => {
    expect(met(upright, link([-30, 11, 50, 11], 9, 9, section('circular', 200, 200, null)))?.wallKnown).toBe(false);
    expect(() => conduitTable([link([0, 0, Number.NaN, 1], 9, 9)])).toThrow(RangeError);
  });
});
