import type { RawPart } from '../tables/raw-geometry.ts';
import { levelBreaks } from './level-breaks.ts';
import type { LineNodes, PlacedEnd } from './line-nodes.ts';
import type { Survey } from './survey-context.ts';
import type { SurveyPoints } from './survey-points.ts';
import type { Carried } from './utility-cell.ts';

/** A stretch of a line between two points; NaN is an unknown level. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Vertices between the ends: metres in the plane, and longitude and latitude. */
  readonly between: Float64Array;
  readonly betweenLonLat: Float64Array;
  /** Levels of the geometry at both ends, above the datum. */
  readonly fromZ: number;
  readonly toZ: number;
  /** The ends are those of the whole line, about which its row speaks. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export const NO_VERTICES = new Float64Array(0);

/** A straight stretch between two points. */
export function straight(from: number, to: number, fromZ = Number.NaN, toZ = Number.NaN): Stretch {
  return { from, to, between: NO_VERTICES, betweenLonLat: NO_VERTICES, fromZ, toZ, isFirst: true, isLast: true };
}

/** A part of a geometry with every vertex placed. */
export interface PlacedPart {
  readonly ends: readonly PlacedEnd[];
  /** Levels above the datum; NaN is unknown. */
  readonly levels: Float64Array;
}

/** Places one coordinate pair of the source; a sentence says why that cannot be. */
export function placedEnd({ context, plane }: Survey, x: number, y: number, scratch: Float64Array): PlacedEnd | string {
  if (Number.isNaN(x) || Number.isNaN(y)) return `(${x}, ${y}) is no place.`;
  const at = context.placement.place(x, y);
  if (typeof at === 'string') return at;
  plane.write(x, y, at[0], at[1], scratch);
  return { sourceX: x, sourceY: y, x: scratch[0] ?? 0, y: scratch[1] ?? 0, lon: at[0], lat: at[1] };
}

/** Places the vertices of a part, its levels read by `levelOf`; a sentence where one has no place. */
export function placedPart(survey: Survey, part: RawPart, levelOf: (z: number) => number): PlacedPart | string {
  const scratch = new Float64Array(2);
  const count = part.xy.length / 2;
  const levels = new Float64Array(count).fill(Number.NaN);
  const ends: PlacedEnd[] = [];
  for (let i = 0; i < count; i++) {
    const end = placedEnd(survey, part.xy[i * 2] ?? Number.NaN, part.xy[i * 2 + 1] ?? Number.NaN, scratch);
    if (typeof end === 'string') return end;
    ends.push(end);
    if (part.z !== null) levels[i] = levelOf(part.z[i] ?? Number.NaN);
  }
  return { ends, levels };
}

/** The part the other way round where its ends lie nearer to the line's points so. */
export function turned(part: PlacedPart, points: SurveyPoints, from: number, to: number): PlacedPart {
  const first = part.ends[0];
  const last = part.ends.at(-1);
  if (first === undefined || last === undefined) return part;
  const away = (end: PlacedEnd, point: number) =>
    Math.hypot(end.x - (points.x[point] ?? end.x), end.y - (points.y[point] ?? end.y));
  const asItIs = away(first, from) + away(last, to);
  const turnedRound = away(first, to) + away(last, from);
  return turnedRound < asItIs ? { ends: part.ends.toReversed(), levels: part.levels.toReversed() } : part;
}

/**
 * The stretches of a part between two points. One as a rule; where the levels of the vertices do not run straight, the
 * line is cut there and gets points (`fitting`) at the cuts, since a link knows levels at its ends alone.
 */
export function stretchesOf(
  part: PlacedPart,
  from: number,
  to: number,
  lineId: string,
  carried: Carried,
  survey: Survey,
  nodes: LineNodes,
): readonly Stretch[] {
  const { ends, levels } = part;
  const last = ends.length - 1;
  const cuts = ends.length < 3 ? [] : levelBreaks(stationsOf(ends), levels, survey.thresholds.levelToleranceM);
  const stretches: Stretch[] = [];
  let start = 0;
  let startPoint = from;
  for (const stop of [...cuts, last]) {
    const end = ends[stop];
    const stopPoint =
      stop === last || end === undefined
        ? to
        : nodes.make(`${lineId}@${stretches.length + 1}`, end, carried, 'fitting');
    const inner = ends.slice(start + 1, stop);
    stretches.push({
      from: startPoint,
      to: stopPoint,
      between: Float64Array.from(inner.flatMap(({ x, y }) => [x, y])),
      betweenLonLat: Float64Array.from(inner.flatMap(({ lon, lat }) => [lon, lat])),
      fromZ: levels[start] ?? Number.NaN,
      toZ: levels[stop] ?? Number.NaN,
      isFirst: start === 0,
      isLast: stop === last,
    });
    start = stop;
    startPoint = stopPoint;
  }
  return stretches;
}

/** Longitudes and latitudes of a stretch, its points included. */
export function pathOf({ lon, lat }: SurveyPoints, { from, to, betweenLonLat }: Stretch): Float64Array {
  const path = new Float64Array(4 + betweenLonLat.length);
  path[0] = lon[from] ?? Number.NaN;
  path[1] = lat[from] ?? Number.NaN;
  if (betweenLonLat.length > 0) path.set(betweenLonLat, 2);
  path[path.length - 2] = lon[to] ?? Number.NaN;
  path[path.length - 1] = lat[to] ?? Number.NaN;
  return path;
}

/** Plan length of a stretch, metres. */
export function lengthOf({ x, y }: SurveyPoints, { from, to, between }: Stretch): number {
  let px = x[from] ?? Number.NaN;
  let py = y[from] ?? Number.NaN;
  let length = 0;
  for (let i = 0; i + 1 < between.length; i += 2) {
    const vx = between[i] ?? Number.NaN;
    const vy = between[i + 1] ?? Number.NaN;
    length += distance(vx - px, vy - py);
    px = vx;
    py = vy;
  }
  return length + distance((x[to] ?? Number.NaN) - px, (y[to] ?? Number.NaN) - py);
}

function stationsOf(ends: readonly PlacedEnd[]): Float64Array {
  const stations = new Float64Array(ends.length);
  for (let i = 1; i < ends.length; i++) {
    const a = ends[i - 1];
    const b = ends[i];
    stations[i] = (stations[i - 1] ?? 0) + (a === undefined || b === undefined ? 0 : distance(b.x - a.x, b.y - a.y));
  }
  return stations;
}

/** `Math.hypot` guards against overflow, which metres need not, and takes ten times as long. */
function distance(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}
