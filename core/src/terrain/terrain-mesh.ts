import { ECCENTRICITY_SQUARED, lonLatToEcef, SEMI_MAJOR_M } from '../geodesy/ellipsoid.ts';
import { insertPoint } from './insert-point.ts';
import { cellAlong, draftMesh, gridLine, type MeshDraft } from './mesh-draft.ts';
import { writeOctNormal } from './oct-normal.ts';
import { type MeshEdges, QUANTIZED_MAX, type QuantizedMesh } from './quantized-mesh.ts';
import { GRID_SIDE, splitErrors } from './rtin.ts';
import { TerrainError } from './terrain-error.ts';
import {
  assertTerrainAddress,
  latitudeAt,
  longitudeAt,
  meshErrorM,
  type TerrainAddress,
  TILE_CELLS,
  tileSizeDeg,
} from './terrain-tiling.ts';
import { boundingSphere, horizonOcclusionPoint } from './tile-bounds.ts';

/** Level in metres above the height datum of what is to be drawn; never NaN. A function of the place alone. */
export type LevelSampler = (lon: number, lat: number) => number;

export interface TerrainMeshOptions {
  /** Greatest vertical error at the grid's samples, metres; null for the level's own (`meshErrorM`). */
  readonly maxErrorM?: number | null;
  /**
   * Heights are rounded to multiples of this power of two, metres, the same for all tiles of a level. Tiles that span at
   * most 32766 steps (128 m at the default of 1/256) then agree exactly on their common edges; up to 512 m within 1 cm.
   * Steeper scenes pass `heightStepM(greatest span of a tile)` for exact agreement.
   */
  readonly stepM?: number;
  /** Surveyed covers, flat longitude, latitude, level: each gets a vertex of its own. Those elsewhere are passed over. */
  readonly covers?: Float64Array;
}

export const TERRAIN_MESH_DEFAULTS: Required<TerrainMeshOptions> = {
  maxErrorM: null,
  stepM: 1 / 256,
  covers: new Float64Array(0),
};

/** A cover this near an edge, in steps, also puts a vertex on the edge, in both tiles (0.6 m at level 16). */
export const EDGE_NEARNESS_STEPS = 64;

/** Most covers of one tile, so that 16-bit indices do. A coarse tile is made without covers. */
const MOST_COVERS = 50_000;
/** A third of a cell: a point this near a grid line also has the cell beyond divided. */
const NEAR_SIDE_STEPS = 171;
const PADDED_SIDE = GRID_SIDE + 2;
const DEGREE = Math.PI / 180;

/** The power-of-two step of heights with which a tile of that span still has steps to spare. */
export function heightStepM(spanM: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(spanM, 1e-9) / (QUANTIZED_MAX - 1)));
}

/**
 * The mesh of one tile. Heights are ellipsoidal: level plus `geoidOffsetM`.
 *
 * Same-level neighbours agree on their common edge by construction: all 65 samples of an edge are kept, positions are
 * counted in whole steps from the world's corner, levels and normals come from the sampler alone, and heights are
 * rounded to a step that both share.
 */
export function terrainMesh(
  address: TerrainAddress,
  levelAt: LevelSampler,
  geoidOffsetM: number,
  options: TerrainMeshOptions = {},
): QuantizedMesh {
  assertTerrainAddress(address);
  const { maxErrorM, stepM, covers } = { ...TERRAIN_MESH_DEFAULTS, ...options };
  const place = new TilePlace(address);
  const padded = paddedLevels(place, levelAt);
  const levels = new Float64Array(GRID_SIDE * GRID_SIDE);
  for (let row = 0; row < GRID_SIDE; row++) {
    const start = (row + 1) * PADDED_SIDE + 1;
    levels.set(padded.subarray(start, start + GRID_SIDE), row * GRID_SIDE);
  }
  const wanted = pointsToInsert(place, covers, levelAt);
  const kept = keptPoints(wanted);
  const draft = draftMesh(levels, splitErrors(levels, kept), maxErrorM ?? meshErrorM(address.level));
  for (const { u, v, levelM } of wanted) insertPoint(draft, u, v, levelM);
  return finish(place, draft, padded, geoidOffsetM, stepM);
}

/** Places of a tile in whole steps from its south-west corner. */
class TilePlace {
  readonly level: number;
  readonly west: number;
  readonly south: number;

  constructor({ level, x, y }: TerrainAddress) {
    this.level = level;
    this.west = x * QUANTIZED_MAX;
    this.south = y * QUANTIZED_MAX;
  }

  lon(u: number): number {
    return longitudeAt(this.level, this.west + u);
  }

  lat(v: number): number {
    return latitudeAt(this.level, this.south + v);
  }
}

/** Levels on the grid and one line around it, for the normals of its rim. */
function paddedLevels(place: TilePlace, levelAt: LevelSampler): Float64Array {
  const padded = new Float64Array(PADDED_SIDE * PADDED_SIDE);
  for (let row = 0; row < PADDED_SIDE; row++) {
    const lat = place.lat(gridLine(row - 1));
    for (let column = 0; column < PADDED_SIDE; column++) {
      const level = levelAt(place.lon(gridLine(column - 1)), lat);
      if (!Number.isFinite(level)) {
        throw new TerrainError('bad-mesh', `The surface has no level at ${place.lon(gridLine(column - 1))}, ${lat}.`);
      }
      padded[row * PADDED_SIDE + column] = level;
    }
  }
  return padded;
}

interface Point {
  readonly u: number;
  readonly v: number;
  readonly levelM: number;
}

/**
 * Points on the edges, with the sampler's level (what the neighbour puts there too), then the covers inside. Corners
 * are left out: they are samples of the grid.
 */
function pointsToInsert(place: TilePlace, covers: Float64Array, levelAt: LevelSampler): readonly Point[] {
  const inside: Point[] = [];
  const onEdges: Point[] = [];
  const stepDeg = tileSizeDeg(place.level) / QUANTIZED_MAX;
  const isBetween = (steps: number) => steps > 0 && steps < QUANTIZED_MAX;
  const onEdge = (u: number, v: number) => {
    onEdges.push({ u, v, levelM: levelAt(place.lon(u), place.lat(v)) });
  };
  for (let i = 0; i < covers.length; i += 3) {
    // Counted from the world's corner first, so that both tiles of an edge round to the same step.
    const u = Math.round(((covers[i] ?? 0) + 180) / stepDeg) - place.west;
    const v = Math.round(((covers[i + 1] ?? 0) + 90) / stepDeg) - place.south;
    if (!isNear(u) || !isNear(v)) continue;
    for (const edge of [0, QUANTIZED_MAX]) {
      if (Math.abs(u - edge) <= EDGE_NEARNESS_STEPS && isBetween(v)) onEdge(edge, v);
      if (Math.abs(v - edge) <= EDGE_NEARNESS_STEPS && isBetween(u)) onEdge(u, edge);
    }
    if (isBetween(u) && isBetween(v)) inside.push({ u, v, levelM: covers[i + 2] ?? 0 });
  }
  if (inside.length > MOST_COVERS) {
    throw new TerrainError('too-many-vertices', `${inside.length} covers in one tile; wanted at most ${MOST_COVERS}.`);
  }
  return [...onEdges, ...inside];
}

function isNear(steps: number): boolean {
  return steps >= -EDGE_NEARNESS_STEPS && steps <= QUANTIZED_MAX + EDGE_NEARNESS_STEPS;
}

/**
 * The rim of the grid, and the corners of each cell a point falls in or is near: it then moves the ground of the cells
 * about it only, and no triangle beside it is a sliver.
 */
function keptPoints(points: readonly Point[]): Uint8Array {
  const kept = new Uint8Array(GRID_SIDE * GRID_SIDE);
  for (let i = 0; i < GRID_SIDE; i++) {
    for (const point of [i, TILE_CELLS * GRID_SIDE + i, i * GRID_SIDE, i * GRID_SIDE + TILE_CELLS]) kept[point] = 1;
  }
  for (const { u, v } of points) {
    const lastColumn = cellAlong(u + NEAR_SIDE_STEPS) + 1;
    const lastRow = cellAlong(v + NEAR_SIDE_STEPS) + 1;
    for (let row = cellAlong(v - NEAR_SIDE_STEPS); row <= lastRow; row++) {
      for (let column = cellAlong(u - NEAR_SIDE_STEPS); column <= lastColumn; column++)
        kept[row * GRID_SIDE + column] = 1;
    }
  }
  return kept;
}

function finish(
  place: TilePlace,
  draft: MeshDraft,
  padded: Float64Array,
  geoidOffsetM: number,
  stepM: number,
): QuantizedMesh {
  const count = draft.u.length;
  const heights = Float64Array.from(draft.levelM, (level) => Math.round((level + geoidOffsetM) / stepM) * stepM);
  const scale = heightScale(heights);
  const height = Uint16Array.from(heights, (value) => Math.round((value - scale.minimumM) / scale.quantumM));
  const points = new Float64Array(count * 3);
  const octNormals = new Uint8Array(count * 2);
  for (let i = 0; i < count; i++) {
    const lon = place.lon(draft.u[i] ?? 0);
    const lat = place.lat(draft.v[i] ?? 0);
    lonLatToEcef(lon, lat, scale.minimumM + (height[i] ?? 0) * scale.quantumM, points, i * 3);
    writeNormal(place, draft, i, padded, octNormals);
  }
  const sphere = boundingSphere(points);
  return {
    header: {
      centre: sphere.centre,
      minimumHeightM: scale.minimumM,
      maximumHeightM: scale.minimumM + scale.quantumM * QUANTIZED_MAX,
      sphereCentre: sphere.centre,
      sphereRadiusM: sphere.radiusM,
      horizonOcclusionPoint: horizonOcclusionPoint(points, sphere.centre),
    },
    u: Uint16Array.from(draft.u),
    v: Uint16Array.from(draft.v),
    height,
    indices: Uint16Array.from(draft.triangles),
    edges: edgesOf(draft),
    octNormals,
    waterMask: null,
    metadata: null,
  };
}

/**
 * A power-of-two quantum, at most as coarse as the tile's span asks for and such that the header's two float32 heights
 * are whole numbers of it: what the viewer computes is then exactly what was rounded.
 */
function heightScale(heights: Float64Array): { readonly minimumM: number; readonly quantumM: number } {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of heights) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const exactInFloat32 = 2 ** Math.ceil(Math.log2(Math.max(Math.abs(least), Math.abs(most), 1) / (2 ** 24 - 2 ** 16)));
  const quantumM = Math.max(heightStepM(most - least), exactInFloat32);
  return { minimumM: Math.floor(least / quantumM) * quantumM, quantumM };
}

/** Level at some steps from the corner, bilinear between the samples. */
function paddedLevel(padded: Float64Array, u: number, v: number): number {
  const x = (u * TILE_CELLS) / QUANTIZED_MAX + 1;
  const y = (v * TILE_CELLS) / QUANTIZED_MAX + 1;
  const column = Math.max(0, Math.min(PADDED_SIDE - 2, Math.floor(x)));
  const row = Math.max(0, Math.min(PADDED_SIDE - 2, Math.floor(y)));
  const [fx, fy] = [x - column, y - row];
  const at = row * PADDED_SIDE + column;
  const lower = (padded[at] ?? 0) * (1 - fx) + (padded[at + 1] ?? 0) * fx;
  const upper = (padded[at + PADDED_SIDE] ?? 0) * (1 - fx) + (padded[at + PADDED_SIDE + 1] ?? 0) * fx;
  return lower * (1 - fy) + upper * fy;
}

/** Slopes by central differences over one grid spacing each way, whichever tile asks. */
function writeNormal(place: TilePlace, draft: MeshDraft, vertex: number, padded: Float64Array, out: Uint8Array): void {
  const u = draft.u[vertex] ?? 0;
  const v = draft.v[vertex] ?? 0;
  const point = draft.gridPoint[vertex] ?? -1;
  const reach = gridLine(1);
  let rise: readonly [east: number, north: number];
  if (point >= 0) {
    const at = (Math.floor(point / GRID_SIDE) + 1) * PADDED_SIDE + (point % GRID_SIDE) + 1;
    const level = (offset: number) => padded[at + offset] ?? 0;
    rise = [level(1) - level(-1), level(PADDED_SIDE) - level(-PADDED_SIDE)];
  } else {
    const level = (du: number, dv: number) => paddedLevel(padded, u + du, v + dv);
    rise = [level(reach, 0) - level(-reach, 0), level(0, reach) - level(0, -reach)];
  }
  const lon = place.lon(u) * DEGREE;
  const lat = place.lat(v) * DEGREE;
  const [sinLon, cosLon, sinLat, cosLat] = [Math.sin(lon), Math.cos(lon), Math.sin(lat), Math.cos(lat)];
  const w2 = 1 - ECCENTRICITY_SQUARED * sinLat * sinLat;
  const prime = SEMI_MAJOR_M / Math.sqrt(w2);
  const runRad = ((2 * tileSizeDeg(place.level)) / TILE_CELLS) * DEGREE;
  // At the poles a step of longitude has no length; a millionth keeps the slope finite.
  const east = -rise[0] / (runRad * prime * Math.max(cosLat, 1e-6));
  const north = -rise[1] / ((runRad * prime * (1 - ECCENTRICITY_SQUARED)) / w2);
  writeOctNormal(
    -sinLon * east - sinLat * cosLon * north + cosLat * cosLon,
    cosLon * east - sinLat * sinLon * north + cosLat * sinLon,
    cosLat * north + sinLat,
    out,
    vertex * 2,
  );
}

function edgesOf(draft: MeshDraft): MeshEdges {
  const edge = (along: readonly number[], across: readonly number[], value: number) => {
    const vertices: number[] = [];
    across.forEach((steps, vertex) => {
      if (steps === value) vertices.push(vertex);
    });
    return Uint16Array.from(vertices.toSorted((a, b) => (along[a] ?? 0) - (along[b] ?? 0)));
  };
  return {
    west: edge(draft.v, draft.u, 0),
    south: edge(draft.u, draft.v, 0),
    east: edge(draft.v, draft.u, QUANTIZED_MAX),
    north: edge(draft.u, draft.v, QUANTIZED_MAX),
  };
}
