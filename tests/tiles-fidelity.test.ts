import { validateBytes } from 'gltf-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ecefToLonLat } from '../core/src/geodesy/ellipsoid.ts';
import { localProjection } from '../core/src/geodesy/local-projection.ts';
import { randomFrom } from './support/random.ts';
import { type Glb, readGlb } from './support/read-glb.ts';
import { type ServedTile, servedSchema, servedTiles } from './support/served-tiles.ts';
import { sourceConduits } from './support/swmm-source.ts';
import { DATA, type Served, serve, temporaryHome } from './support/undercroft.ts';

/** Geoid offset of the scene file, metres. */
const GEOID_M = 39.58;

/** The data set's facts: 1015 conduits, 6 pumps, 13 weirs, 3 orifices, 7 outlets; 1020 nodes. */
const LINKS = 1015 + 6 + 13 + 3 + 7;
const NODES = 1020;

describe.skipIf(DATA === undefined)('tiles of Bellinge (needs UNDERCROFT_DATA)', () => {
  const home = temporaryHome();
  let server: Served;
  let tiles: readonly ServedTile[];
  let glbs: readonly Glb[];

  beforeAll(async () => {
    server = await serve(['--scene', 'bellinge'], { UNDERCROFT_HOME: home.path });
    tiles = await servedTiles(server.url, 'bellinge');
    const schema = await servedSchema(server.url, 'bellinge');
    glbs = tiles.map(({ bytes }) => readGlb(bytes, schema));
  });

  afterAll(async () => {
    await server?.stop();
    home.remove();
  });

  it('pass the glTF validator without an error or a warning', async () => {
    for (const { url, bytes } of tiles) {
      const report = await validateBytes(bytes, { maxIssues: 0 });
      const serious = report.issues.messages.filter(({ severity }) => severity <= 1);
      expect({ url, serious }).toEqual({ url, serious: [] });
    }
  });

  it('hold every link and node exactly once', () => {
    const rows = glbs.flatMap((glb) => glb.tables.get('feature') ?? []);
    const ids = (family: string) => rows.filter((row) => row.family === family).map(({ id }) => String(id));
    for (const [family, count] of [
      ['link', LINKS],
      ['node', NODES],
    ] as const) {
      expect(ids(family)).toHaveLength(count);
      expect(new Set(ids(family)).size).toBe(count);
    }
  });

  it('lie inside their bounding volumes', () => {
    const radians = Math.PI / 180;
    tiles.forEach(({ url, region: [west, south, east, north, lowest, highest] }, i) => {
      for (const { positions } of glbs[i]?.primitives ?? []) {
        for (let v = 0; v < positions.length; v += 3) {
          const [lon, lat, height] = ecefToLonLat(positions[v] ?? 0, positions[v + 1] ?? 0, positions[v + 2] ?? 0);
          const inside =
            lon * radians >= west &&
            lon * radians <= east &&
            lat * radians >= south &&
            lat * radians <= north &&
            height >= lowest &&
            height <= highest;
          if (!inside) expect.fail(`${url}: a vertex at ${lon}, ${lat}, ${height} lies outside its bounding volume`);
        }
      }
    });
  });

  it('carry the axis of 200 seeded conduits within 5 mm and their radius within 1 %', async () => {
    const source = (await sourceConduits()).filter(({ circular, diameterM }) => circular && diameterM >= 0.1);
    const random = randomFrom(20261120);
    const chosen = Array.from({ length: 200 }, () => source[Math.floor(random() * source.length)]);
    let worstAxisM = 0;
    let worstRadius = 0;
    for (const conduit of chosen) {
      if (conduit === undefined) throw new Error('a conduit was expected');
      const plane = localProjection([conduit.vertices[0]?.lon ?? 0, conduit.vertices[0]?.lat ?? 0]);
      const toPlane = (lon: number, lat: number, levelM: number): readonly [number, number, number] => {
        const xy = new Float64Array(2);
        plane.forward(lon, lat, xy);
        return [xy[0] ?? 0, xy[1] ?? 0, levelM];
      };
      const line = conduit.vertices.map(({ lon, lat, levelM }) => toPlane(lon, lat, levelM));
      const rings = ringsOf(glbs, `sewer.${conduit.id}`, conduit.sides).map((ring) =>
        ring.map(([x, y, z]) => {
          const [lon, lat, height] = ecefToLonLat(x, y, z);
          return toPlane(lon, lat, height - GEOID_M);
        }),
      );
      expect(rings.length, conduit.id).toBeGreaterThanOrEqual(2);
      for (const ring of rings) {
        const centre = meanOf(ring);
        worstAxisM = Math.max(worstAxisM, distanceToLine(centre, line));
        for (const vertex of ring) {
          // About the middle of its ring: how far that lies off the axis is told apart.
          worstRadius = Math.max(worstRadius, Math.abs(distance(vertex, centre) / (conduit.diameterM / 2) - 1));
        }
      }
    }
    process.stdout.write(
      `axis off by ${(worstAxisM * 1000).toFixed(3)} mm at most, radius by ${(worstRadius * 100).toFixed(3)} %\n`,
    );
    expect(worstAxisM).toBeLessThan(0.005);
    expect(worstRadius).toBeLessThan(0.01);
  });
});

type Point = readonly [number, number, number];

/**
 * The wall rings of a conduit in ECEF. Each of its tubes is an instance of a mesh of two rings of `sides` vertices and,
 * behind them, its caps; the balls at sharp bends have other numbers of vertices.
 */
function ringsOf(glbs: readonly Glb[], id: string, sides: number): readonly (readonly Point[])[] {
  const rings: Point[][] = [];
  for (const glb of glbs) {
    const feature = glb.tables.get('feature')?.findIndex((row) => row.id === id) ?? -1;
    if (feature < 0) continue;
    for (const { featureIds, positions, instanceStarts } of glb.primitives) {
      const verticesEach = positions.length / 3 / instanceStarts.length;
      if (verticesEach !== 2 * sides && verticesEach !== 2 * sides + 2 * (sides + 1)) continue;
      for (const start of instanceStarts) {
        if (featureIds[start] !== feature) continue;
        for (const first of [start, start + sides]) {
          rings.push(
            Array.from({ length: sides }, (_, i): Point => {
              const at = (first + i) * 3;
              return [positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0];
            }),
          );
        }
      }
    }
  }
  return rings;
}

function meanOf(points: readonly Point[]): Point {
  const sum = [0, 0, 0];
  for (const point of points) for (let axis = 0; axis < 3; axis++) sum[axis] = (sum[axis] ?? 0) + (point[axis] ?? 0);
  return [(sum[0] ?? 0) / points.length, (sum[1] ?? 0) / points.length, (sum[2] ?? 0) / points.length];
}

function distanceToLine(point: Point, line: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) nearest = Math.min(nearest, segmentDistance(point, line[i - 1], line[i]));
  return nearest;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function segmentDistance(p: Point, a: Point | undefined, b: Point | undefined): number {
  if (a === undefined || b === undefined) return Number.POSITIVE_INFINITY;
  const d = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
  const length2 = d[0] ** 2 + d[1] ** 2 + d[2] ** 2;
  const along = length2 === 0 ? 0 : ((p[0] - a[0]) * d[0] + (p[1] - a[1]) * d[1] + (p[2] - a[2]) * d[2]) / length2;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(p[0] - a[0] - t * d[0], p[1] - a[1] - t * d[1], p[2] - a[2] - t * d[2]);
}
