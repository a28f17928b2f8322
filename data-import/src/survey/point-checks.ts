import { FEATURE_WORDS } from '../profiles/codes/feature-words.ts';
import { placeIndex } from './place-index.ts';
import { degreeOf, isSurveyed, lineSubject, pointSubject, type SurveyNetwork } from './survey-network.ts';
import type { PointAppurtenance } from './survey-points.ts';

/** Places that agree to the millimetre are one. */
const SAME_PLACE_M = 0.0005;

/** Farther from the middle of a survey than this lies no point of it: another zone, another system, a slip of a digit. */
const FARTHEST_M = 100_000;

/** Devices in a line: what comes behind one was left out. */
const IN_LINE: ReadonlySet<PointAppurtenance> = new Set([
  'valve',
  'checkValve',
  'reducingValve',
  'compensator',
] satisfies PointAppurtenance[]);

/** K1: points far from all others. */
export function checkSpread(network: SurveyNetwork): void {
  const { survey, points } = network;
  const x = medianOf(points.x, points.count);
  const y = medianOf(points.y, points.count);
  for (let i = 0; i < points.count; i++) {
    const away = Math.max(Math.abs((points.x[i] ?? x) - x), Math.abs((points.y[i] ?? y) - y));
    if (!(away > FARTHEST_M)) continue;
    const what = `it lies ${(away / 1000).toFixed(0)} km from the middle of the survey. Its coordinates may be in another zone or system, or swapped.`;
    survey.reporter.report(
      'far-from-the-rest',
      pointSubject(network, i, 'x'),
      `Point "${points.ids.idOf(i)}": ${what}`,
    );
  }
}

/** P3: two points at one place. Those that a riser joins are its foot and its head. */
export function checkSamePlace(network: SurveyNetwork): void {
  const { survey, points } = network;
  const index = placeIndex(SAME_PLACE_M);
  const indexed: number[] = [];
  for (let i = 0; i < points.count; i++) {
    if (!points.hasPlace(i)) continue;
    const x = points.x[i] ?? Number.NaN;
    const y = points.y[i] ?? Number.NaN;
    const other = indexed[index.nearest(x, y)];
    if (other === undefined) {
      index.add(x, y);
      indexed.push(i);
      continue;
    }
    if (!isSurveyed(network, i) || joinedByRiser(network, i, other)) continue;
    const name = `Point "${points.ids.idOf(i)}": its place is that of point "${points.ids.idOf(other)}"`;
    const [ground, otherGround] = [points.groundM[i] ?? Number.NaN, points.groundM[other] ?? Number.NaN];
    const subject = pointSubject(network, i, 'x');
    const differs = Math.abs(ground - otherGround) > SAME_PLACE_M || Number.isNaN(ground) !== Number.isNaN(otherGround);
    if (differs) survey.reporter.report('same-place', subject, `${name}, and their levels differ.`);
    else if (points.network[i] !== points.network[other])
      survey.reporter.report('same-place', subject, `${name} of another network.`);
    else if (points.utility(i) !== points.utility(other))
      survey.reporter.report('same-place', subject, `${name} of another utility.`);
    else
      survey.reporter.report('same-point', subject, `${name}, and so is its level; a point stands in a survey once.`);
  }
}

/** L1, N1 and N2 of one point: how many lines meet there, against what it is said to be. */
export function checkDegree(network: SurveyNetwork, point: number): void {
  const { survey, points } = network;
  const { reporter } = survey;
  if (!isSurveyed(network, point)) return;
  const degree = degreeOf(network, point);
  if (degree === 0) {
    if (points.isOffset(point) || points.isNamed(point)) return;
    const what = `Point "${points.ids.idOf(point)}": no line names it.`;
    reporter.report('unused-point', pointSubject(network, point, 'pointId'), what);
    return;
  }
  const feature = points.feature(point);
  const word = feature === null ? null : FEATURE_WORDS[feature];
  if (degree === 1 && reporter.isOn('dangling-end') && isLooseEnd(network, point)) {
    const what = `Point "${points.ids.idOf(point)}": a line ends here, and it is no outfall, stub, cap, building entry or edge of the survey.`;
    reporter.report('dangling-end', pointSubject(network, point, 'feature'), what);
  } else if (word !== null && word.degree !== null && word.degree !== degree) {
    const what = `Point "${points.ids.idOf(point)}": as a ${feature} it wants ${word.degree} ${word.degree === 1 ? 'line' : 'lines'}; ${degree} meet there.`;
    reporter.report('degree-differs', pointSubject(network, point, 'feature'), what);
  }
}

/** True where a line rightly ends at no such point. */
function isLooseEnd({ points }: SurveyNetwork, point: number): boolean {
  const appurtenance = points.appurtenance(point);
  if (appurtenance !== null) return IN_LINE.has(appurtenance);
  if (points.hasAppurtenance(point) || points.kind(point) === 'outfall') return false;
  const feature = points.feature(point);
  return feature === null || !FEATURE_WORDS[feature].end;
}

/** C1: rain water and sewage at one point. */
export function checkCrossConnection(network: SurveyNetwork, point: number): void {
  const { survey, points, lines, starts, ends } = network;
  let storm = -1;
  let sewage = -1;
  for (let k = starts[point] ?? 0; k < (starts[point + 1] ?? 0); k++) {
    const line = (ends[k] ?? 0) >> 1;
    const utility = lines.utility(line);
    if (utility === 'storm') storm = line;
    if (utility === 'sewage') sewage = line;
  }
  if (storm < 0 && sewage < 0) return;
  const own = points.utility(point);
  const isCross = (storm >= 0 && (sewage >= 0 || own === 'sewage')) || (sewage >= 0 && own === 'storm');
  if (!isCross) return;
  const named = [storm, sewage].filter((line) => line >= 0).map((line) => `"${lines.idOf(line, points)}"`);
  const what = `storm water and sewage must not meet (GB 50014, 3.1.2); here meet ${named.join(' and ')}${named.length === 1 ? ` and a ${own} point` : ''}.`;
  survey.reporter.report(
    'cross-connection',
    pointSubject(network, point, 'utility'),
    `Point "${points.ids.idOf(point)}": ${what}`,
  );
}

/** A3: an abandoned line that nothing parts from the lines in use. */
export function checkAbandoned(network: SurveyNetwork, line: number): void {
  const { survey, points, lines, starts, ends } = network;
  if (!lines.isAbandoned(line) || lines.isGravity(line)) return;
  for (const point of [lines.from[line] ?? 0, lines.to[line] ?? 0]) {
    if (points.feature(point) === 'cap' || points.appurtenance(point) === 'valve') continue;
    for (let k = starts[point] ?? 0; k < (starts[point + 1] ?? 0); k++) {
      const other = (ends[k] ?? 0) >> 1;
      if (other === line || lines.isAbandoned(other) || lines.utility(other) !== lines.utility(line)) continue;
      const what = `it is abandoned and still joined to "${lines.idOf(other, points)}" at point "${points.ids.idOf(point)}" without a cap or a valve.`;
      survey.reporter.report(
        'abandoned-in-network',
        lineSubject(network, line, 'status'),
        `Line "${lines.idOf(line, points)}": ${what}`,
      );
      return;
    }
  }
}

function joinedByRiser({ lines, starts, ends }: SurveyNetwork, a: number, b: number): boolean {
  for (let k = starts[a] ?? 0; k < (starts[a + 1] ?? 0); k++) {
    const line = (ends[k] ?? 0) >> 1;
    const far = (ends[k] ?? 0) % 2 === 0 ? lines.to[line] : lines.from[line];
    if (far === b && (lines.isRiser(line) || differ(lines.fromLevelM[line], lines.toLevelM[line]))) return true;
  }
  return false;
}

function differ(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) > SAME_PLACE_M;
}

function medianOf(values: Float64Array, count: number): number {
  const known = values.slice(0, count).filter((value) => !Number.isNaN(value));
  known.sort();
  return known[known.length >> 1] ?? Number.NaN;
}
