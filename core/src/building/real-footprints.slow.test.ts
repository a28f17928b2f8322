import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tileFrame } from '../tiling/tile-frame.ts';
import { extrudeFootprint } from './extrude-footprint.ts';
import { FacadeMesh } from './facade-mesh.ts';
import { placeFootprint } from './footprint.ts';

const FILE = join(process.env.UNDERCROFT_DATA ?? '', 'astana', 'buildings.geojson');
const isThere = Boolean(process.env.UNDERCROFT_DATA) && existsSync(FILE);
if (!isThere) process.stderr.write('Real footprints skipped: UNDERCROFT_DATA has no astana/buildings.geojson.\n');

type Position = readonly [number, number];
type Polygon = readonly (readonly Position[])[];

interface Collection {
  readonly features: readonly {
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Polygon }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Polygon[] }
      | { readonly type: 'LineString' };
  }[];
}

const HEIGHT_M = 10;

describe.skipIf(!isThere)('the 32,341 footprints of Astana', () => {
  it('are all drawn as closed solids of their area times their height', () => {
    const { features } = JSON.parse(readFileSync(FILE, 'utf8')) as Collection;
    const polygons = features.flatMap(({ geometry }): readonly Polygon[] => {
      if (geometry.type === 'MultiPolygon') return geometry.coordinates;
      return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
    });
    expect(polygons).toHaveLength(32_341);
    const wrong = polygons.filter((polygon) => !isSolid(polygon));
    expect(wrong).toEqual([]);
  });
});

function isSolid(polygon: Polygon): boolean {
  const rings = polygon.map((ring) => Float64Array.from(ring.flat()));
  const [lon = Number.NaN, lat = Number.NaN] = rings[0] ?? [];
  const frame = tileFrame(lon, lat, 300, 0);
  const footprint = placeFootprint(rings, 300, 300 + HEIGHT_M, frame);
  if (footprint === null) return false;
  const walls = new FacadeMesh();
  const roof = new FacadeMesh();
  extrudeFootprint(footprint, 3, walls, roof);
  const open = new Map<string, number>();
  let volumeM3 = 0;
  for (const { mesh } of [walls, roof]) {
    for (let i = 0; i < mesh.indexCount; i += 3) {
      const corners = [0, 1, 2].map((k) => {
        const at = 3 * (mesh.indices[i + k] ?? 0);
        return [mesh.positions[at] ?? 0, mesh.positions[at + 1] ?? 0, mesh.positions[at + 2] ?? 0] as const;
      });
      const [a = [0, 0, 0], b = [0, 0, 0], c = [0, 0, 0]] = corners;
      volumeM3 += (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2])) / 6;
      volumeM3 += (a[2] * (b[0] * c[1] - b[1] * c[0])) / 6;
      const names = corners.map((corner) => corner.join(' '));
      for (const [k, from] of names.entries()) {
        const to = names[(k + 1) % 3] ?? '';
        open.set(`${from}>${to}`, (open.get(`${from}>${to}`) ?? 0) + 1);
        open.set(`${to}>${from}`, (open.get(`${to}>${from}`) ?? 0) - 1);
      }
    }
  }
  const isClosed = [...open.values()].every((count) => count === 0);
  // The area of the rings as they stand in the tile; corners are rounded to 8 mm.
  const areaM2 = ringsAreaM2(footprint.base, footprint.ringEnds);
  return isClosed && Math.abs(volumeM3 - areaM2 * HEIGHT_M) < 1 + 0.01 * areaM2 * HEIGHT_M;
}

function ringsAreaM2(at: Float64Array, ringEnds: readonly number[]): number {
  let sum = 0;
  let from = 0;
  for (const to of ringEnds) {
    for (let i = from; i < to; i++) {
      const j = i + 1 < to ? i + 1 : from;
      sum += ((at[3 * i] ?? 0) * (at[3 * j + 1] ?? 0) - (at[3 * j] ?? 0) * (at[3 * i + 1] ?? 0)) / 2;
    }
    from = to;
  }
  return sum;
}
