import { axisLevel, type PlanSegments, planSegments } from './plan-segments.ts';
import { segmentGrid } from './segment-grid.ts';
import { lineSubject, metres, type SurveyNetwork } from './survey-network.ts';

/*
 * 500,000 lines of a city: about 0.5 s. Only pairs that share a cell are looked at, some tens of millions; a sweep along one
 * axis would hold some 750 of them at a time (30 m of 20 km) and look at 375 million.
 */

/** Pairs looked at before the check gives up and says so: a few seconds. A city of a million lines needs a tenth. */
const MOST_PAIRS = 100_000_000;

/** Crossings told of, and crossings remembered so that none is met twice. */
const MOST_TOLD = 50_000;
const MOST_SEEN = 2_000_000;

/** Lines farther apart than this do not touch whatever size they have that nobody stated, metres. */
const UNKNOWN_REACH_M = 1;

interface Crossing {
  /** Shares along both segments. */
  s: number;
  t: number;
}

/** N4: lines that cross without a point, at levels at which one runs through the other. */
export function checkCrossings(network: SurveyNetwork): void {
  const { reporter } = network.survey;
  if (!reporter.isOn('crossing-without-node')) return;
  const { notJudged, isCutShort } = judgeCrossings(network, planSegments(network));
  const nowhere = { table: undefined, row: null, field: null };
  if (isCutShort) {
    const what = 'Too many lines cross, or lie in one place: crossings were not looked for in the rest of the survey.';
    reporter.report('crossings-not-judged', nowhere, what);
  }
  if (notJudged === 0) return;
  const count = notJudged === 1 ? '1 crossing of lines was' : `${notJudged} crossings of lines were`;
  const what = `${count} not judged: the level or the size of a line is unknown there.`;
  reporter.report('crossings-not-judged', nowhere, what);
}

interface Judged {
  /** Crossings of which nobody can say whether one line runs through the other. */
  readonly notJudged: number;
  readonly isCutShort: boolean;
}

function judgeCrossings(network: SurveyNetwork, segments: PlanSegments): Judged {
  const { snapM } = network.survey.thresholds;
  const grid = segmentGrid(segments, snapM);
  const seen = new Set<number>();
  const crossing: Crossing = { s: 0, t: 0 };
  let pairs = 0;
  let told = 0;
  let notJudged = 0;
  for (let b = 0; b < grid.bucketCount; b++) {
    const stop = grid.starts[b + 1] ?? 0;
    for (let k = grid.starts[b] ?? 0; k < stop; k++) {
      const p = grid.entries[k] ?? 0;
      pairs += stop - k - 1;
      if (pairs > MOST_PAIRS || told > MOST_TOLD || seen.size > MOST_SEEN) return { notJudged, isCutShort: true };
      for (let m = k + 1; m < stop; m++) {
        const q = grid.entries[m] ?? 0;
        if (!mayMeet(network, segments, p, q, snapM) || !crosses(segments, p, q, snapM, crossing)) continue;
        const x = along(segments, segments.x, p, crossing.s);
        const y = along(segments, segments.y, p, crossing.s);
        // Two segments share several cells; the crossing lies in one.
        if (grid.bucketOf(x, y) !== b) continue;
        const [lineP, lineQ] = [segments.line[p] ?? 0, segments.line[q] ?? 0];
        const pair = Math.min(lineP, lineQ) * network.lines.count + Math.max(lineP, lineQ);
        if (seen.has(pair)) continue;
        seen.add(pair);
        const verdict = judge(network, segments, p, q, crossing);
        if (verdict === 'touches') told++;
        if (verdict === 'unknown') notJudged++;
      }
    }
  }
  return { notJudged, isCutShort: false };
}

/** False for segments that cannot cross: with boxes apart, of one line, of lines that share a point. */
function mayMeet({ lines }: SurveyNetwork, segments: PlanSegments, p: number, q: number, reachM: number): boolean {
  const { x, y, from, to, line } = segments;
  const [p1, p2, q1, q2] = [from[p] ?? 0, to[p] ?? 0, from[q] ?? 0, to[q] ?? 0];
  if (apart(x[p1] ?? 0, x[p2] ?? 0, x[q1] ?? 0, x[q2] ?? 0, reachM)) return false;
  if (apart(y[p1] ?? 0, y[p2] ?? 0, y[q1] ?? 0, y[q2] ?? 0, reachM)) return false;
  const [lineP, lineQ] = [line[p] ?? 0, line[q] ?? 0];
  if (lineP === lineQ) return false;
  const [fromP, toP] = [lines.from[lineP], lines.to[lineP]];
  const [fromQ, toQ] = [lines.from[lineQ], lines.to[lineQ]];
  return fromP !== fromQ && fromP !== toQ && toP !== fromQ && toP !== toQ;
}

/** True when the spans a-b and c-d lie farther apart than the reach. */
function apart(a: number, b: number, c: number, d: number, reachM: number): boolean {
  return Math.max(a, b) + reachM < Math.min(c, d) || Math.max(c, d) + reachM < Math.min(a, b);
}

/** Where two segments cross, each lengthened by the reach at both ends; parallel ones do not. */
function crosses({ x, y, from, to }: PlanSegments, p: number, q: number, reachM: number, out: Crossing): boolean {
  const [p1, p2, q1, q2] = [from[p] ?? 0, to[p] ?? 0, from[q] ?? 0, to[q] ?? 0];
  const [ax, ay] = [x[p1] ?? 0, y[p1] ?? 0];
  const [cx, cy] = [x[q1] ?? 0, y[q1] ?? 0];
  const ux = (x[p2] ?? 0) - ax;
  const uy = (y[p2] ?? 0) - ay;
  const vx = (x[q2] ?? 0) - cx;
  const vy = (y[q2] ?? 0) - cy;
  const cross = ux * vy - uy * vx;
  const lengthP = Math.sqrt(ux * ux + uy * uy);
  const lengthQ = Math.sqrt(vx * vx + vy * vy);
  if (Math.abs(cross) <= 1e-9 * lengthP * lengthQ) return false;
  const s = ((cx - ax) * vy - (cy - ay) * vx) / cross;
  const overP = reachM / lengthP;
  if (s < -overP || s > 1 + overP) return false;
  const t = ((cx - ax) * uy - (cy - ay) * ux) / cross;
  const overQ = reachM / lengthQ;
  if (t < -overQ || t > 1 + overQ) return false;
  out.s = s;
  out.t = t;
  return true;
}

/** Tells of a crossing where one line runs through the other. */
function judge(
  network: SurveyNetwork,
  segments: PlanSegments,
  p: number,
  q: number,
  { s, t }: Crossing,
): 'touches' | 'clear' | 'unknown' {
  const { survey, points, lines } = network;
  const [lineP, lineQ] = [segments.line[p] ?? 0, segments.line[q] ?? 0];
  const levelP = axisLevel(segments, lines, p, s);
  const levelQ = axisLevel(segments, lines, q, t);
  const gap = Math.abs(levelP - levelQ);
  const [halfP, halfQ] = [lines.halfHeightM[lineP] ?? Number.NaN, lines.halfHeightM[lineQ] ?? Number.NaN];
  const known = (Number.isNaN(halfP) ? 0 : halfP) + (Number.isNaN(halfQ) ? 0 : halfQ);
  if (gap < known || gap <= survey.thresholds.snapM) {
    const [nameP, nameQ] = [lines.idOf(lineP, points), lines.idOf(lineQ, points)];
    const levels = `at levels ${metres(levelP)} and ${metres(levelQ)} of their axes`;
    const what = `Line "${nameP}": it runs through line "${nameQ}" ${levels}, and there is no point where they cross.`;
    const subject = lineSubject(network, lineP, null, placeOf(network, segments, p, s));
    survey.reporter.report('crossing-without-node', subject, what);
    return 'touches';
  }
  if (Number.isNaN(gap)) return 'unknown';
  return gap > UNKNOWN_REACH_M || !Number.isNaN(halfP + halfQ) ? 'clear' : 'unknown';
}

/** Longitude and latitude of a place on a line; the first point of a bent one, which is near enough to find it. */
function placeOf(
  { points, lines }: SurveyNetwork,
  segments: PlanSegments,
  p: number,
  s: number,
): readonly [lon: number, lat: number] {
  const line = segments.line[p] ?? 0;
  const [from, to] = [lines.from[line] ?? 0, lines.to[line] ?? 0];
  const share = lines.between(line) === null ? s : 0;
  const mix = (values: Float64Array) => {
    const start = values[from] ?? Number.NaN;
    return start + ((values[to] ?? Number.NaN) - start) * share;
  };
  return [mix(points.lon), mix(points.lat)];
}

function along({ from, to }: PlanSegments, values: Float64Array, segment: number, share: number): number {
  const start = values[from[segment] ?? 0] ?? Number.NaN;
  return start + ((values[to[segment] ?? 0] ?? Number.NaN) - start) * share;
}
