import { FEATURE_WORDS } from '../profiles/codes/feature-words.ts';
import { isSurveyed, metres, pointSubject, type SurveyNetwork } from './survey-network.ts';
import type { PointAppurtenance, PointFeature } from './survey-points.ts';

/** Where water rightly ends or is lifted. */
const SINKS: ReadonlySet<PointAppurtenance> = new Set([
  'pump',
  'pumpStation',
  'reservoir',
  'septicTank',
  'greaseTrap',
  'treatmentPlant',
  'well',
  'outfallStructure',
] satisfies PointAppurtenance[]);

/** Features at which the level of a line rightly changes. */
const LEVEL_MAY_CHANGE: ReadonlySet<PointFeature> = new Set([
  'levelChange',
  'reducer',
  'rising',
  'surfacing',
  'chamberSide',
] satisfies PointFeature[]);

const MICRO = 1e6;

/** L4: lines that meet at a point without a chamber have one level there, and, where two meet, one size and material. */
export function checkMeeting(network: SurveyNetwork, point: number): void {
  const { points, lines, starts, ends } = network;
  const first = starts[point] ?? 0;
  const stop = starts[point + 1] ?? 0;
  if (stop - first < 2) return;
  const kind = points.kind(point);
  if (kind === 'manhole' || kind === 'storage') return;
  const feature = points.feature(point);
  if (feature === null || !LEVEL_MAY_CHANGE.has(feature)) checkLevels(network, point);
  if (stop - first !== 2 || !isSurveyed(network, point)) return;
  const [a, b] = [(ends[first] ?? 0) >> 1, (ends[first + 1] ?? 0) >> 1];
  if (lines.utility(a) !== lines.utility(b)) return;
  if (feature !== 'reducer') checkSizes(network, point, a, b);
  if (feature !== 'materialChange') checkMaterials(network, point, a, b);
}

function checkLevels(network: SurveyNetwork, point: number): void {
  const { survey, lines, starts, ends } = network;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let compared = -1;
  for (let k = starts[point] ?? 0; k < (starts[point + 1] ?? 0); k++) {
    const end = ends[k] ?? 0;
    const line = end >> 1;
    const level = (end % 2 === 0 ? lines.fromLevelM[line] : lines.toLevelM[line]) ?? Number.NaN;
    if (Number.isNaN(level) || lines.isRiser(line) || lines.reference(line) === 'unknown') continue;
    // What was made where lines end may be a chamber of a sewer, in which levels differ.
    if (!isSurveyed(network, point) && lines.isGravity(line)) continue;
    if (compared < 0) compared = line;
    // Levels of an invert and of an outer top say nothing of each other.
    if (lines.reference(line) !== lines.reference(compared) || lines.utility(line) !== lines.utility(compared))
      continue;
    low = Math.min(low, level);
    high = Math.max(high, level);
  }
  if (!(Math.round((high - low) * MICRO) > survey.thresholds.levelToleranceM * MICRO)) return;
  const what = `lines meet here at levels from ${metres(low)} to ${metres(high)}; one level was wanted, since it is no chamber.`;
  tell(network, 'level-differs-at-node', point, what);
}

function checkSizes(network: SurveyNetwork, point: number, a: number, b: number): void {
  const { lines } = network;
  const differs = (sizes: ArrayLike<number>) => Math.abs((sizes[a] ?? Number.NaN) - (sizes[b] ?? Number.NaN)) > 0.5;
  if (!differs(lines.widthMm) && !differs(lines.heightMm)) return;
  const what = `lines of ${sizeOf(network, a)} and ${sizeOf(network, b)} mm meet here; it is no reducer.`;
  tell(network, 'size-differs-at-node', point, what);
}

function checkMaterials(network: SurveyNetwork, point: number, a: number, b: number): void {
  const { points, lines } = network;
  const [one, other] = [lines.material[a] ?? 0, lines.material[b] ?? 0];
  if (one === 0 || other === 0 || one === other) return;
  const what = `lines "${lines.idOf(a, points)}" and "${lines.idOf(b, points)}" of different materials meet here; it is no change of material.`;
  tell(network, 'material-differs-at-node', point, what);
}

/**
 * The smallest drain of a street is 300 mm wide (GB 50014-2021, table 5.2.10). What is narrower connects a house or a gully
 * and rightly enters a manhole above its water.
 */
const SMALLEST_DRAIN_MM = 300;

/** N3 and the drop of L8: how water runs through a point. */
export function checkThroughFlow(network: SurveyNetwork, point: number): void {
  const { survey, points, lines, starts, ends } = network;
  let lowestIn = Number.POSITIVE_INFINITY;
  let lowestOut = Number.POSITIVE_INFINITY;
  let exitHeightM = Number.NaN;
  let [entries, exits, undirected] = [0, 0, 0];
  for (let k = starts[point] ?? 0; k < (starts[point + 1] ?? 0); k++) {
    const end = ends[k] ?? 0;
    const line = end >> 1;
    if (!lines.isGravity(line)) {
      // Sewage that is pumped away leaves here.
      exits++;
      continue;
    }
    const runs = runsForward(network, line);
    if (runs === null) {
      undirected++;
      continue;
    }
    const enters = runs === (end % 2 === 1);
    const invert = (end % 2 === 0 ? lines.fromInvertM[line] : lines.toInvertM[line]) ?? Number.NaN;
    if (enters) {
      entries++;
      if (invert < lowestIn) lowestIn = invert;
    } else {
      exits++;
      if (!(invert < lowestOut)) continue;
      lowestOut = invert;
      exitHeightM = (lines.heightMm[line] ?? Number.NaN) / 1000;
    }
  }
  if (entries === 0) return;
  const { reverseFallM } = survey.thresholds;
  if (Number.isFinite(lowestOut) && (lowestOut - lowestIn) * MICRO > Math.round(reverseFallM * MICRO)) {
    const what = `its lowest exit at ${metres(lowestOut)} lies above its lowest entry at ${metres(lowestIn)}; water stands.`;
    tell(network, 'exit-above-entry', point, what);
  }
  const isChamber = points.kind(point) === 'manhole' && points.appurtenance(point) !== 'dropManhole';
  if (isChamber && Number.isFinite(lowestOut)) checkDrop(network, point, lowestOut, exitHeightM);
  if (exits === 0 && undirected === 0 && entries > 1 && !mayEndWater(network, point)) {
    tell(network, 'sink-without-outfall', point, `${entries} lines run to it and none from it, and it is no outfall.`);
  }
}

/**
 * L8: water that falls in a manhole. Drains whose obverts are level with that of the exit (管顶平接) fall by no more than
 * the difference of their sizes, which is how pipes of two sizes are rightly joined. Where a size is unknown nobody can tell
 * how they are joined, nor a connection from a main: such lines are not judged.
 */
function checkDrop(network: SurveyNetwork, point: number, exitM: number, exitHeightM: number): void {
  const { survey, lines, starts, ends } = network;
  const { manholeDropM } = survey.thresholds;
  if (Number.isNaN(exitHeightM)) return;
  let drop = Number.NEGATIVE_INFINITY;
  let highest = Number.NaN;
  for (let k = starts[point] ?? 0; k < (starts[point + 1] ?? 0); k++) {
    const end = ends[k] ?? 0;
    const line = end >> 1;
    if (!lines.isGravity(line) || runsForward(network, line) !== (end % 2 === 1)) continue;
    if (!((lines.widthMm[line] ?? Number.NaN) >= SMALLEST_DRAIN_MM)) continue;
    const invert = (end % 2 === 0 ? lines.fromInvertM[line] : lines.toInvertM[line]) ?? Number.NaN;
    const wider = exitHeightM - (lines.heightMm[line] ?? Number.NaN) / 1000;
    const own = invert - exitM - Math.max(wider, 0);
    if (!(own > drop)) continue;
    drop = own;
    highest = invert;
  }
  if (!(Math.round(drop * MICRO) > Math.round(manholeDropM * MICRO))) return;
  const what = `water drops ${metres(drop)} in it, from ${metres(highest)} to ${metres(exitM)}; ${metres(manholeDropM)} at most was wanted.`;
  tell(network, 'manhole-drop', point, what);
}

/** True when water runs from the line's first point to its last: as stated, else downhill; null where neither tells. */
function runsForward({ lines, survey }: SurveyNetwork, line: number): boolean | null {
  const flow = lines.flow(line);
  if (flow === 'forward') return true;
  if (flow === 'reverse') return false;
  if (flow === 'both') return null;
  const fall = (lines.fromInvertM[line] ?? Number.NaN) - (lines.toInvertM[line] ?? Number.NaN);
  if (fall > survey.thresholds.reverseFallM) return true;
  return fall < -survey.thresholds.reverseFallM ? false : null;
}

function mayEndWater(network: SurveyNetwork, point: number): boolean {
  const { points } = network;
  if (!isSurveyed(network, point)) return true;
  const kind = points.kind(point);
  if (kind === 'outfall' || kind === 'storage') return true;
  const appurtenance = points.appurtenance(point);
  if (appurtenance !== null && SINKS.has(appurtenance)) return true;
  const feature = points.feature(point);
  return feature !== null && FEATURE_WORDS[feature].end;
}

function sizeOf({ lines }: SurveyNetwork, line: number): string {
  const width = lines.widthMm[line] ?? Number.NaN;
  const height = lines.heightMm[line] ?? Number.NaN;
  return width === height ? tenths(width) : `${tenths(width)}x${tenths(height)}`;
}

/** Sizes are kept as single floats: 130.8 mm comes back as 130.8000030517578. */
function tenths(sizeMm: number): string {
  return String(Math.round(sizeMm * 10) / 10);
}

function tell(
  network: SurveyNetwork,
  code: Parameters<SurveyNetwork['survey']['reporter']['report']>[0],
  point: number,
  what: string,
): void {
  const { survey, points } = network;
  survey.reporter.report(code, pointSubject(network, point, 'pointId'), `Point "${points.ids.idOf(point)}": ${what}`);
}
