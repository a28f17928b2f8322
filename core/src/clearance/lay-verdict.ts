import type { Course } from './course.ts';
import type { BodyDistances } from './pair-distances.ts';

/**
 * What is said of laying one conduit beside another, worst first. `collision`: the outer walls meet. `unknown`: what is
 * not known decides. `insideUncertainty`: apart, but they may meet within two standard deviations. `belowTable`: nearer
 * than the table wants, to be laid only with measures and the owner's consent.
 */
export const LAY_VERDICTS = ['collision', 'unknown', 'insideUncertainty', 'belowTable', 'ok'] as const;

export type LayVerdict = (typeof LAY_VERDICTS)[number];

/** Standard deviations that a wall is looked for on either side of where it is said to be. */
export const BAND_SIGMAS = 2;

/** Room for distances worked from levels and places in millimetres to meet a figure of the table, metres. */
export const TABLE_EPSILON_M = 0.002;

export function worseLay(a: LayVerdict, b: LayVerdict): LayVerdict {
  return LAY_VERDICTS.indexOf(a) <= LAY_VERDICTS.indexOf(b) ? a : b;
}

/** What the verdict of a pair is made of, written again for every pair. Metres; NaN is unknown. */
export interface LayQuestion {
  readonly distances: BodyDistances;
  levelsKnown: boolean;
  sizesKnown: boolean;
  /** How much nearer the walls may be than `distances` says, for walls or sizes that are unknown. */
  allowanceM: number;
  /** Combined standard deviations of both. */
  sigmaXyM: number;
  sigmaZM: number;
  /** Wanted by the rows that apply, 0 without one: at the least and at the most over the facts that are unknown. */
  horizontalLeastM: number;
  horizontalMostM: number;
  verticalLeastM: number;
  verticalMostM: number;
  /** False where no row of the vertical table knows the two. */
  hasVertical: boolean;
  /** How they pass one another where they are nearer than the horizontal row may want. */
  course: Course;
}

/**
 * The verdict over everything that is possible. Where the two lie over each other in plan the vertical row decides, along
 * whatever stretch and at whatever angle, so that lines stacked above each other are judged by it too. Where they do not,
 * the horizontal row decides for lines side by side, whatever their levels. An oblique near miss (an end, a branch, a
 * corner that comes near and goes) may also keep what the vertical row wants of a crossing, in space: turned a little
 * further it would be that crossing. A collision is certain. Where every unknown at its best and at its worst would make
 * a difference it is unknown. What may meet within the accuracy is said before what the table wants.
 */
export function layVerdict(question: LayQuestion): LayVerdict {
  const { distances, levelsKnown, sizesKnown, allowanceM, sigmaXyM, sigmaZM } = question;
  const horizontalM = distances.horizontalAtMostM;
  const spatialM = distances.spatialAtMostM;
  if (levelsKnown && spatialM <= 0) return 'collision';
  const worst = verdictAt(question, horizontalM - allowanceM, spatialM - allowanceM, true, sigmaXyM, sigmaZM);
  if (worst === 'unknown' || (allowanceM === 0 && isCertain(question))) return worst;
  // What is unknown decides where it makes a difference; that does not depend on the accuracy.
  const best = sizesKnown || horizontalM > 0 ? verdictAt(question, horizontalM, spatialM, false, 0, 0) : 'ok';
  const end = verdictAt(question, horizontalM - allowanceM, spatialM - allowanceM, true, 0, 0);
  return best === end ? worst : 'unknown';
}

function isCertain({ horizontalLeastM, horizontalMostM, verticalLeastM, verticalMostM }: LayQuestion): boolean {
  return horizontalLeastM === horizontalMostM && verticalLeastM === verticalMostM;
}

/** The verdict at these distances; `atMost` takes the walls nearest and the rows at the most they may want. */
function verdictAt(
  question: LayQuestion,
  horizontalM: number,
  spatialM: number,
  atMost: boolean,
  sigmaXyM: number,
  sigmaZM: number,
): LayVerdict {
  const { distances, levelsKnown } = question;
  if (Number.isNaN(sigmaXyM)) return 'unknown';
  const [bandXyM, bandZM] = [BAND_SIGMAS * sigmaXyM, BAND_SIGMAS * sigmaZM];
  if (horizontalM <= 0) {
    if (!levelsKnown || Number.isNaN(sigmaZM)) return 'unknown';
    // Over each other only because walls may lie farther out: no gap along a vertical is less than that in space.
    const verticalM = distances.over ? distances.verticalM - (atMost ? question.allowanceM : 0) : spatialM;
    if (spatialM <= 0 || verticalM <= 0) return 'collision';
    if (verticalM <= bandZM) return 'insideUncertainty';
    const verticalWantedM = atMost ? question.verticalMostM : question.verticalLeastM;
    return verticalM < verticalWantedM - TABLE_EPSILON_M ? 'belowTable' : 'ok';
  }
  if (horizontalM <= bandXyM) {
    if (!levelsKnown || Number.isNaN(sigmaZM)) return 'unknown';
    // Moved together in plan by the band, they are still this far apart in level.
    if (spatialM * spatialM - bandXyM * bandXyM <= bandZM * bandZM) return 'insideUncertainty';
  }
  const horizontalWantedM = atMost ? question.horizontalMostM : question.horizontalLeastM;
  if (horizontalM >= horizontalWantedM - TABLE_EPSILON_M) return 'ok';
  if (question.course === 'along' || !question.hasVertical) return 'belowTable';
  if (!levelsKnown) return 'unknown';
  return spatialM < (atMost ? question.verticalMostM : question.verticalLeastM) - TABLE_EPSILON_M ? 'belowTable' : 'ok';
}
