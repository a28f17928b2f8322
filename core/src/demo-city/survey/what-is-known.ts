import type { QualityLevel } from '../../model/quality-level.ts';
import { isGravityUtility } from '../../model/utility.ts';
import type { LaidConduit, LaidNode } from '../network/laid.ts';
import { idRandom } from './id-random.ts';
import { surveyDays } from './survey-days.ts';
import {
  isValve,
  type LineKnowledge,
  type PointKnowledge,
  type SurveyKnowledge,
  type ValveStateZh,
} from './survey-rows.ts';

/** Shares of conduits of which the survey did not find something out. */
const UNKNOWN_SHARES = { levels: 0.02, wall: 0.04, size: 0.01, material: 0.03, year: 0.05 } as const;
/** Of what is abandoned, most was never opened again. */
const ABANDONED_LEVELS_UNKNOWN = 0.6;
/** Shares of points. */
const SUMP_UNKNOWN = 0.03;
const POINT_YEAR_UNKNOWN = 0.05;
/** Of valves; the rest was not tried. */
const VALVE_SHARES: readonly (readonly [ValveStateZh, number])[] = [
  ['失灵', 0.02],
  ['关', 0.03],
  ['开', 0.93],
];
/** Shares of quality levels A to C of lines, the rest is D; in a good survey a tenth was seen open. */
const QUALITY_SHARES: readonly (readonly [QualityLevel, number])[] = [
  ['A', 0.1],
  ['B', 0.5],
  ['C', 0.85],
  ['D', 1],
];

/** Draws what a good survey knows of a network: most of it, with honest gaps. The same seed leaves the same gaps. */
export function whatIsKnown(seed: number): SurveyKnowledge {
  const dayOf = surveyDays(seed);
  return {
    line: (conduit) => ({ ...lineKnowledge(conduit, seed), surveyedOn: dayOf(conduit) }),
    point: (node) => ({ ...pointKnowledge(node, seed), surveyedOn: dayOf(node) }),
  };
}

function lineKnowledge({ id, utility, abandoned }: LaidConduit, seed: number): Omit<LineKnowledge, 'surveyedOn'> {
  const random = idRandom(seed, id);
  const draw = random.next();
  const size = !random.chance(UNKNOWN_SHARES.size);
  const levels = !random.chance(abandoned ? ABANDONED_LEVELS_UNKNOWN : UNKNOWN_SHARES.levels);
  const wall = !random.chance(UNKNOWN_SHARES.wall);
  const material = !random.chance(UNKNOWN_SHARES.material);
  const year = !random.chance(UNKNOWN_SHARES.year);
  // What nobody could measure was not detected either: it stands in the survey from records.
  const quality = abandoned || !levels ? 'D' : (QUALITY_SHARES.find(([, upTo]) => draw < upTo)?.[0] ?? 'D');
  return {
    levels,
    size,
    // A pressure pipe is surveyed by its outer top: its wall comes with its make and is known wherever its size is.
    wall: wall || !isGravityUtility(utility),
    material,
    year: year && !abandoned,
    quality,
  };
}

/** What lies open in the street is measured; a buried fitting is located like the mains it joins. */
function pointKnowledge(node: LaidNode, seed: number): Omit<PointKnowledge, 'surveyedOn'> {
  const { id, feature, abandoned } = node;
  const random = idRandom(seed, id);
  return {
    sump: !random.chance(SUMP_UNKNOWN),
    year: !random.chance(POINT_YEAR_UNKNOWN) && !abandoned,
    quality: feature === null ? 'A' : 'B',
    valveState: isValve(node) ? valveState(random.next()) : '',
  };
}

function valveState(draw: number): ValveStateZh {
  return VALVE_SHARES.find(([, upTo]) => draw < upTo)?.[0] ?? '';
}
