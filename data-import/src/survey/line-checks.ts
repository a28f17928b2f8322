import type { EndLevels } from '@undercroft/core/model/link';
import { type ConduitFinding, conduitFindings } from '@undercroft/core/network/conduit-findings';
import type { SurveyThresholds } from '@undercroft/core/protocol/profile';
import { type LineAttributes, type LineCells, liesAboveGround, type StatedEnd } from './line-cells.ts';
import type { RowReport } from './row-report.ts';
import type { Survey } from './survey-context.ts';

/** An end of a line with everything that was read about it; NaN is unknown. */
export interface ReadEnd {
  readonly side: 'from' | 'to';
  readonly cells: StatedEnd;
  /** Number of its point. */
  readonly point: number;
  readonly depthM: number;
  /** Level as stated, above the datum. */
  readonly statedLevelM: number;
  readonly groundM: number;
  /** Stated level, else ground less depth. */
  readonly levelM: number;
}

/** Micrometres in a metre: levels are compared as whole numbers of them, as decimals are by hand. */
const MICRO = 1e6;

/** L3 and L7: what the row itself says of the depth of one end. */
export function checkEnd(
  end: ReadEnd,
  { carried, embedding }: LineAttributes,
  thresholds: SurveyThresholds,
  report: RowReport,
): void {
  const { depthM, statedLevelM, groundM, cells } = end;
  const off = Math.abs(micro(groundM) - micro(depthM) - micro(statedLevelM));
  if (off > micro(thresholds.levelToleranceM)) {
    const sum = `ground ${metres(groundM)} less depth ${metres(depthM)} is ${metres((micro(groundM) - micro(depthM)) / MICRO)}`;
    report.say('level-depth-mismatch', cells.levelHeading, `${sum}; the level stated is ${metres(statedLevelM)}.`);
  }
  const below = Number.isNaN(depthM) ? (micro(groundM) - micro(statedLevelM)) / MICRO : depthM;
  const heading = cells.depthHeading ?? cells.levelHeading;
  if (depthM === 0 && !liesAboveGround(embedding)) {
    report.say('zero-depth', heading, 'its depth is 0: on the ground, or never measured; nothing tells.');
  } else if (below < 0 && embedding !== 'overhead' && embedding !== 'riser') {
    report.say(
      'depth-above-ground',
      heading,
      `a depth of 0 or more was wanted; ${metres(below)} came. Only overhead lines and risers lie above the ground.`,
    );
  }
  // What lies in a utility tunnel lies as deep as the tunnel, which is no line of its own utility.
  const own = embedding === 'tunnel' ? undefined : thresholds.maxDepthM[carried.utility];
  const most = own ?? thresholds.maxDepthM.other ?? Number.POSITIVE_INFINITY;
  if (below > most) {
    report.say('depth-too-great', heading, `a depth of ${metres(most)} at most was wanted; ${metres(below)} came.`);
  }
}

/** A line with its ends placed and its levels derived. */
export interface ReadLine {
  readonly from: ReadEnd;
  readonly to: ReadEnd;
  readonly fromLevels: EndLevels;
  readonly toLevels: EndLevels;
  readonly planLengthM: number;
  readonly statedLengthM: number | null;
}

const DEGREES = 180 / Math.PI;

/** L5, L6, L8: length, slope and fall; and what any conduit is asked. */
export function checkLine(
  line: ReadLine,
  attributes: LineAttributes,
  cells: LineCells,
  survey: Pick<Survey, 'thresholds' | 'points'>,
  report: RowReport,
): void {
  const { thresholds } = survey;
  const { planLengthM, from, to } = line;
  const { isRiser } = attributes;
  if (planLengthM > thresholds.maxLengthM) {
    report.say(
      'line-too-long',
      cells.lengthHeading,
      `a length of ${metres(thresholds.maxLengthM)} at most was wanted; it is ${metres(planLengthM)}.`,
    );
  } else if (planLengthM < thresholds.minLengthM && !isRiser && from.point !== to.point) {
    report.say(
      'line-too-short',
      cells.lengthHeading,
      `a length of ${metres(thresholds.minLengthM)} at least was wanted; it is ${metres(planLengthM)}.`,
    );
  }
  const rise = to.levelM - from.levelM;
  if (!isRiser && planLengthM > 0) {
    const angleDeg = Math.atan2(Math.abs(rise), planLengthM) * DEGREES;
    if (angleDeg > thresholds.maxSlopeDeg) {
      const what = `it runs at ${angleDeg.toFixed(2)} degrees, from ${metres(from.levelM)} to ${metres(to.levelM)}`;
      report.say(
        'steep-line',
        from.cells.levelHeading ?? from.cells.depthHeading,
        `a slope of ${thresholds.maxSlopeDeg} degrees at most was wanted; ${what}.`,
      );
    }
  }
  if (attributes.isGravity) checkFall(line, rise, attributes, cells, thresholds, report);
  checkAgainstNodes(line, attributes, cells, survey, report);
}

/** L8. Where no column says which way it runs, a gravity line is taken to run as it is listed. */
function checkFall(
  { from, to }: ReadLine,
  rise: number,
  { flow }: LineAttributes,
  { hasFlow }: LineCells,
  { reverseFallM }: SurveyThresholds,
  report: RowReport,
): void {
  const runsForward = flow === 'forward' || (flow === 'unknown' && !hasFlow);
  const climb = micro(runsForward ? rise : flow === 'reverse' ? -rise : Number.NaN);
  if (!(climb > micro(reverseFallM))) return;
  const way = flow === 'reverse' ? [to, from] : [from, to];
  const what = `it rises ${metres(climb / MICRO)} along its flow, from ${metres(way[0]?.levelM ?? Number.NaN)} to ${metres(way[1]?.levelM ?? Number.NaN)}`;
  report.say('reverse-slope', from.cells.levelHeading ?? from.cells.depthHeading, `a fall was wanted; ${what}.`);
}

/** What `conduitFindings` finds beyond the survey's own rules, which judge slopes and short lines by its thresholds. */
function checkAgainstNodes(
  line: ReadLine,
  { embedding }: LineAttributes,
  cells: LineCells,
  { points }: Pick<Survey, 'points'>,
  report: RowReport,
): void {
  const above = liesAboveGround(embedding);
  const node = (end: ReadEnd, levels: EndLevels) => {
    const sump = points.sumpM[end.point] ?? Number.NaN;
    // What lies above the ground by its own depth has been told of already.
    const judged = !above && end.levelM <= end.groundM && levels.invertM !== null;
    if (Number.isNaN(sump) && !judged) return null;
    return {
      sourceId: points.ids.idOf(end.point),
      coverLevelM: judged ? end.groundM : null,
      sumpLevelM: Number.isNaN(sump) ? null : sump,
    };
  };
  const { statedLengthM, planLengthM, fromLevels, toLevels, from, to } = line;
  const conduit = { from: fromLevels, to: toLevels, slope: null, statedLengthM, planLengthM };
  for (const finding of conduitFindings(conduit, node(from, fromLevels), node(to, toLevels))) {
    if (finding.code === 'zero-length') continue;
    report.say(finding.code, headingOf(finding, line, cells), `it ${finding.what}.`);
  }
}

function headingOf({ at }: ConduitFinding, { from, to }: ReadLine, cells: LineCells): string | null {
  switch (at) {
    case 'statedLength':
    case 'planLength':
    case 'slope':
      return cells.lengthHeading;
    case 'from':
      return from.cells.levelHeading ?? from.cells.depthHeading;
    case 'to':
      return to.cells.levelHeading ?? to.cells.depthHeading;
  }
}

function micro(m: number): number {
  return Math.round(m * MICRO);
}

function metres(m: number): string {
  return `${Number(m.toFixed(3))} m`;
}
