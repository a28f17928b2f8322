import type { RoofShape } from '../model/map-feature.ts';
import { isConvex } from './footprint-triangles.ts';
import type { FootprintRange, Footprints } from './footprints.ts';
import type { LooseFaces, Normal } from './loose-faces.ts';
import { STEPS_A_METRE } from './steps.ts';

/** Rise of a roof over the eaves as a part of its width (31 degrees), and at most. A convention of the drawing. */
const RISE_SHARE = 0.3;
/** What a tile's bounding volume leaves above the eaves holds it. Metres. */
const MOST_RISE_M = 4;
/** The ridge of a hipped roof begins half the width from the end, and no further in than this part of the length. */
const MOST_INSET_SHARE = 0.45;
/** Bands of a dome from the eaves to its top. */
const DOME_BANDS = 5;
/** A dome of unknown height rises as far as its span is wide, by this part: a segment of a ball. */
const DOME_RISE_SHARE = 0.25;

/** What is stated of a roof. */
export interface StatedRoof {
  readonly shape: RoofShape;
  /** From the eaves to the top, metres. */
  readonly heightM: number | null;
  /** Where it falls to, clockwise from north, degrees: down the slope, across the ridge. */
  readonly directionDeg: number | null;
}

/** A roof as it is drawn. */
export interface DrawnRoof {
  /** The stated shape, or `flat` where that is unknown or does not stand on such a footprint. */
  readonly shape: RoofShape;
  /** Normal of the plane that closes the walls above; `null` where the faces do. */
  readonly lid: Normal | null;
}

const FLAT: DrawnRoof = { shape: 'flat', lid: [0, 0, 1] };

/**
 * Puts a roof on a footprint. Gabled and hipped roofs stand on four corners, pyramids and domes on a convex outline, all
 * without a courtyard; a roof of one slope stands on any, when it is known where it falls to. The slopes and gables go to
 * `faces`; of a roof of one slope the heads of the walls are raised.
 */
export function drawRoof(
  footprints: Footprints,
  range: FootprintRange,
  roof: StatedRoof,
  feature: number,
  faces: LooseFaces,
): DrawnRoof {
  const corners = range.to - range.from;
  const isPlain = range.lastRing - range.firstRing === 1 && isConvex(footprints.x, footprints.y, range.from, range.to);
  switch (roof.shape) {
    case 'unknown':
    case 'flat':
      return FLAT;
    case 'gabled':
    case 'hipped':
      if (!isPlain || corners !== 4) return FLAT;
      addRidge(heads(footprints, range), roof, feature, faces);
      return { shape: roof.shape, lid: null };
    case 'pyramidal':
      if (!isPlain) return FLAT;
      addDome(heads(footprints, range), roof, 1, feature, faces);
      return { shape: 'pyramidal', lid: null };
    case 'domed':
      if (!isPlain) return FLAT;
      addDome(heads(footprints, range), roof, DOME_BANDS, feature, faces);
      return { shape: 'domed', lid: null };
    case 'skillion':
      return roof.directionDeg === null ? FLAT : tilt(footprints, range, roof, roof.directionDeg);
  }
}

/** Flat east, north, up of the corners at the eaves. */
function heads({ topX, topY, top }: Footprints, { from, to }: FootprintRange): number[] {
  const at: number[] = [];
  for (let i = from; i < to; i++) at.push(topX[i] ?? 0, topY[i] ?? 0, top[i] ?? 0);
  return at;
}

/** The rise of a roof in steps: as stated, else by the width it spans. */
function riseSteps(heightM: number | null, widthSteps: number, share: number): number {
  if (heightM !== null && heightM > 0) return Math.round(heightM * STEPS_A_METRE);
  return Math.round(Math.min(share * widthSteps, MOST_RISE_M * STEPS_A_METRE));
}

/**
 * ```
 *   d ---------------- c      gabled: r0 over the middle of d-a, r1 over that of b-c
 *   |  r0 -------- r1  |      hipped: both moved inwards
 *   a ---------------- b
 * ```
 */
function addRidge(at: readonly number[], roof: StatedRoof, feature: number, faces: LooseFaces): void {
  const corner = (i: number): Point => [at[3 * i] ?? 0, at[3 * i + 1] ?? 0, at[3 * i + 2] ?? 0];
  const isAlong = roof.directionDeg === null ? isLonger(at) : isAcross(at, roof.directionDeg);
  const [a, b, c, d] = (isAlong ? [0, 1, 2, 3] : [1, 2, 3, 0]).map(corner) as [Point, Point, Point, Point];
  const lengthSteps = (between(a, b) + between(c, d)) / 2;
  const widthSteps = (between(b, c) + between(d, a)) / 2;
  const rise = riseSteps(roof.heightM, widthSteps, RISE_SHARE);
  const inset = roof.shape === 'gabled' ? 0 : Math.min(widthSteps / 2 / lengthSteps, MOST_INSET_SHARE);
  const west = middle(d, a);
  const east = middle(b, c);
  const on = (from: Point, to: Point): Point => [
    Math.round(from[0] + (to[0] - from[0]) * inset),
    Math.round(from[1] + (to[1] - from[1]) * inset),
    Math.round(from[2] + (to[2] - from[2]) * inset) + rise,
  ];
  const r0 = on(west, east);
  const r1 = on(east, west);
  const isRoof = roof.shape === 'hipped';
  faces.convex([...a, ...b, ...r1, ...r0], feature, true);
  faces.convex([...c, ...d, ...r0, ...r1], feature, true);
  faces.convex([...b, ...c, ...r1], feature, isRoof);
  faces.convex([...d, ...a, ...r0], feature, isRoof);
}

type Point = readonly [x: number, y: number, z: number];

function isLonger(at: readonly number[]): boolean {
  const side = (i: number, j: number): number =>
    Math.hypot((at[3 * j] ?? 0) - (at[3 * i] ?? 0), (at[3 * j + 1] ?? 0) - (at[3 * i + 1] ?? 0));
  return side(0, 1) + side(2, 3) >= side(1, 2) + side(3, 0);
}

/** True when the first side runs across the way the roof falls, as its ridge does. */
function isAcross(at: readonly number[], directionDeg: number): boolean {
  const [east, north] = fall(directionDeg);
  const along = (i: number, j: number): number => {
    const dx = (at[3 * j] ?? 0) - (at[3 * i] ?? 0);
    const dy = (at[3 * j + 1] ?? 0) - (at[3 * i + 1] ?? 0);
    return Math.abs(dx * east + dy * north) / Math.hypot(dx, dy);
  };
  return along(0, 1) <= along(1, 2);
}

function fall(directionDeg: number): readonly [east: number, north: number] {
  const radians = (directionDeg * Math.PI) / 180;
  return [Math.sin(radians), Math.cos(radians)];
}

/** Bands narrowing to a point over the middle: one band is a pyramid, several a dome. */
function addDome(at: readonly number[], roof: StatedRoof, bands: number, feature: number, faces: LooseFaces): void {
  const count = at.length / 3;
  const centre = [0, 1, 2].map((axis) => {
    let sum = 0;
    for (let i = axis; i < at.length; i += 3) sum += at[i] ?? 0;
    return sum / count;
  });
  const [cx = 0, cy = 0, cz = 0] = centre;
  let reach = 0;
  for (let i = 0; i < count; i++) reach += Math.hypot((at[3 * i] ?? 0) - cx, (at[3 * i + 1] ?? 0) - cy) / count;
  const rise = riseSteps(roof.heightM, 2 * reach, bands === 1 ? RISE_SHARE : DOME_RISE_SHARE);
  const ring = (band: number): number[] => {
    if (band === 0) return [...at];
    const angle = (band / bands) * (Math.PI / 2);
    const share = Math.cos(angle);
    const up = Math.round(cz + Math.sin(angle) * rise);
    const out: number[] = [];
    for (let i = 0; i < count; i++) {
      out.push(
        Math.round(cx + ((at[3 * i] ?? 0) - cx) * share),
        Math.round(cy + ((at[3 * i + 1] ?? 0) - cy) * share),
        up,
      );
    }
    return out;
  };
  const apex = [Math.round(cx), Math.round(cy), Math.round(cz) + rise];
  let low = ring(0);
  for (let band = 1; band <= bands; band++) {
    const high = band === bands ? null : ring(band);
    for (let i = 0; i < count; i++) {
      const j = (i + 1) % count;
      const foot = [...low.slice(3 * i, 3 * i + 3), ...low.slice(3 * j, 3 * j + 3)];
      const head = high === null ? apex : [...high.slice(3 * j, 3 * j + 3), ...high.slice(3 * i, 3 * i + 3)];
      faces.convex([...foot, ...head], feature, true);
    }
    if (high !== null) low = high;
  }
}

/** Raises the heads of the walls to a plane that falls that way; its lowest corner stays at the eaves. */
function tilt(footprints: Footprints, { from, to }: FootprintRange, roof: StatedRoof, directionDeg: number): DrawnRoof {
  const { topX, topY, top } = footprints;
  const [east, north] = fall(directionDeg);
  const along = (i: number): number => (topX[i] ?? 0) * east + (topY[i] ?? 0) * north;
  let lowest = Number.NEGATIVE_INFINITY;
  let highest = Number.POSITIVE_INFINITY;
  for (let i = from; i < to; i++) {
    lowest = Math.max(lowest, along(i));
    highest = Math.min(highest, along(i));
  }
  const depth = lowest - highest;
  const rise = riseSteps(roof.heightM, depth, RISE_SHARE);
  for (let i = from; i < to; i++) top[i] = (top[i] ?? 0) + Math.round((rise * (lowest - along(i))) / depth);
  const length = Math.hypot(rise, depth);
  return { shape: 'skillion', lid: [(rise * east) / length, (rise * north) / length, depth / length] };
}

function between(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

function middle(a: Point, b: Point): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}
