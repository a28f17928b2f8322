import { localProjection } from '@undercroft/core/geodesy/local-projection';
import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import { describe, expect, it } from 'vitest';
import { pitList } from './pit-list.ts';
import { type PlacedPit, placePit } from './pit-place.ts';
import { type LinkRow, pitRows } from './pit-rows.ts';

const HERE = localProjection([10.3, 55.3]);

/** A round conduit of 300 mm from south to north at x metres east, its axis level; a null level is unknown. */
function conduit(id: string, x: number, axisM: number | null, wallMm: number | null = 0): LinkRow {
  const levels = { invertM: null, axisM, outerTopM: null };
  return {
    id,
    layer: 'net',
    sourceId: id,
    kind: 'conduit',
    utility: x > 0 ? 'gas' : 'water',
    utilityBasis: 'stated',
    material: null,
    owner: null,
    builtYear: null,
    status: 'inUse',
    accuracy: { qualityLevel: null, sigmaXyM: null, sigmaZM: null },
    fromNode: null,
    toNode: null,
    path: [-20, 20].map((y) => [...HERE.inverse(x, y), axisM]),
    section: { shape: 'circular', widthMm: 300, heightMm: 300, wallMm, floorWidthMm: null, open: false, barrels: 1 },
    from: levels,
    to: levels,
    fromCoverLevelM: null,
    toCoverLevelM: null,
    depthReference: 'axis',
    outerTopBasis: 'wall',
    statedLengthM: null,
    planLengthM: 40,
    slope: 0,
  };
}

/** 4 m east to west, 6 m south to north, 2 m deep in level ground at 10 m. */
function pit(depthM = 2): PlacedPit {
  const corners = [HERE.inverse(-2, -3), HERE.inverse(2, -3), HERE.inverse(2, 3), HERE.inverse(-2, 3)];
  const placed = placePit({ id: 'a', corners, depthM, batter: 0 }, () => 10, null);
  if (!placed.ok) throw new Error(placed.refusal.message);
  return placed.value;
}

function listOf(links: readonly LinkRow[], reachM = 5, depthM = 2) {
  const placed = pit(depthM);
  const found: FeaturesIn = { revision: 'one', bbox: [10, 55, 11, 56], links: [...links], nodes: [] };
  return pitList(placed, pitRows(found, placed.projection), reachM);
}

describe('the list of a pit', () => {
  it('measures between outer walls: 3 m east of the wall by the axis is 2.85 m clear of a DN300', () => {
    const [line] = listOf([conduit('g', 5, 9)]).lines;
    expect(line?.relation).toBe('beside');
    expect(line?.horizontalM).toBeCloseTo(2.85, 3);
    expect(line?.coverDepthM).toBeCloseTo(0.85, 6);
  });

  it('moves a conduit from the floor down into the pit as it is dug deeper', () => {
    const crossing = conduit('w', -1, 7.5);
    const [above] = listOf([crossing], 5, 2).lines;
    expect([above?.relation, above?.verticalM?.toFixed(2)]).toEqual(['below', '0.35']);
    const [within] = listOf([crossing], 5, 3).lines;
    expect(within?.relation).toBe('crossing');
    expect(within?.insideM).toBeCloseTo(6, 3);
  });

  it('puts what is of unknown level first and counts it, and never leaves it out or calls it far', () => {
    const { lines, unknown, counts } = listOf([conduit('g', 5, 9), conduit('w', -1, 9), conduit('u', 0.5, null)]);
    expect(lines.map(({ id, relation }) => [id, relation])).toEqual([
      ['u', 'unknownLevel'],
      ['w', 'crossing'],
      ['g', 'beside'],
    ]);
    expect([lines[0]?.horizontalM, lines[0]?.coverDepthM, lines[0]?.planM]).toEqual([null, null, 0]);
    expect(unknown).toBe(1);
    expect(counts).toEqual([
      { utility: 'water', count: 1 },
      { utility: 'gas', count: 2 },
    ]);
  });

  it('says where the wall is unknown, and lists nothing beyond the reach', () => {
    expect(listOf([conduit('g', 5, 9, null)]).lines[0]?.wallKnown).toBe(false);
    expect(listOf([conduit('g', 5, 9)], 2.8).lines).toEqual([]);
    expect(listOf([conduit('g', 5, 9)], 2.9).lines).toHaveLength(1);
  });
});

describe('a pit in the ground', () => {
  it('is refused where the ground is not known, and not dug into a guess', () => {
    const corners = [HERE.inverse(-2, -3), HERE.inverse(2, -3), HERE.inverse(2, 3)];
    const placed = placePit({ id: 'a', corners, depthM: 2, batter: 0 }, () => null, null);
    expect(placed.ok ? null : placed.refusal.code).toBe('ground-unknown');
  });

  it('keeps its plane while it is dragged, so that rows need not be brought over again', () => {
    const first = pit();
    const moved = [HERE.inverse(0, -3), HERE.inverse(4, -3), HERE.inverse(4, 3), HERE.inverse(0, 3)];
    const next = placePit({ id: 'a', corners: moved, depthM: 2, batter: 0 }, () => 10, first);
    expect(next.ok && next.value.projection === first.projection).toBe(true);
    expect(next.ok && next.value.pit.centre[0]).toBeCloseTo(2, 3);
  });
});
