import { describe, expect, it } from 'vitest';
import { ecefToLonLat, lonLatToEcef } from '../geodesy/ellipsoid.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { decodeQuantizedMesh } from './decode-quantized-mesh.ts';
import { gridLine } from './mesh-draft.ts';
import { heightOnMesh } from './mesh-height.ts';
import { readOctNormal } from './oct-normal.ts';
import { encodeQuantizedMesh, QUANTIZED_MAX, type QuantizedMesh } from './quantized-mesh.ts';
import { TerrainError } from './terrain-error.ts';
import { heightStepM, terrainMesh } from './terrain-mesh.ts';
import { meshErrorM, type TerrainAddress, tileAt, tileRectangle } from './terrain-tiling.ts';

const GEOID_M = 39.58;
const HOME: TerrainAddress = tileAt(15, 10.3167, 55.3401);

/** Hills of 40 m, 700 m long, with gullies of 3 m across them. */
const hills = (lon: number, lat: number) =>
  30 + 20 * Math.sin(lon * 571) * Math.cos(lat * 997) + 3 * Math.sin(lon * 9001 + lat * 7001);

/** Height of each vertex of an edge by its steps along it. */
function edgeHeights(mesh: QuantizedMesh, side: keyof QuantizedMesh['edges']): Map<number, number> {
  const along = side === 'west' || side === 'east' ? mesh.v : mesh.u;
  return new Map([...mesh.edges[side]].map((i) => [along[i] ?? -1, heightOf(mesh, i)]));
}

function heightOf(mesh: QuantizedMesh, vertex: number): number {
  const { minimumHeightM: low, maximumHeightM: high } = mesh.header;
  return low + ((high - low) * (mesh.height[vertex] ?? 0)) / QUANTIZED_MAX;
}

function vertexPoints(mesh: QuantizedMesh, address: TerrainAddress): Float64Array {
  const [west, south, east, north] = tileRectangle(address);
  const points = new Float64Array(mesh.u.length * 3);
  for (let i = 0; i < mesh.u.length; i++) {
    const lon = west + ((east - west) * (mesh.u[i] ?? 0)) / QUANTIZED_MAX;
    const lat = south + ((north - south) * (mesh.v[i] ?? 0)) / QUANTIZED_MAX;
    lonLatToEcef(lon, lat, heightOf(mesh, i), points, i * 3);
  }
  return points;
}

/** Area in square steps of all triangles, each of which must turn counter-clockwise. */
function area(mesh: QuantizedMesh): number {
  let sum = 0;
  for (let i = 0; i < mesh.indices.length; i += 3) {
    const [a, b, c] = [mesh.indices[i] ?? 0, mesh.indices[i + 1] ?? 0, mesh.indices[i + 2] ?? 0];
    const u = (k: number) => mesh.u[k] ?? 0;
    const v = (k: number) => mesh.v[k] ?? 0;
    const twice = (u(b) - u(a)) * (v(c) - v(a)) - (v(b) - v(a)) * (u(c) - u(a));
    expect(twice).toBeGreaterThan(0);
    sum += twice / 2;
  }
  return sum;
}

describe('terrainMesh', () => {
  it('draws level ground as level plus geoid offset, with the 256 samples of its rim', () => {
    const mesh = terrainMesh(HOME, () => 12.5, GEOID_M);
    expect(mesh.edges.west.length).toBe(65);
    expect(heightOf(mesh, 0)).toBeCloseTo(52.08, 2);
    expect(area(mesh)).toBe(QUANTIZED_MAX ** 2);
    const up = readOctNormal(mesh.octNormals?.[0] ?? 0, mesh.octNormals?.[1] ?? 0);
    const [lon, lat] = ecefToLonLat(...mesh.header.centre);
    const point = new Float64Array(6);
    lonLatToEcef(lon, lat, 0, point, 0);
    lonLatToEcef(lon, lat, 1, point, 3);
    const dot = [0, 1, 2].reduce(
      (sum, k) => sum + (up[k as 0 | 1 | 2] ?? 0) * ((point[k + 3] ?? 0) - (point[k] ?? 0)),
      0,
    );
    expect(dot).toBeGreaterThan(Math.cos((1 * Math.PI) / 180));
  });

  it('tilts the normal of a slope of 1 in 1 by 45 degrees', () => {
    const lat0 = 55.34;
    const metresPerDegreeLat = 111_333;
    const mesh = terrainMesh(HOME, (_lon, lat) => (lat - lat0) * metresPerDegreeLat, 0);
    const i = 7;
    const [x, y, z] = readOctNormal(mesh.octNormals?.[i * 2] ?? 0, mesh.octNormals?.[i * 2 + 1] ?? 0);
    const [lon, lat] = ecefToLonLat(...mesh.header.centre);
    const [sinLon, cosLon, sinLat, cosLat] = [lon, lat].flatMap((deg) => [
      Math.sin((deg * Math.PI) / 180),
      Math.cos((deg * Math.PI) / 180),
    ]) as [number, number, number, number];
    const up = x * cosLat * cosLon + y * cosLat * sinLon + z * sinLat;
    const north = -x * sinLat * cosLon - y * sinLat * sinLon + z * cosLat;
    expect(Math.atan2(-north, up) * (180 / Math.PI)).toBeCloseTo(45, -0.5);
  });

  it('stays within its error of every sample, and spends triangles only where the ground bends', () => {
    const mesh = terrainMesh(HOME, hills, GEOID_M);
    const [west, south, east, north] = tileRectangle(HOME);
    let worst = 0;
    for (let row = 0; row <= 64; row += 3) {
      for (let column = 0; column <= 64; column += 3) {
        const [u, v] = [gridLine(column), gridLine(row)];
        const level = hills(west + ((east - west) * u) / QUANTIZED_MAX, south + ((north - south) * v) / QUANTIZED_MAX);
        worst = Math.max(worst, Math.abs(heightOnMesh(mesh, u, v) - level - GEOID_M));
      }
    }
    // 2 mm of rounding beside the level's own error.
    expect(worst).toBeLessThan(meshErrorM(15) + 0.002);
    expect(worst).toBeGreaterThan(0.01);
    const flat = terrainMesh(HOME, () => 0, GEOID_M);
    expect(flat.u.length).toBeLessThan(mesh.u.length / 2);
    expect(area(mesh)).toBe(QUANTIZED_MAX ** 2);
  });

  it('shares vertices and heights with the tiles east, north and north-east of it, at 40 seeded places and levels', () => {
    const seeded = seededRandom(2026);
    const random = () => seeded.next();
    for (let k = 0; k < 40; k++) {
      const level = 6 + Math.floor(random() * 12);
      const steep = 1 + Math.floor(random() * 6);
      const surface = (lon: number, lat: number) => hills(lon, lat) * steep;
      const { x, y } = tileAt(level, random() * 300 - 150, random() * 140 - 70);
      const tile = (dx: number, dy: number) => terrainMesh({ level, x: x + dx, y: y + dy }, surface, GEOID_M);
      const home = tile(0, 0);
      const east = edgeHeights(tile(1, 0), 'west');
      const north = edgeHeights(tile(0, 1), 'south');
      const corner = edgeHeights(tile(1, 1), 'west');
      expectSame(edgeHeights(home, 'east'), east);
      expectSame(edgeHeights(home, 'north'), north);
      for (const height of [
        east.get(QUANTIZED_MAX),
        north.get(QUANTIZED_MAX),
        edgeHeights(home, 'east').get(QUANTIZED_MAX),
      ]) {
        expect(Math.abs((height ?? Number.NaN) - (corner.get(0) ?? Number.NaN))).toBeLessThan(0.01);
      }
    }
  });

  it('agrees to the last bit on mountains when all tiles of a level share the step', () => {
    const mountains = (lon: number, lat: number) => 3000 * Math.abs(Math.sin(lon * 31) * Math.sin(lat * 37));
    const options = { stepM: heightStepM(3000) };
    expect(options.stepM).toBe(1 / 8);
    const { x, y } = tileAt(10, 10, 50);
    const west = terrainMesh({ level: 10, x, y }, mountains, 0, options);
    const east = terrainMesh({ level: 10, x: x + 1, y }, mountains, 0, options);
    expect(edgeHeights(west, 'east')).toEqual(edgeHeights(east, 'west'));
  });

  it('passes through covers, wherever in the tile they lie, and on both sides of an edge', () => {
    const seeded = seededRandom(7);
    const random = () => seeded.next();
    const [west, south, east, north] = tileRectangle(HOME);
    const covers: number[] = [];
    for (let k = 0; k < 200; k++) {
      const lon = west + (east - west) * random();
      const lat = south + (north - south) * random();
      covers.push(lon, lat, hills(lon, lat));
    }
    // On a grid line, on a grid point, on the edge, and twice at one place.
    const lonOf = (u: number) => west + ((east - west) * u) / QUANTIZED_MAX;
    const latOf = (v: number) => south + ((north - south) * v) / QUANTIZED_MAX;
    for (const [u, v] of [
      [512, 900],
      [512, 512],
      [QUANTIZED_MAX, 700],
      [3000, 3000],
      [3000, 3000],
    ] as const) {
      covers.push(lonOf(u), latOf(v), hills(lonOf(u), latOf(v)));
    }
    const given = Float64Array.from(covers);
    const mesh = terrainMesh(HOME, hills, GEOID_M, { covers: given, maxErrorM: 10 });
    const next = terrainMesh({ ...HOME, x: HOME.x + 1 }, hills, GEOID_M, { covers: given, maxErrorM: 10 });
    expect(area(mesh)).toBe(QUANTIZED_MAX ** 2);
    expectSame(edgeHeights(mesh, 'east'), edgeHeights(next, 'west'));
    expect(edgeHeights(next, 'west').has(700)).toBe(true);
    for (let i = 0; i < covers.length; i += 3) {
      const u = (((covers[i] ?? 0) - west) / (east - west)) * QUANTIZED_MAX;
      const v = (((covers[i + 1] ?? 0) - south) / (north - south)) * QUANTIZED_MAX;
      const drawn = heightOnMesh(mesh, Math.min(u, QUANTIZED_MAX), v);
      expect(Math.abs(drawn - GEOID_M - (covers[i + 2] ?? 0))).toBeLessThan(0.03);
    }
  });

  it('moves the ground of one grid cell only, however far a cover lies off', () => {
    const [west, south, east, north] = tileRectangle(HOME);
    const at = (steps: number, low: number, high: number) => low + ((high - low) * steps) / QUANTIZED_MAX;
    const cover = Float64Array.of(at(5000, west, east), at(5000, south, north), 30);
    const mesh = terrainMesh(HOME, () => 0, 0, { covers: cover });
    expect(heightOnMesh(mesh, 5000, 5000)).toBeCloseTo(30, 2);
    for (const [u, v] of [
      [gridLine(9), 5000],
      [gridLine(10), 5000],
      [5000, gridLine(9)],
      [5000, gridLine(10)],
    ] as const) {
      expect(heightOnMesh(mesh, u, v)).toBeCloseTo(0, 2);
    }
  });

  it('has a sphere that holds every vertex and touches one', () => {
    const mesh = terrainMesh(HOME, hills, GEOID_M);
    const points = vertexPoints(mesh, HOME);
    const [cx, cy, cz] = mesh.header.sphereCentre;
    let farthest = 0;
    for (let i = 0; i < points.length; i += 3) {
      farthest = Math.max(
        farthest,
        Math.hypot((points[i] ?? 0) - cx, (points[i + 1] ?? 0) - cy, (points[i + 2] ?? 0) - cz),
      );
    }
    expect(farthest).toBeCloseTo(mesh.header.sphereRadiusM, 4);
  });

  it('has an occlusion point that is hidden only when every vertex is, seen from 2000 cameras a tile', () => {
    const seeded = seededRandom(11);
    const random = () => seeded.next();
    for (const level of [1, 2, 3, 6, 12]) {
      const address = tileAt(level, 10.3, 55.3);
      const mesh = terrainMesh(address, hills, GEOID_M);
      const points = vertexPoints(mesh, address).map((value, i) => value / (i % 3 === 2 ? 6356752.314245179 : 6378137));
      const occlusion = mesh.header.horizonOcclusionPoint;
      let hidden = 0;
      let seen = 0;
      for (let k = 0; k < 2000; k++) {
        const camera = randomCamera(random);
        if (!isHidden(camera, occlusion)) continue;
        hidden++;
        for (let i = 0; i < points.length; i += 3) {
          const vertex = [points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0] as const;
          if (!isHidden(camera, vertex)) seen++;
        }
      }
      expect(seen).toBe(0);
      if (level >= 3) expect(hidden).toBeGreaterThan(300);
    }
  });

  it('puts the occlusion point of half the Earth as far out as it goes: no nearer one would do', () => {
    const { horizonOcclusionPoint: point } = terrainMesh({ level: 0, x: 1, y: 0 }, () => 0, 0).header;
    expect(Math.hypot(...point)).toBeCloseTo(1e6, 3);
  });

  it('reads back as what was made, each height within half a step', () => {
    const mesh = terrainMesh(HOME, hills, GEOID_M);
    const read = decodeQuantizedMesh(encodeQuantizedMesh(mesh));
    expect(read).toEqual(mesh);
  });

  it('refuses more covers than 16-bit indices can number', () => {
    const [west, south] = tileRectangle(HOME);
    const covers = Float64Array.from({ length: 150_003 }, (_, i) => [west + 0.001, south + 0.001, 5][i % 3] ?? 0);
    expect(() => terrainMesh(HOME, () => 0, 0, { covers })).toThrow(/50001 covers in one tile/);
  });

  it('refuses an address outside the tiling and a surface without a level', () => {
    expect(() => terrainMesh({ level: 1, x: 4, y: 0 }, () => 0, 0)).toThrow(TerrainError);
    expect(() => terrainMesh(HOME, () => Number.NaN, 0)).toThrow(/no level/);
  });
});

function expectSame(one: Map<number, number>, other: Map<number, number>): void {
  expect([...one.keys()]).toEqual([...other.keys()]);
  for (const [steps, height] of one) expect(Math.abs(height - (other.get(steps) ?? Number.NaN))).toBeLessThan(0.01);
}

/** A direction with a distance of 1.0001 to 5 radii, in scaled space. */
function randomCamera(random: () => number): readonly [number, number, number] {
  const z = random() * 2 - 1;
  const angle = random() * 2 * Math.PI;
  const distance = 1.0001 + random() ** 4 * 4;
  const flat = Math.sqrt(1 - z * z);
  return [distance * flat * Math.cos(angle), distance * flat * Math.sin(angle), distance * z];
}

/** True when the unit sphere stands between camera and point: the nearest point of the segment lies inside it. */
function isHidden(camera: readonly [number, number, number], point: readonly [number, number, number]): boolean {
  const d = [point[0] - camera[0], point[1] - camera[1], point[2] - camera[2]] as const;
  const square = d[0] ** 2 + d[1] ** 2 + d[2] ** 2;
  const t = -(camera[0] * d[0] + camera[1] * d[1] + camera[2] * d[2]) / square;
  if (t <= 0 || t >= 1) return false;
  return Math.hypot(camera[0] + t * d[0], camera[1] + t * d[1], camera[2] + t * d[2]) < 1;
}
