import { seededRandom } from '../../random/seeded-random.ts';
import type { LaidNetwork, LaidNode } from '../network/laid.ts';
import * as attributes from './mistakes/attribute-mistakes.ts';
import * as lines from './mistakes/line-mistakes.ts';
import * as networks from './mistakes/network-mistakes.ts';
import type { Planter } from './mistakes/planter.ts';
import * as points from './mistakes/point-mistakes.ts';
import { SurveyDraft } from './survey-draft.ts';
import type { SurveyRows } from './survey-headings.ts';
import type { SurveyedSite } from './survey-rows.ts';
import type { PlantedMistake } from './truth.ts';

/** Of each kind of mistake two to four are planted, where there are places for them. */
const LEAST = 2;
const MOST = 4;

/** Those that need the rarest places come first. */
const PLANTERS: readonly Planter[] = [
  networks.separatePart,
  networks.manholeDrop,
  networks.reverseSlope,
  networks.exitAboveEntry,
  networks.flowReversed,
  networks.crossConnection,
  lines.lineTooLong,
  lines.sizeDiffers,
  lines.materialDiffers,
  lines.steepLine,
  lines.lineTooShort,
  lines.levelDiffers,
  attributes.coatedPlastic,
  attributes.pressureBand,
  attributes.barredMaterial,
  attributes.abandonedInUse,
  networks.degreeDiffers,
  networks.danglingEnd,
  points.featureAndAppurtenance,
  points.noFeature,
  points.samePoint,
  points.samePlace,
  points.axesExchanged,
  points.duplicatePoint,
  points.pointNumberMissing,
  points.unusedPoint,
  points.shaftOfNoDepth,
  points.pointCodeMismatch,
  points.mapNumberDiffers,
  lines.missingPoint,
  lines.lineToItself,
  lines.duplicateLine,
  lines.depthAgainstLevel,
  lines.depthTooGreat,
  lines.depthAboveGround,
  lines.depthOfNought,
  attributes.lineCodeMismatch,
  attributes.strangeVoltage,
  attributes.missingVoltage,
  attributes.yearInFuture,
  attributes.embeddingMissing,
  attributes.sizeUnreadable,
  attributes.lengthDiffers,
];

/**
 * Puts the mistakes that surveys have into the rows of a sound network, each where it breaks one rule and no other (or two
 * that it cannot but break), and lists them. `rows` stand in the order of the network; near `kept` nothing is planted.
 */
export function plantMistakes(
  network: LaidNetwork,
  site: SurveyedSite,
  rows: SurveyRows,
  seed: number,
  kept: readonly LaidNode[] = [],
): { readonly rows: SurveyRows; readonly mistakes: readonly PlantedMistake[] } {
  const random = seededRandom(seed);
  const draft = new SurveyDraft(network, site, rows);
  draft.keepAway(kept);
  for (const plant of PLANTERS) {
    const count = LEAST + Math.floor(random.next() * (MOST - LEAST + 1));
    for (let k = 0; k < count; k++) if (!plant(draft, random)) break;
  }
  return { rows: draft.rows(), mistakes: draft.mistakes };
}
