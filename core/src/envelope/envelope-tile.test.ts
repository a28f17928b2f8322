import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { readGlb } from '../../../tests/support/read-glb.ts';
import { conduit, manhole, ORIGIN, plane } from '../../../tests/support/small-network.ts';
import type { GroundLevelAt } from '../dig/plane-ground.ts';
import { ecefToLonLat } from '../geodesy/ellipsoid.ts';
import type { Link } from '../model/link.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import type { TileLink } from '../tiling/tile-rows.ts';
import { envelopeTile } from './envelope-tile.ts';

const GEOID_M = 1.49;

/** 40 m of DN300 with a wall of 10 mm to the east, its axis at 5 m, 2 m under ground at 7 m. */
const EAST = [
  [0, 0],
  [40, 0],
] as const;

type Row = Partial<Omit<Link, 'raw'>>;

function link(told: Row = {}, xy: readonly (readonly [number, number])[] = EAST, levels: number | null = 5): TileLink {
  const plain = conduit('p1', xy, levels, levels);
  const section = plain.section === null ? null : { ...plain.section, wallMm: 10 };
  return { featureId: 'net.p1', link: { ...plain, section, ...told }, fromNode: null, toNode: null };
}

const STATED: Row = { accuracy: { qualityLevel: null, sigmaXyM: 0.25, sigmaZM: 0.1 } };

function encode(links: readonly TileLink[], ground: GroundLevelAt = () => 7): Uint8Array<ArrayBuffer> {
  const place = { centre: ORIGIN, geoidOffsetM: GEOID_M, fallbackLevelM: 5 };
  const bytes = envelopeTile(links, { ...place, rules: NATIONAL_RULES, ground });
  if (bytes === null) throw new Error('a tile was expected');
  return bytes;
}

/** West, east, south, north, bottom, top of everything drawn: metres about the origin, levels. */
function extentOf(bytes: Uint8Array): readonly number[] {
  const extent = [Infinity, -Infinity, Infinity, -Infinity, Infinity, -Infinity];
  const xy = new Float64Array(2);
  for (const { positions } of readGlb(bytes).primitives) {
    for (let i = 0; i < positions.length; i += 3) {
      const [lon, lat, height] = ecefToLonLat(positions[i] ?? 0, positions[i + 1] ?? 0, positions[i + 2] ?? 0);
      plane.forward(lon, lat, xy);
      for (const [axis, value] of [xy[0] ?? 0, xy[1] ?? 0, height - GEOID_M].entries()) {
        extent[axis * 2] = Math.min(extent[axis * 2] ?? 0, value);
        extent[axis * 2 + 1] = Math.max(extent[axis * 2 + 1] ?? 0, value);
      }
    }
  }
  return extent;
}

function rowsOf(bytes: Uint8Array) {
  return readGlb(bytes).tables.get('envelope') ?? [];
}

/** The facets of a round of 0.16 m stand out of it by 6 mm at most, steps of places are below a millimetre. */
function expectExtent(bytes: Uint8Array, wanted: readonly number[], sparesM = 0.007): void {
  for (const [i, value] of extentOf(bytes).entries()) {
    const beyondM = i % 2 === 0 ? (wanted[i] ?? 0) - value : value - (wanted[i] ?? 0);
    expect(beyondM, `side ${i}: ${value}`).toBeGreaterThan(-0.001);
    expect(beyondM, `side ${i}: ${value}`).toBeLessThan(sparesM);
  }
}

describe('envelopeTile', () => {
  it('passes the glTF validator without errors', async () => {
    const report = await validateBytes(encode([link(STATED)]));
    expect(report.issues.messages.filter(({ severity }) => severity <= 1)).toEqual([]);
  });

  it('0.25 m in plan and 0.10 m in level: 0.66 m to either side, 0.36 m up and down, 0.50 m beyond both ends', () => {
    const bytes = encode([link(STATED)]);
    expectExtent(bytes, [-0.5, 40.5, -0.66, 0.66, 4.64, 5.36]);
    expect(rowsOf(bytes)).toEqual([
      {
        id: 'net.p1',
        utility: 'storm',
        sureness: 'known',
        reachXyM: expect.closeTo(0.66, 3),
        reachZM: expect.closeTo(0.36, 3),
      },
    ]);
  });

  it('widens as it goes deeper under a hill: by the standard 0.36 m at 2 m depth, 0.56 m at 4 m', () => {
    const east = plane.inverse(40, 0)[0];
    const hill: GroundLevelAt = (lon) => 7 + (2 * (lon - ORIGIN[0])) / (east - ORIGIN[0]);
    const [row] = rowsOf(encode([link({}, EAST)], hill));
    expect(row).toMatchObject({ sureness: 'known', reachXyM: expect.closeTo(0.56, 2) });
  });

  it('of unknown level stands from the ground to 10 m down, 1.16 m to either side and beyond both ends', () => {
    const bytes = encode([link({}, EAST, null)]);
    expectExtent(bytes, [-1.16, 41.16, -1.16, 1.16, -3, 6.95]);
    expect(rowsOf(bytes)).toMatchObject([{ sureness: 'unknownLevel', reachZM: null }]);
  });

  it('of unknown accuracy is 5.16 m wide to either side, from the ground to 10 m down: never thin', () => {
    const bytes = encode([link({ accuracy: { qualityLevel: 'D', sigmaXyM: null, sigmaZM: null } })]);
    expectExtent(bytes, [-5.16, 45.16, -5.16, 5.16, -3, 6.95]);
    expect(rowsOf(bytes)).toMatchObject([{ sureness: 'unknownAccuracy', reachZM: null }]);
  });

  it('of unknown size is 2.5 m wide to either side where 0.25 m are stated', () => {
    const bytes = encode([link({ ...STATED, section: null })]);
    expectExtent(bytes, [-0.5, 40.5, -2.5, 2.5, 2.8, 7.2], 0.08);
    expect(rowsOf(bytes)).toMatchObject([{ sureness: 'unknownSize' }]);
  });

  it('where nobody knows the ground is of unknown accuracy by the standard, and begins at a cover', () => {
    const row = { ...link(), fromNode: manhole('a', 0, 0, 8, null) };
    const bytes = encode([row], () => null);
    expectExtent(bytes, [-5.16, 45.16, -5.16, 5.16, -2, 7.95]);
    expect(rowsOf(bytes)).toMatchObject([{ sureness: 'unknownAccuracy' }]);
  });

  it('an upright one reaches 0.66 m aside and 0.20 m beyond its ends', () => {
    const riser = link({ ...STATED, from: levels(4), to: levels(6) }, [
      [3, 0],
      [3, 0],
    ]);
    expectExtent(encode([riser]), [2.34, 3.66, -0.66, 0.66, 3.8, 6.2]);
  });

  it('leaves no corner out at a hairpin: 0.5 m of the pipe may lie beyond it', () => {
    const hairpin = link(STATED, [
      [0, 0],
      [20, 0],
      [0, 1],
    ]);
    const [, east = 0] = extentOf(encode([hairpin]));
    expect(east).toBeGreaterThan(20.66 - 0.16);
  });

  it('is the same whatever the order of its rows, and null without any', () => {
    const rows = [link(STATED), { ...link(), featureId: 'net.p2' }];
    expect(encode(rows)).toEqual(encode(rows.toReversed()));
    const options = { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 0, rules: NATIONAL_RULES, ground: () => 7 };
    expect(envelopeTile([], options)).toBeNull();
  });
});

function levels(axisM: number): Link['from'] {
  return { axisM, invertM: axisM - 0.15, outerTopM: axisM + 0.16 };
}
