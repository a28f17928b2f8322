import type { SeededRandom } from '../../random/seeded-random.ts';
import { distance, distanceToLine, type PlanLine, type PlanPoint } from '../place/plan-geometry.ts';
import type { Border, Junction } from './border.ts';
import { chordOf, cutRing, inwardNormal, narrowestBox, type RingPoint } from './ring-cut.ts';
import { ringArea, ringCentre } from './ring-geometry.ts';
import type { StreetClass } from './street.ts';
import { STREET_SECTIONS } from './street-section.ts';
import type { TaggedRing } from './tagged-ring.ts';
import type { Zone } from './zones.ts';

/** Junctions stand at least this far apart, metres. */
export const LEAST_BETWEEN_JUNCTIONS_M = 46;
/** A street that would end this near to a junction across the road is brought to it instead, metres. */
const SNAP_M = 60;
/** Land between the boundaries of two streets is at least this deep, metres. */
const LEAST_DEPTH_M = 26;
/** Greatest angle between a street's end and the square to the street it meets. */
const GREATEST_LEAN = Math.cos((24 * Math.PI) / 180);
const TRIES = 14;
const STEP_M = 14;

interface Cut {
  readonly from: RingPoint;
  readonly to: RingPoint;
  readonly line: PlanLine;
  readonly kind: StreetClass;
}

/**
 * Parts every face by local streets and lanes, each from one street square to another or out of the district, until the pieces are as small as
 * their zone wants them; land without a zone stays whole. New borders are added to `borders`, new junctions to `junctions`. Gives the pieces.
 */
export function partByLocalStreets(
  faces: readonly TaggedRing[],
  borders: Border[],
  junctions: Junction[],
  zoneOf: (ring: TaggedRing) => Zone | null,
  random: SeededRandom,
): readonly TaggedRing[] {
  const done: TaggedRing[] = [];
  const open = faces.toReversed();
  for (let ring = open.pop(); ring; ring = open.pop()) {
    const zone = zoneOf(ring);
    const cut = zone && ringArea(ring.points) > zone.mostM2 ? findCut(ring, borders, junctions, zone, random) : null;
    if (!cut) {
      done.push(ring);
      continue;
    }
    const tag = borders.length;
    borders.push({ line: cut.line, street: cut.kind, offsetM: STREET_SECTIONS[cut.kind].boundaryM, role: 'street' });
    for (const end of [cut.from, cut.to]) {
      const known = junctions.find((each) => distance(each.at, end.at) < 0.5);
      if (known) known.tags.push(tag);
      else junctions.push({ at: end.at, tags: borders[end.tag]?.street ? [end.tag, tag] : [tag] });
    }
    open.push(...cutRing(ring, cut.from, cut.to, cut.line, tag));
  }
  return done;
}

function findCut(
  ring: TaggedRing,
  borders: readonly Border[],
  junctions: readonly Junction[],
  zone: Zone,
  random: SeededRandom,
): Cut | null {
  const box = narrowestBox(ring.points);
  const kind = random.chance(zone.laneShare) ? 'lane' : 'local';
  const isLong = (box.high - box.low) / (box.acrossHigh - box.acrossLow) > 1.25;
  const middle = ringCentre(ring.points);
  for (let i = 0; i < TRIES; i++) {
    // Across the longer side first; later tries take what they find.
    const isAcross = isLong ? i < TRIES - 4 : i % 2 === 0;
    const share = 0.5 + random.between(-0.16, 0.16);
    const turn = (random.between(-zone.skewDeg, zone.skewDeg) * Math.PI) / 180;
    const [ax, ay] = box.along;
    const u = box.low + (box.high - box.low) * share;
    const v = box.acrossLow + (box.acrossHigh - box.acrossLow) * share;
    const [du, dv] = isAcross ? [u - (middle[0] * ax + middle[1] * ay), 0] : [0, v - (middle[1] * ax - middle[0] * ay)];
    const through: PlanPoint = [middle[0] + du * ax - dv * ay, middle[1] + du * ay + dv * ax];
    const [dx, dy] = isAcross ? [-ay, ax] : [ax, ay];
    const chord = chordOf(ring, through, [
      dx * Math.cos(turn) - dy * Math.sin(turn),
      dx * Math.sin(turn) + dy * Math.cos(turn),
    ]);
    const cut = chord ? cutAlong(ring, chord, kind, borders, junctions) : null;
    if (cut) return cut;
  }
  return null;
}

function cutAlong(
  ring: TaggedRing,
  chord: readonly [RingPoint, RingPoint],
  kind: StreetClass,
  borders: readonly Border[],
  junctions: readonly Junction[],
): Cut | null {
  const from = settled(ring, chord[0], borders, junctions);
  const to = settled(ring, chord[1], borders, junctions);
  if (!from || !to || from.tag === to.tag || (borders[from.tag]?.role === 'edge' && borders[to.tag]?.role === 'edge'))
    return null;
  const length = distance(from.at, to.at);
  if (length < 70) return null;
  const ahead: PlanPoint = [(to.at[0] - from.at[0]) / length, (to.at[1] - from.at[1]) / length];
  const start = leaned(inwardNormal(ring, from.side), ahead);
  const end = leaned(inwardNormal(ring, to.side), [-ahead[0], -ahead[1]]);
  if (!start || !end) return null;
  const line = bent(from.at, start, to.at, end, length);
  return hasRoom(ring, from.tag, to.tag, line, STREET_SECTIONS[kind].boundaryM, borders)
    ? { from, to, line, kind }
    : null;
}

/** The end of a street on a border, brought to a junction across the road; null where it may not end. */
function settled(
  ring: TaggedRing,
  point: RingPoint,
  borders: readonly Border[],
  junctions: readonly Junction[],
): RingPoint | null {
  const border = borders[point.tag];
  if (border?.role !== 'street' && border?.role !== 'edge') return null;
  const near = junctions.filter((each) => distance(each.at, point.at) < SNAP_M);
  const across = near.find(
    (each) => each.tags.length === 2 && each.tags.includes(point.tag) && !isCorner(ring, each.at),
  );
  if (!across) return near.every((each) => distance(each.at, point.at) >= LEAST_BETWEEN_JUNCTIONS_M) ? point : null;
  if (junctions.some((each) => each !== across && distance(each.at, across.at) < LEAST_BETWEEN_JUNCTIONS_M))
    return null;
  const side = sideAt(ring, across.at, point.tag);
  return side === null ? null : { at: across.at, side, tag: point.tag };
}

function isCorner(ring: TaggedRing, at: PlanPoint): boolean {
  return ring.points.some((point) => distance(point, at) < 0.5);
}

function sideAt(ring: TaggedRing, at: PlanPoint, tag: number): number | null {
  const n = ring.points.length;
  for (let side = 0; side < n; side++) {
    const [p, q] = [ring.points[side], ring.points[(side + 1) % n]];
    if (p && q && ring.tags[side] === tag && distanceToLine(at, [p, q]) < 0.05) return side;
  }
  return null;
}

/** The direction in which a street leaves: between the square and straight ahead; null when that leans too far. */
function leaned([nx, ny]: PlanPoint, [ax, ay]: PlanPoint): PlanPoint | null {
  if (nx * ax + ny * ay < GREATEST_LEAN) return null;
  const x = nx + ax;
  const y = ny + ay;
  const length = Math.hypot(x, y);
  return [x / length, y / length];
}

/** A curve that leaves both ends in the given directions (a cubic Bezier with handles of a third). */
function bent(a: PlanPoint, da: PlanPoint, b: PlanPoint, db: PlanPoint, length: number): PlanLine {
  const handle = length / 3;
  const count = Math.max(2, Math.round(length / STEP_M));
  return Array.from({ length: count + 1 }, (_, i): PlanPoint => {
    if (i === 0) return a;
    if (i === count) return b;
    const t = i / count;
    const s = 1 - t;
    const at = (k: 0 | 1): number =>
      s * s * s * a[k] +
      3 * s * s * t * (a[k] + da[k] * handle) +
      3 * s * t * t * (b[k] + db[k] * handle) +
      t * t * t * b[k];
    return [at(0), at(1)];
  });
}

/** True when no street beside the new one comes too near: the land between is deep enough to build on. */
function hasRoom(
  ring: TaggedRing,
  fromTag: number,
  toTag: number,
  line: PlanLine,
  boundaryM: number,
  borders: readonly Border[],
): boolean {
  const n = ring.points.length;
  return line.every((point, i) => {
    const host = i < line.length / 2 ? fromTag : toTag;
    for (let side = 0; side < n; side++) {
      const tag = ring.tags[side] ?? -1;
      if (tag === host) continue;
      const [p, q] = [ring.points[side], ring.points[(side + 1) % n]];
      if (p && q && distanceToLine(point, [p, q]) < boundaryM + (borders[tag]?.offsetM ?? 0) + LEAST_DEPTH_M)
        return false;
    }
    return true;
  });
}
