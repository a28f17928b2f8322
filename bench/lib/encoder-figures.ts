import { gzipSync } from 'node:zlib';
import { lonLatToEcef } from '@undercroft/core/geodesy/ellipsoid';
import { networkSchema, networkTile } from '@undercroft/core/tiling/network-tile';
import type { TileDetail } from '@undercroft/core/tiling/tile-detail';
import { type GltfSchema, readGlb } from '../../tests/support/read-glb.ts';
import type { Figures } from './bench-task.ts';
import { median } from './statistics.ts';
import { type WorkTile, workTiles } from './tile-work-item.ts';

const CONDUITS = 100_000;
const SEED = 2026;
const RUNS = 5;
/** An overview tile is of four work tiles: as many features as the tree gives it. */
const TILES_AN_OVERVIEW = 4;
const GEOID_OFFSET_M = 1.5;
const FALLBACK_LEVEL_M = 2;
/** As the server compresses. */
const GZIP_LEVEL = 6;

/**
 * The encoder alone, on one thread, rows in memory to gzipped bytes as served: conduits a second (median of five runs over
 * 100,000), bytes a conduit of a solid tile and of the coarser of the two overviews, and how far the decoded tubes lie off
 * the axes and radii of their rows at most.
 */
export function encoderFigures(say: (text: string) => void): Figures {
  const tiles = workTiles(CONDUITS, SEED);
  const conduits = tiles.reduce((sum, { rows }) => sum + rows.links.length, 0);
  const perSecond: number[] = [];
  let bytes = 0;
  for (let run = 1; run <= RUNS; run++) {
    say(`encoding ${conduits} conduits, run ${run} of ${RUNS}`);
    const begin = performance.now();
    bytes = tiles.reduce((sum, tile) => sum + wireBytes(tile, 'full'), 0);
    perSecond.push(conduits / ((performance.now() - begin) / 1000));
  }
  const overviews = joinedTiles(tiles);
  const overviewBytes = (detail: TileDetail): number =>
    overviews.reduce((sum, tile) => sum + wireBytes(tile, detail), 0) / conduits;
  const worst = fidelity(tiles.slice(0, 5));
  return {
    solidConduitsPerSecondPerCore: median(perSecond),
    solidBytesPerConduit: bytes / conduits,
    overviewBytesPerConduit: Math.max(overviewBytes('lines'), overviewBytes('mains')),
    ...worst,
  };
}

function encodedTile({ rows, centre }: WorkTile, detail: TileDetail): Uint8Array<ArrayBuffer> {
  const bytes = networkTile(rows, {
    centre,
    geoidOffsetM: GEOID_OFFSET_M,
    fallbackLevelM: FALLBACK_LEVEL_M,
    detail,
    schemaUri: '../../schema.json',
  });
  if (bytes === null) throw new Error('A work tile draws nothing.');
  return bytes;
}

function wireBytes(tile: WorkTile, detail: TileDetail): number {
  return gzipSync(encodedTile(tile, detail), { level: GZIP_LEVEL }).length;
}

function joinedTiles(tiles: readonly WorkTile[]): readonly WorkTile[] {
  return Array.from({ length: Math.ceil(tiles.length / TILES_AN_OVERVIEW) }, (_, k) => {
    const part = tiles.slice(k * TILES_AN_OVERVIEW, (k + 1) * TILES_AN_OVERVIEW);
    return {
      rows: { links: part.flatMap(({ rows }) => rows.links), nodes: part.flatMap(({ rows }) => rows.nodes) },
      centre: part[0]?.centre ?? [0, 0],
    };
  });
}

type Point = readonly [number, number, number];

/** Largest distance of the middle of a ring from the row's axis, mm, and of a vertex from its radius about that middle, percent. */
function fidelity(tiles: readonly WorkTile[]): Figures {
  const schema = networkSchema() as unknown as GltfSchema;
  let axisDeviationMm = 0;
  let radiusErrorPercent = 0;
  for (const tile of tiles) {
    const glb = readGlb(encodedTile(tile, 'full'), schema);
    const ids = (glb.tables.get('feature') ?? []).map(({ id }) => String(id));
    const links = new Map(tile.rows.links.map((row) => [row.featureId, row.link]));
    for (const { positions, featureIds, instanceStarts } of glb.primitives) {
      const verticesEach = positions.length / 3 / instanceStarts.length;
      // A tube has two rings and two caps of a vertex more; a ball has another number of vertices.
      const sides = (verticesEach - 2) / 4;
      if (!Number.isInteger(sides)) continue;
      for (const start of instanceStarts) {
        const link = links.get(ids[featureIds[start] ?? -1] ?? '');
        if (link === undefined) continue;
        const axis = axisOf(link.path, link.from.axisM ?? 0, link.to.axisM ?? 0);
        const radiusM = (link.section?.widthMm ?? 0) / 2000;
        for (const first of [start, start + sides]) {
          const ring = Array.from({ length: sides }, (_, i) => pointAt(positions, first + i));
          const middle = meanOf(ring);
          axisDeviationMm = Math.max(axisDeviationMm, 1000 * distanceToLine(middle, axis));
          for (const point of ring) {
            const off = Math.abs(distance(point, middle) / radiusM - 1);
            radiusErrorPercent = Math.max(radiusErrorPercent, 100 * off);
          }
        }
      }
    }
  }
  return { axisDeviationMm, radiusErrorPercent };
}

/** The axis of a conduit in ECEF, its level straight by length between both ends. */
function axisOf(path: Float64Array, fromM: number, toM: number): readonly Point[] {
  const n = path.length / 2;
  const flat = Array.from({ length: n }, (_, i) => ecef(path, i, fromM));
  const stations = flat.map((_, i) =>
    flat.slice(1, i + 1).reduce((sum, point, k) => sum + distance(point, flat[k] ?? point), 0),
  );
  const total = stations[n - 1] ?? 1;
  return stations.map((station, i) => ecef(path, i, fromM + ((toM - fromM) * station) / total));
}

function ecef(path: Float64Array, i: number, levelM: number): Point {
  const out = new Float64Array(3);
  lonLatToEcef(path[i * 2] ?? 0, path[i * 2 + 1] ?? 0, levelM + GEOID_OFFSET_M, out);
  return [out[0] ?? 0, out[1] ?? 0, out[2] ?? 0];
}

function pointAt(positions: Float64Array, vertex: number): Point {
  return [positions[vertex * 3] ?? 0, positions[vertex * 3 + 1] ?? 0, positions[vertex * 3 + 2] ?? 0];
}

function meanOf(points: readonly Point[]): Point {
  const at = (axis: 0 | 1 | 2): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [at(0), at(1), at(2)];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function distanceToLine(point: Point, line: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] ?? point, line[i] ?? point];
    const d = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
    const length2 = d[0] ** 2 + d[1] ** 2 + d[2] ** 2;
    const along = (point[0] - a[0]) * d[0] + (point[1] - a[1]) * d[1] + (point[2] - a[2]) * d[2];
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, along / length2));
    nearest = Math.min(nearest, distance(point, [a[0] + t * d[0], a[1] + t * d[1], a[2] + t * d[2]]));
  }
  return nearest;
}
