import type { RuleSet } from '../../core/src/protocol/rule-set.ts';
import type { PlainLink, PlainNode } from './plain-rows.ts';
import { type AxisPoint, type OuterWall, standingOf } from './sampled-body.ts';
import { type GroundAt, planGap, rectangleGap, type SampledSolid, widestGap } from './sampled-solid.ts';

/*
 * "May we dig here?" by sampling, in words of its own: what a reviewer of a permit asks, feature by feature, without the
 * program's geometry, its index or its judgement. Only tables of numbers are taken from the rule set.
 */

/** Worst first. */
const WORST_FIRST = ['hit', 'inProtectionZone', 'unknown', 'insideUncertainty', 'inControlZone', 'clear'] as const;

export type SampledVerdict = (typeof WORST_FIRST)[number];

export interface SampledFinding {
  readonly verdict: SampledVerdict;
  readonly part: SampledSolid['part'];
  /** Null where unknown. */
  readonly horizontalM: number | null;
  readonly verticalM: number | null;
  /** In plan to the widest outline, where the others are not known. */
  readonly planM: number | null;
  /** Its top stands above the lowest ground at the rim: its distance in the answer is then a lower bound. */
  readonly breaksGround: boolean;
}

/** What is clear is listed within this, metres. */
const LISTED_M = 5;
/** Half size that something of unknown size may have, metres. */
const UNKNOWN_HALF_M = 2;
/** A line of unknown level may lie as deep as this, metres. */
const DEEPEST_M = 10;
const SHAFT_WALL_M = 0.1;
const WIDEST_BAND_M = 20;

export interface Trenched {
  /** The innermost first: pit, supports, margins. */
  readonly solids: readonly SampledSolid[];
  readonly ground: GroundAt;
  readonly marginM: number;
  readonly rules: RuleSet;
  /** Every wall is taken this much thicker: what lies within it of a limit is judged both ways. */
  readonly slackM: number;
}

/** A link with its axis in the trench's frame, level interpolated by plan length; null where it is not to be listed. */
export function sampledLink(trenched: Trenched, link: PlainLink, axis: readonly AxisPoint[]): SampledFinding | null {
  const { solids, ground, rules, slackM, marginM } = trenched;
  const pit = innermost(solids);
  const points = alongAxis(axis);
  const place = nearestOf(pit, points);
  const zone = zoneOf(link.utility);
  const levelKnown = !Number.isNaN(place[2]);
  const groundM = ground(place[0], place[1]);
  const depthM = levelKnown && groundM !== null ? groundM - place[2] : null;
  const sigma = sigmaOf(link, levelKnown ? depthM : DEEPEST_M);
  const wall = outerWall(link);
  const most = wall === null ? UNKNOWN_HALF_M : (wallAllowanceM(rules, link) ?? UNKNOWN_HALF_M);
  const least = wall === null || most === UNKNOWN_HALF_M ? 0 : most;
  const grown = (by: number): OuterWall => ({
    round: wall?.round ?? true,
    halfWidthM: (wall?.halfWidthM ?? 0) + by + slackM,
    halfHeightM: (wall?.halfHeightM ?? 0) + by + slackM,
  });
  const known = (solid: SampledSolid): SampledFinding => {
    const judge = (by: number) => judgeLink(solid, axis, grown(by), zone, sigma);
    const best = judge(least);
    if (least === most) return best;
    const planM = Math.max(0, widest(solid));
    return { ...best, verdict: overBand(best.verdict, judge(most).verdict), horizontalM: null, verticalM: null, planM };
  };
  const half = Math.max(wall?.halfWidthM ?? 0, wall?.halfHeightM ?? 0) + slackM;
  const widest = (solid: SampledSolid) => leastOf(points, (u, v) => widestGap(solid, u, v));
  const unknownLevel = (solid: SampledSolid): SampledFinding => {
    const floorGap = leastOf(points, (u, v) => rectangleGap(u, v, solid.halfLengthM, solid.halfWidthM));
    const deepM = Math.max(0, floorGap - half - least);
    const shallowM = Math.max(0, widest(solid) - half - most);
    const verdict = bandOfLevels(deepM, shallowM, zone, sigma);
    const planM = Math.max(0, widest(solid) - half);
    return { part: solid.part, verdict, horizontalM: null, verticalM: null, planM, breaksGround: false };
  };
  const found = worstOf(solids.map(levelKnown ? known : unknownLevel));
  if (found.verdict !== 'clear') return found;
  if (!levelKnown) return null;
  const nearestM = found.horizontalM ?? widest(pit) - most;
  return nearestM - marginM > LISTED_M ? null : found;
}

/** A shaft: an upright round from far below to its cover. */
export function sampledShaft(trenched: Trenched, node: PlainNode, u: number, v: number): SampledFinding | null {
  const { solids, ground, slackM, marginM } = trenched;
  const zone = zoneOf(node.utility);
  const cover = node.coverLevelM;
  const groundM = ground(u, v);
  const sigma = sigmaOf(node, cover === null || groundM === null ? null : Math.max(0, groundM - cover));
  const sized = node.shaftDiameterMm === null ? null : node.shaftDiameterMm / 2000 + SHAFT_WALL_M;
  const least = sized ?? 0;
  const most = sized ?? UNKNOWN_HALF_M;
  const planM = Math.max(0, widestGap(innermost(solids), u, v) - least);
  const known = (solid: SampledSolid, level: number): SampledFinding => {
    const { part } = solid;
    const breaksGround = solid.batter > 0 && level > solid.lowestRimM;
    const judge = (radius: number): SampledFinding => {
      const gap = planGap(solid, u, v, level) - radius - slackM;
      const under = level < solid.floorM - slackM;
      if (gap <= 0 && !under) return { part, verdict: 'hit', horizontalM: 0, verticalM: 0, planM: null, breaksGround };
      const horizontalM = Math.max(0, gap);
      let verdict = zoneSays(zone, horizontalM);
      if (sigma === null) {
        if (horizontalM <= LISTED_M) verdict = worse(verdict, 'unknown');
      } else {
        const lifted = level + 2 * sigma.zM;
        const near = planGap(solid, u, v, lifted) - radius - slackM <= Math.min(WIDEST_BAND_M, 2 * sigma.xyM);
        if (near && lifted >= solid.floorM - slackM) verdict = worse(verdict, 'insideUncertainty');
      }
      const verticalM = gap <= 0 && under ? solid.floorM - level : null;
      return { part, verdict, horizontalM, verticalM, planM: null, breaksGround };
    };
    const best = judge(least);
    if (sized !== null) return best;
    return { ...best, verdict: overBand(best.verdict, judge(most).verdict), horizontalM: null, verticalM: null, planM };
  };
  const unknownCover = (solid: SampledSolid): SampledFinding => {
    const deepM = Math.max(0, rectangleGap(u, v, solid.halfLengthM, solid.halfWidthM) - least - slackM);
    const shallowM = Math.max(0, widestGap(solid, u, v) - most - slackM);
    const verdict = bandOfLevels(deepM, shallowM, zone, sigma);
    return { part: solid.part, verdict, horizontalM: null, verticalM: null, planM, breaksGround: false };
  };
  const found = worstOf(solids.map((solid) => (cover === null ? unknownCover(solid) : known(solid, cover))));
  if (found.verdict !== 'clear') return found;
  const nearestM = found.horizontalM ?? Math.max(0, widestGap(innermost(solids), u, v) - most - slackM);
  return nearestM - marginM > LISTED_M ? null : found;
}

/** True for a node that stands in the ground as a shaft: manholes, storages, and joints of what drains or may drain. */
export function isShaft({ kind, utility }: PlainNode): boolean {
  if (kind === 'manhole' || kind === 'storage') return true;
  return (kind === 'junction' || kind === 'divider') && ['sewage', 'storm', 'combined', 'unknown'].includes(utility);
}

interface Zone {
  readonly protectionM: number;
  readonly controlM: number;
  readonly isGuess: boolean;
}

interface Sigma {
  readonly xyM: number;
  readonly zM: number;
}

/** Drains and water have no zone; what may be anything may be gas of high pressure: 5 and 50 m (GB 55009-2021). */
function zoneOf(utility: string): Zone | null {
  if (['water', 'reclaimed', 'sewage', 'storm', 'combined'].includes(utility)) return null;
  if (utility === 'unknown') return { protectionM: 5, controlM: 50, isGuess: true };
  throw new RangeError(`Zones of ${utility} are not worked by hand here.`);
}

function zoneSays(zone: Zone | null, horizontalM: number): SampledVerdict {
  if (zone === null || horizontalM > zone.controlM) return 'clear';
  if (zone.isGuess) return 'unknown';
  return horizontalM <= zone.protectionM ? 'inProtectionZone' : 'inControlZone';
}

/** What the source states, else the survey standard: 0.05 h in plan and 0.075 h in depth, h at least 1 m. */
function sigmaOf(
  { sigmaXyM, sigmaZM, qualityLevel }: Pick<PlainLink, 'sigmaXyM' | 'sigmaZM' | 'qualityLevel'>,
  depthM: number | null,
): Sigma | null {
  if (qualityLevel !== null || sigmaXyM !== null || sigmaZM !== null) {
    throw new RangeError('Neither data set states how sure it is, but one does.');
  }
  if (depthM === null) return null;
  const h = Math.max(1, depthM);
  return { xyM: 0.05 * h, zM: 0.075 * h };
}

function judgeLink(
  solid: SampledSolid,
  axis: readonly AxisPoint[],
  wall: OuterWall,
  zone: Zone | null,
  sigma: Sigma | null,
): SampledFinding {
  const { part, floorM } = solid;
  const stands = standingOf(solid, axis, wall, 0, Number.NEGATIVE_INFINITY);
  const topM = Math.max(...axis.map(([, , z]) => z)) + wall.halfHeightM;
  const breaksGround = solid.batter > 0 && topM > solid.lowestRimM;
  if (stands.enters) return { part, verdict: 'hit', horizontalM: 0, verticalM: 0, planM: null, breaksGround };
  const { horizontalM } = stands;
  const verticalM = Number.isFinite(stands.verticalM) ? stands.verticalM : null;
  let verdict = zoneSays(zone, horizontalM);
  if (sigma === null) {
    if (horizontalM <= LISTED_M) verdict = worse(verdict, 'unknown');
  } else if (horizontalM <= WIDEST_BAND_M + 2) {
    const lifted = standingOf(solid, axis, wall, 2 * sigma.zM, floorM);
    if (lifted.enters || lifted.horizontalM <= Math.min(WIDEST_BAND_M, 2 * sigma.xyM)) {
      verdict = worse(verdict, 'insideUncertainty');
    }
  }
  return { part, verdict, horizontalM, verticalM, planM: null, breaksGround };
}

/** Anywhere from the ground down: deep it counts in plan from the floor, shallow from the widest outline; never clear nearby. */
function bandOfLevels(deepM: number, shallowM: number, zone: Zone | null, sigma: Sigma | null): SampledVerdict {
  let worst: SampledVerdict = shallowM <= 0 ? 'hit' : zoneSays(zone, shallowM);
  const bandM = sigma === null ? LISTED_M : Math.min(WIDEST_BAND_M, 2 * sigma.xyM);
  if (shallowM <= bandM) worst = worse(worst, sigma === null ? 'unknown' : 'insideUncertainty');
  const verdict = overBand(zoneSays(zone, deepM), worst);
  return verdict === 'clear' && shallowM <= Math.max(LISTED_M, bandM) ? 'unknown' : verdict;
}

/** Half of the outside as it is stated; null where width or height is not. */
function outerWall({ shape, widthMm, heightMm, wallMm, casingMm, barrels }: PlainLink): OuterWall | null {
  const casing = (casingMm ?? 0) / 2000;
  if (widthMm === null || heightMm === null || widthMm <= 0 || heightMm <= 0) {
    return casing > 0 ? { round: true, halfWidthM: casing, halfHeightM: casing } : null;
  }
  const halfWidthM = (widthMm / 2000 + (wallMm ?? 0) / 1000) * barrels;
  const halfHeightM = heightMm / 2000 + (wallMm ?? 0) / 1000;
  if (casing >= Math.max(halfWidthM, halfHeightM)) return { round: true, halfWidthM: casing, halfHeightM: casing };
  return { round: shape === 'circular' && barrels === 1 && widthMm === heightMm, halfWidthM, halfHeightM };
}

/** The thickest wall of its material, or of any, where none is stated; null where the size is not known. */
function wallAllowanceM(rules: RuleSet, link: PlainLink): number | null {
  const { widthMm, heightMm, wallMm, casingMm, isOutsideSize, material } = link;
  if ((casingMm ?? 0) > 0 || wallMm !== null || isOutsideSize) return 0;
  if (widthMm === null || heightMm === null) return null;
  const named = rules.walls.filter(({ materials }) => material !== null && materials.includes(material));
  const thick = (named.length > 0 ? named : rules.walls).map(({ leastMm, share }) =>
    Math.max(leastMm, share * Math.max(widthMm, heightMm)),
  );
  return Math.max(...thick) / 1000;
}

/** Within the floor the middle of the first stretch inside, else the place nearest in plan. */
function nearestOf({ halfLengthM, halfWidthM }: SampledSolid, points: readonly AxisPoint[]): AxisPoint {
  const gap = ([u, v]: AxisPoint) => rectangleGap(u, v, halfLengthM, halfWidthM);
  const first = points.findIndex((point) => gap(point) <= 0);
  if (first >= 0) {
    const past = points.findIndex((point, i) => i > first && gap(point) > 0);
    return points[Math.floor((first + (past < 0 ? points.length - 1 : past - 1)) / 2)] ?? [0, 0, Number.NaN];
  }
  return points.reduce((best, point) => (gap(point) < gap(best) ? point : best));
}

function leastOf(points: readonly AxisPoint[], gap: (u: number, v: number) => number): number {
  return points.reduce((least, [u, v]) => Math.min(least, gap(u, v)), Number.POSITIVE_INFINITY);
}

/** Every 5 cm along the axis. */
function alongAxis(axis: readonly AxisPoint[]): readonly AxisPoint[] {
  return axis.flatMap((b, i): AxisPoint[] => {
    const a = axis[i - 1];
    if (a === undefined) return [b];
    const count = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 0.05));
    const mix = (k: number, c: 0 | 1 | 2) => a[c] + ((b[c] - a[c]) * k) / count;
    return Array.from({ length: count }, (_, k) => [mix(k + 1, 0), mix(k + 1, 1), mix(k + 1, 2)]);
  });
}

function worstOf(findings: readonly SampledFinding[]): SampledFinding {
  return findings.reduce((worst, next) =>
    WORST_FIRST.indexOf(next.verdict) < WORST_FIRST.indexOf(worst.verdict) ? next : worst,
  );
}

function worse(a: SampledVerdict, b: SampledVerdict): SampledVerdict {
  return WORST_FIRST.indexOf(a) < WORST_FIRST.indexOf(b) ? a : b;
}

/** The same at both ends of what is possible is certain, and so is a best that is worse than not knowing. */
function overBand(best: SampledVerdict, worst: SampledVerdict): SampledVerdict {
  return best === worst && best !== 'insideUncertainty' ? best : worse(best, 'unknown');
}

function innermost(solids: readonly SampledSolid[]): SampledSolid {
  const [pit] = solids;
  if (pit === undefined) throw new RangeError('A trench has at least its pit.');
  return pit;
}
