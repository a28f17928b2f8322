import { checkDig } from '@undercroft/core/dig/dig-check';
import { localProjection } from '@undercroft/core/geodesy/local-projection';
import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { describe, expect, it } from 'vitest';
import { digList } from './dig-list.ts';
import { boxAround, holdsBox, planeBoxWithin } from './pit-box.ts';
import { cutConduits } from './pit-cuts.ts';
import { type PlacedPit, placePit } from './pit-place.ts';
import { type LinkRow, pitRows } from './pit-rows.ts';
import { NEW_PIT } from './pit-spec.ts';
import { zonedConduits } from './pit-zones.ts';

const HERE = localProjection([10.3, 55.3]);

/** A round conduit of 300 mm from south to north at x metres east, its axis level; a null level is unknown. */
function conduit(id: string, x: number, axisM: number | null, gas = false): LinkRow {
  const levels = { invertM: null, axisM, outerTopM: axisM === null ? null : axisM + 0.15 };
  return {
    id,
    layer: 'net',
    sourceId: id,
    kind: 'conduit',
    utility: gas ? 'gas' : 'water',
    utilityBasis: 'stated',
    material: null,
    owner: null,
    builtYear: null,
    status: 'inUse',
    accuracy: { qualityLevel: null, sigmaXyM: 0.01, sigmaZM: 0.01 },
    ...(gas ? { pressure: { leastMpa: 0.2, mostMpa: 0.2 } } : {}),
    fromNode: null,
    toNode: null,
    path: [-20, 20].map((y) => [...HERE.inverse(x, y), axisM]),
    section: { shape: 'circular', widthMm: 300, heightMm: 300, wallMm: 0, floorWidthMm: null, open: false, barrels: 1 },
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

/** 4 m east to west, 6 m south to north, in level ground at 10 m. */
function pit(depthM = 2): PlacedPit {
  const corners = [HERE.inverse(-2, -3), HERE.inverse(2, -3), HERE.inverse(2, 3), HERE.inverse(-2, 3)];
  const placed = placePit({ ...NEW_PIT, id: 'a', corners, depthM }, () => 10, null);
  if (!placed.ok) throw new Error(placed.refusal.message);
  return placed.value;
}

function listed(links: readonly LinkRow[], depthM = 2) {
  const placed = pit(depthM);
  const found: FeaturesIn = { revision: 'one', bbox: [10.2, 55.2, 10.4, 55.4], links: [...links], nodes: [] };
  const rows = pitRows(found, placed.projection);
  return { list: digList(checkDig(placed.plan, rows.dig, NATIONAL_RULES), rows), rows };
}

describe('the list of a dig', () => {
  it('finds each line with the row it speaks of, worst first, and counts them', () => {
    const { list } = listed([conduit('far', 5, 9), conduit('cut', -1, 9), conduit('gone', 0.5, null)]);
    expect(list.lines.map(({ id, finding, of }) => [id, finding.verdict, of.row.id])).toEqual([
      ['cut', 'hit', 'cut'],
      ['gone', 'unknown', 'gone'],
      ['far', 'clear', 'far'],
    ]);
    expect(list.counts).toMatchObject({ hit: 1, unknown: 1, clear: 1, inProtectionZone: 0 });
  });

  it('turns a hit into a clearance below the floor as the dig is made shallower', () => {
    const deep = conduit('w', -1, 7.5);
    expect(listed([deep], 3).list.lines[0]?.finding.verdict).toBe('hit');
    const [line] = listed([deep], 2).list.lines;
    // Floor at 8.00, outer top at 7.65.
    expect([line?.finding.verdict, line?.finding.verticalM?.toFixed(2)]).toEqual(['clear', '0.35']);
  });

  it('cuts only what enters with a known level, and draws the zones of what is concerned alone', () => {
    const links = [conduit('cut', -1, 9), conduit('gone', 0.5, null), conduit('main', 2.45, 9, true)];
    const { list, rows } = listed(links);
    expect(cutConduits(list, rows).map(({ utility }) => utility)).toEqual(['water']);
    // Outer wall 0.30 m from the wall of the pit: inside the 0.5 m of a main of 0.2 MPa.
    const [zoned, ...others] = zonedConduits(list, rows);
    expect(others).toEqual([]);
    expect(zoned).toMatchObject({ id: 'main', protectionM: 0.5, controlM: 5 });
    expect(zoned?.axis[0]).toBeCloseTo(2.45, 3);
  });
});

describe('the rows of a dig', () => {
  it('are refused where they do not reach: less than all is no answer', () => {
    const placed = pit();
    const [lon, lat] = HERE.inverse(0, 0);
    const found: FeaturesIn = {
      revision: 'one',
      bbox: [lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4],
      links: [],
      nodes: [],
    };
    const rows = pitRows(found, placed.projection);
    expect(() => checkDig(placed.plan, rows.dig, NATIONAL_RULES)).toThrow('must be known within');
  });

  it('are asked for in a rectangle of degrees that holds the one of the plane, which holds it again', () => {
    const wanted = [-60, -40, 80, 70] as const;
    const within = planeBoxWithin(boxAround(wanted, HERE, 0), HERE);
    expect(holdsBox(within, wanted.map((value) => value * 0.999) as unknown as typeof wanted)).toBe(true);
    expect(holdsBox(within, wanted.map((value) => value * 1.01) as unknown as typeof wanted)).toBe(false);
  });
});

describe('a pit in the ground', () => {
  it('is refused where the ground is not known, and not dug into a guess', () => {
    const corners = [HERE.inverse(-2, -3), HERE.inverse(2, -3), HERE.inverse(2, 3)];
    const placed = placePit({ ...NEW_PIT, id: 'a', corners }, () => null, null);
    expect(placed.ok ? null : placed.refusal.code).toBe('ground-unknown');
  });

  it('keeps its plane while it is dragged, so that rows need not be brought over again', () => {
    const first = pit();
    const moved = [HERE.inverse(0, -3), HERE.inverse(4, -3), HERE.inverse(4, 3), HERE.inverse(0, 3)];
    const next = placePit({ ...NEW_PIT, id: 'a', corners: moved }, () => 10, first);
    expect(next.ok && next.value.projection === first.projection).toBe(true);
    expect(next.ok && next.value.pit.centre[0]).toBeCloseTo(2, 3);
  });
});
