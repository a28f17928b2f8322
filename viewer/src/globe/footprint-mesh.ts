import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import { fineTriangles } from '@undercroft/core/geometry/fine-triangles';
import type { CameraFootprintAnswer } from '@undercroft/core/protocol/live/camera-answers';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Rgb } from './palette.ts';
import type { Place } from './ribbon-vertices.ts';
import type { ZonePaint, ZoneVertices } from './zone-vertices.ts';

/** Where the vertices are counted from. */
export interface FootprintFrame {
  readonly projection: LocalProjection;
  readonly originLevelM: number;
  readonly ground: GroundSurface;
}

export const SEEN_TONE: Rgb = [0, 168, 255];
export const MAYBE_TONE: Rgb = [255, 186, 60];

/** Footprints lie so far over the ground that it does not cover them, metres. */
const LIFT_M = 0.35;

/** Longest side of a triangle: so finely it follows the ground, metres; coarser where the footprint is wide. */
const SIDE_M = 7;
const SIDES_ACROSS = 60;

/** Distance between the lines that hatch what may be seen, metres. */
const HATCH_M = 3;
const HATCHES_ACROSS = 36;

const UP: Place = [0, 0, 1];

type Ring = readonly (readonly [number, number])[];

/**
 * Adds a footprint: what is seen as a tinted ground with a firm edge, what may be seen as hatching with a broken edge, so
 * that the two are told apart without their colours.
 */
export function addFootprint(footprint: CameraFootprintAnswer, frame: FootprintFrame, into: ZoneVertices): void {
  for (const { properties, geometry } of footprint.features) {
    for (const coordinates of geometry.coordinates) {
      const rings = coordinates.map((ring) => ringInPlane(ring, frame.projection));
      const [outer] = rings;
      if (outer === undefined || outer.length < 3) continue;
      const acrossM = acrossOf(outer);
      if (properties.sight === 'seen') {
        addFill(rings, acrossM, frame, { colour: SEEN_TONE, alpha: 0.2, kind: 'flat' }, into);
        addEdges(rings, acrossM, 1, frame, { colour: SEEN_TONE, alpha: 0.95, kind: 'flat' }, into);
      } else {
        addHatching(rings, acrossM, frame, { colour: MAYBE_TONE, alpha: 0.55, kind: 'flat' }, into);
        addEdges(rings, acrossM, 0.5, frame, { colour: MAYBE_TONE, alpha: 0.9, kind: 'flat' }, into);
      }
    }
  }
}

/** Open, metres east and north. */
function ringInPlane(ring: readonly (readonly [number, number])[], projection: LocalProjection): Ring {
  const at = new Float64Array(2);
  return ring.slice(0, -1).map(([lon, lat]) => {
    projection.forward(lon, lat, at);
    return [at[0] ?? 0, at[1] ?? 0] as const;
  });
}

function acrossOf(ring: Ring): number {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

function addFill(
  rings: readonly Ring[],
  acrossM: number,
  frame: FootprintFrame,
  paint: ZonePaint,
  into: ZoneVertices,
): void {
  const sideM = Math.max(SIDE_M, acrossM / SIDES_ACROSS);
  const flat = rings.map((ring) => Float64Array.from(ring.flat()));
  const { points, triangles } = fineTriangles(flat, sideM);
  const first = into.vertexCount;
  for (let i = 0; i + 1 < points.length; i += 2) {
    into.vertex(placeOn([points[i] ?? 0, points[i + 1] ?? 0], frame, LIFT_M), UP, paint);
  }
  for (let i = 0; i + 2 < triangles.length; i += 3) {
    const [a = 0, b = 0, c = 0] = triangles.slice(i, i + 3);
    into.triangle(first + a, first + b, first + c);
  }
}

/** The edge in pieces; of each so much is drawn. */
function addEdges(
  rings: readonly Ring[],
  acrossM: number,
  part: number,
  frame: FootprintFrame,
  paint: ZonePaint,
  into: ZoneVertices,
): void {
  // A broken edge needs its breaks near enough together to be seen as one.
  const pieceM = part < 1 ? Math.max(0.8, acrossM / 60) : Math.max(3, acrossM / 80);
  for (const ring of rings) {
    for (const [i, from] of ring.entries()) {
      addLine(from, ring[(i + 1) % ring.length] ?? from, pieceM, part, 0.07, frame, paint, into);
    }
  }
}

/** Parallel lines over the area, from north-west to south-east. */
function addHatching(
  rings: readonly Ring[],
  acrossM: number,
  frame: FootprintFrame,
  paint: ZonePaint,
  into: ZoneVertices,
): void {
  const spacingM = Math.max(HATCH_M, acrossM / HATCHES_ACROSS) * Math.SQRT2;
  const sums = rings.flat().map(([x, y]) => x + y);
  const [least, most] = [Math.min(...sums), Math.max(...sums)];
  for (let sum = Math.ceil(least / spacingM) * spacingM; sum < most; sum += spacingM) {
    const crossings: number[] = [];
    for (const ring of rings) {
      for (const [i, [ax, ay]] of ring.entries()) {
        const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
        const [before, after] = [ax + ay - sum, bx + by - sum];
        if (before > 0 !== after > 0) crossings.push(ax + ((bx - ax) * before) / (before - after));
      }
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [x0, x1] = [crossings[i] ?? 0, crossings[i + 1] ?? 0];
      addLine([x0, sum - x0], [x1, sum - x1], Math.max(SIDE_M, acrossM / SIDES_ACROSS), 1, 0.035, frame, paint, into);
    }
  }
}

/** A straight line on the ground in pieces that follow it. */
function addLine(
  from: readonly [number, number],
  to: readonly [number, number],
  pieceM: number,
  part: number,
  halfWidthM: number,
  frame: FootprintFrame,
  paint: ZonePaint,
  into: ZoneVertices,
): void {
  const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (lengthM === 0) return;
  const pieces = Math.max(1, Math.ceil(lengthM / pieceM));
  const at = (share: number): Place => {
    return placeOn([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share], frame, LIFT_M + 0.05);
  };
  for (let i = 0; i < pieces; i++) {
    into.line(at(i / pieces), at((i + part) / pieces), UP, halfWidthM, paint);
  }
}

function placeOn(
  [x, y]: readonly [number, number],
  { projection, originLevelM, ground }: FootprintFrame,
  liftM: number,
) {
  const [lon, lat] = projection.inverse(x, y);
  // The frame is level at its origin, and the sea is not: 0.18 m lower 1.5 km away.
  const sagM = (x * x + y * y) / (2 * 6_371_000);
  return [x, y, ground.levelAt(lon, lat) - originLevelM + liftM - sagM] as const;
}
