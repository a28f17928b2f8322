import { z } from 'zod';
import { ecefToLonLat } from '../geodesy/ellipsoid.ts';
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

export type Region = BoundingVolume & { readonly kind: 'region' };

/** A volume that holds the straight line between any two of its points; a region curves with the Earth. */
export type ConvexVolume = Exclude<BoundingVolume, Region>;

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
    case 'sphere':
      return ballOutsideM(volume, x, y, z, 0);
  }
}

/** How far a ball about a point reaches out of a box or a sphere, metres; 0 when all of it is inside. */
export function ballOutsideM(volume: ConvexVolume, x: number, y: number, z: number, ballM: number): number {
  switch (volume.kind) {
    case 'box':
      return outsideBoxM(volume, x, y, z, ballM);
    case 'sphere': {
      const [cx, cy, cz] = volume.centre;
      return Math.max(0, Math.hypot(x - cx, y - cy, z - cz) + ballM - volume.radiusM);
    }
  }
}

function outsideRegionM(region: Region, x: number, y: number, z: number): number {
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
function outsideBoxM(
  box: BoundingVolume & { readonly kind: 'box' },
  x: number,
  y: number,
  z: number,
  ballM: number,
): number {
  const offset = [x - box.centre[0], y - box.centre[1], z - box.centre[2]];
  let worst = 0;
  for (const axis of box.axes) {
    const half = Math.hypot(...axis);
    if (half === 0) continue;
    const along = axis.reduce((sum, value, i) => sum + (value / half) * (offset[i] ?? 0), 0);
    worst = Math.max(worst, Math.abs(along) + ballM - half);
    axis.forEach((value, i) => {
      offset[i] = (offset[i] ?? 0) - (value / half) * along;
    });
  }
  // What no axis reaches lies beside a box without thickness.
  return box.axes.some((axis) => Math.hypot(...axis) === 0) ? Math.max(worst, Math.hypot(...offset) + ballM) : worst;
}

/** What reaches this far out of a volume is inside, metres: a client culls by far coarser measures. */
const SLACK_M = 0.001;

/** Volumes are numbers of 64 bits, their contents often of 32: rounding, as a share of the volume. */
const SLACK_SHARE = 1e-7;

/** How far something may reach out of a volume that holds it, metres. */
export function slackOfM(volume: BoundingVolume): number {
  return Math.max(SLACK_M, SLACK_SHARE * acrossM(volume));
}

/** How large a box or sphere is across, metres: what rounding is measured by. A region is numbers of 64 bits throughout. */
function acrossM(volume: BoundingVolume): number {
  switch (volume.kind) {
    case 'region':
      return 0;
    case 'box':
      return 2 * Math.max(...volume.axes.map((axis) => Math.hypot(...axis)));
    case 'sphere':
      return 2 * volume.radiusM;
  }
}
