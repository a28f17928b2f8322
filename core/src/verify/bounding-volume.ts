import { z } from 'zod';
import { ecefToLonLat, lonLatToEcef } from '../geodesy/ellipsoid.ts';
import { type Matrix, moveDirection, movePoint } from './matrix.ts';

const numbers = (length: number) => z.array(z.number()).length(length);

/** A bounding volume as a tile writes it: one of three kinds. */
export const boundingVolumeSchema = z
  .object({ region: numbers(6).optional(), box: numbers(12).optional(), sphere: numbers(4).optional() })
  .refine(({ region, box, sphere }) => [region, box, sphere].some((kind) => kind !== undefined), {
    message: 'a region, a box or a sphere was wanted',
  });

export type BoundingVolumeJson = z.infer<typeof boundingVolumeSchema>;

/** A bounding volume in the frame of the tileset. */
export type BoundingVolume =
  | {
      readonly kind: 'region';
      /** Radians; west may be greater than east across the antimeridian. Ellipsoidal heights in metres. */
      readonly west: number;
      readonly south: number;
      readonly east: number;
      readonly north: number;
      readonly lowM: number;
      readonly highM: number;
    }
  | { readonly kind: 'box'; readonly centre: Point; readonly axes: readonly Point[] }
  | { readonly kind: 'sphere'; readonly centre: Point; readonly radiusM: number };

type Point = readonly [number, number, number];

const DEGREE = Math.PI / 180;
const EARTH_RADIUS_M = 6371008.8;

/** What is wrong in a bounding volume, in a sentence; null when nothing is. */
export function boundingVolumeFault({ region, box, sphere }: BoundingVolumeJson): string | null {
  if (region !== undefined) {
    const [west = 0, south = 0, east = 0, north = 0, low = 0, high = 0] = region;
    if (Math.abs(west) > Math.PI + 1e-9 || Math.abs(east) > Math.PI + 1e-9)
      return 'Longitudes lie within pi; these do not.';
    if (south > north) return `The south ${south} lies north of the north ${north}.`;
    if (Math.abs(south) > Math.PI / 2 + 1e-9 || Math.abs(north) > Math.PI / 2 + 1e-9)
      return 'Latitudes lie within pi / 2; these do not.';
    if (low > high) return `The lowest height ${low} lies above the highest ${high}.`;
  }
  if (sphere !== undefined && (sphere[3] ?? 0) < 0) return `The radius is ${sphere[3]}, which is below 0.`;
  if (box?.slice(3).every((value) => value === 0) === true) return 'All half axes of the box are 0.';
  return null;
}

/** Brings a volume into the frame of the tileset; a region stands there by itself. */
export function boundingVolume(json: BoundingVolumeJson, transform: Matrix): BoundingVolume {
  const { region, box = [], sphere } = json;
  if (region !== undefined) {
    const [west = 0, south = 0, east = 0, north = 0, lowM = 0, highM = 0] = region;
    return { kind: 'region', west, south, east, north, lowM, highM };
  }
  const centre = moved(transform, sphere ?? box);
  if (sphere !== undefined) {
    const longest = [0, 1, 2].map((axis) =>
      Math.hypot(
        ...moveDirection(
          transform,
          [0, 1, 2].map((i) => Number(i === axis)),
        ),
      ),
    );
    return { kind: 'sphere', centre, radiusM: (sphere[3] ?? 0) * Math.max(...longest) };
  }
  return { kind: 'box', centre, axes: [3, 6, 9].map((at) => moveDirection(transform, box.slice(at, at + 3))) };
}

function moved(transform: Matrix, [x = 0, y = 0, z = 0]: readonly number[]): Point {
  const out = new Float64Array(3);
  movePoint(transform, x, y, z, out);
  return [out[0] ?? 0, out[1] ?? 0, out[2] ?? 0];
}

/** How far a point lies outside a volume, metres (units of the tileset's frame); 0 inside. */
export function outsideByM(volume: BoundingVolume, x: number, y: number, z: number): number {
  switch (volume.kind) {
    case 'region':
      return outsideRegionM(volume, x, y, z);
    case 'box':
      return outsideBoxM(volume, x, y, z);
    case 'sphere': {
      const [cx, cy, cz] = volume.centre;
      return Math.max(0, Math.hypot(x - cx, y - cy, z - cz) - volume.radiusM);
    }
  }
}

function outsideRegionM(region: BoundingVolume & { readonly kind: 'region' }, x: number, y: number, z: number): number {
  const [lonDeg, latDeg, heightM] = ecefToLonLat(x, y, z);
  const { west, south, east, north, lowM, highM } = region;
  const lat = latDeg * DEGREE;
  const lon = lonDeg * DEGREE;
  const alongM = beside(lon, west, east) * Math.cos(lat) * EARTH_RADIUS_M;
  const acrossM = Math.max(0, south - lat, lat - north) * EARTH_RADIUS_M;
  return Math.max(alongM, acrossM, lowM - heightM, heightM - highM, 0);
}

/** Radians outside of a range of longitudes that runs eastwards from `west`. */
function beside(lon: number, west: number, east: number): number {
  const turn = 2 * Math.PI;
  const width = east >= west ? east - west : east - west + turn;
  const from = (((lon - west) % turn) + turn) % turn;
  return from <= width ? 0 : Math.min(from - width, turn - from);
}

/** Half axes stand at right angles; one of no length is a box without thickness. */
function outsideBoxM(box: BoundingVolume & { readonly kind: 'box' }, x: number, y: number, z: number): number {
  const offset = [x - box.centre[0], y - box.centre[1], z - box.centre[2]];
  let worst = 0;
  for (const axis of box.axes) {
    const half = Math.hypot(...axis);
    if (half === 0) continue;
    const along = axis.reduce((sum, value, i) => sum + (value / half) * (offset[i] ?? 0), 0);
    worst = Math.max(worst, Math.abs(along) - half);
    axis.forEach((value, i) => {
      offset[i] = (offset[i] ?? 0) - (value / half) * along;
    });
  }
  // What no axis reaches lies beside a box without thickness.
  return box.axes.some((axis) => Math.hypot(...axis) === 0) ? Math.max(worst, Math.hypot(...offset)) : worst;
}

/** How large a box or sphere is across, metres: what rounding is measured by. A region is numbers of 64 bits throughout. */
export function acrossM(volume: BoundingVolume): number {
  switch (volume.kind) {
    case 'region':
      return 0;
    case 'box':
      return 2 * Math.max(...volume.axes.map((axis) => Math.hypot(...axis)));
    case 'sphere':
      return 2 * volume.radiusM;
  }
}

/**
 * Points by which a volume is held against another: the corners of a box; corners, middles of edges and of faces of a
 * region; six ends of a sphere. Flat x, y, z.
 */
export function outermostPoints(volume: BoundingVolume): Float64Array {
  switch (volume.kind) {
    case 'region': {
      const { west, south, east, north, lowM, highM } = volume;
      const width = east >= west ? east - west : east - west + 2 * Math.PI;
      const out = new Float64Array(18 * 3);
      let at = 0;
      for (const u of [0, 0.5, 1]) {
        for (const v of [0, 0.5, 1]) {
          for (const heightM of [lowM, highM]) {
            lonLatToEcef((west + u * width) / DEGREE, (south + v * (north - south)) / DEGREE, heightM, out, at);
            at += 3;
          }
        }
      }
      return out;
    }
    case 'box': {
      const [a = [0, 0, 0], b = [0, 0, 0], c = [0, 0, 0]] = volume.axes;
      const corners = [-1, 1].flatMap((i) => [-1, 1].flatMap((j) => [-1, 1].map((k) => [i, j, k] as const)));
      return Float64Array.from(
        corners.flatMap(([i, j, k]) =>
          volume.centre.map((value, n) => value + i * (a[n] ?? 0) + j * (b[n] ?? 0) + k * (c[n] ?? 0)),
        ),
      );
    }
    case 'sphere': {
      const { centre, radiusM } = volume;
      return Float64Array.from(
        [0, 1, 2].flatMap((axis) =>
          [-1, 1].flatMap((sign) => centre.map((value, n) => value + (n === axis ? sign * radiusM : 0))),
        ),
      );
    }
  }
}
