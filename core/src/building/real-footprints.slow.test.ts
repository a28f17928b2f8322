import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tileFrame } from '../tiling/tile-frame.ts';
import { buildingMesh } from './building-mesh.ts';
import { Footprints } from './footprints.ts';
import { LooseFaces } from './loose-faces.ts';
import { STEPS_A_METRE } from './steps.ts';

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
  const footprints = new Footprints();
  const range = footprints.add(rings, 300, 300 + HEIGHT_M, tileFrame(lon, lat, 300, 0));
  if (range === null) return false;
  // The area of the rings as they stand in the tile, in steps.
  const area = ringsArea(footprints);
  const prism = { range, feature: 0, storeys: 3, lid: [0, 0, 1] } as const;
  const { positions, indices } = buildingMesh(footprints, [prism], new LooseFaces(), ['unknown']);
  const open = new Map<string, number>();
  let volume = 0;
  for (let i = 0; i < indices.length; i += 3) {
    const corners = [0, 1, 2].map((k) => {
      const at = 3 * (indices[i + k] ?? 0);
      return [positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0] as const;
    });
    const [a = [0, 0, 0], b = [0, 0, 0], c = [0, 0, 0]] = corners;
    volume += (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2])) / 6;
    volume += (a[2] * (b[0] * c[1] - b[1] * c[0])) / 6;
    const names = corners.map((corner) => corner.join(' '));
    for (const [k, from] of names.entries()) {
      const to = names[(k + 1) % 3] ?? '';
      open.set(`${from}>${to}`, (open.get(`${from}>${to}`) ?? 0) + 1);
      open.set(`${to}>${from}`, (open.get(`${to}>${from}`) ?? 0) - 1);
    }
  }
  const isClosed = [...open.values()].every((count) => count === 0);
  const volumeM3 = volume / STEPS_A_METRE ** 3;
  const expectedM3 = (area / STEPS_A_METRE ** 2) * HEIGHT_M;
  return isClosed && Math.abs(volumeM3 - expectedM3) < 1 + 0.01 * expectedM3;
}

function ringsArea({ x, y, ringEnds, ringCount }: Footprints): number {
  let sum = 0;
  let from = 0;
  for (const to of ringEnds.subarray(0, ringCount)) {
    for (let i = from; i < to; i++) {
      const j = i + 1 < to ? i + 1 : from;
      sum += ((x[i] ?? 0) * (y[j] ?? 0) - (x[j] ?? 0) * (y[i] ?? 0)) / 2;
    }
    from = to;
  }
  return sum;
}
