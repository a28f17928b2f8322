import type { Accuracy } from '../model/quality-level.ts';
import type { DraftPipe } from './draft.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What the made-up survey learned of a conduit. What it did not learn is left out of the feature: unknown, not zero. */
export interface SurveyKnowledge {
  readonly levels: boolean;
  readonly wall: boolean;
  readonly material: boolean;
  readonly year: boolean;
  readonly accuracy: Accuracy;
}

/** Draws what is known of a conduit: most of it, as in a good survey, with honest gaps. */
export function surveyKnowledge(pipe: DraftPipe, depthM: number, random: SeededRandom): SurveyKnowledge {
  const draw = random.next();
  const gaps = [0.02, 0.04, 0.04, 0.06].map((share) => random.chance(share));
  const levels = !(gaps[0] ?? false) && !(pipe.abandoned && draw < 0.6);
  return {
    levels,
    // A pressure pipe is surveyed by its outer top: without its wall nothing inside could be told, so it is kept.
    wall: pipe.reference === 'outerTop' || !(gaps[1] ?? false),
    material: !(gaps[2] ?? false),
    year: !(gaps[3] ?? false) && !pipe.abandoned,
    accuracy: accuracyAt(pipe.abandoned ? 0.95 : draw, depthM, levels),
  };
}

/**
 * Quality levels 10 % A, 40 % B, 35 % C and the rest D. Standard deviations: A measured in the open 0.05 and 0.025 m;
 * B and C the mean-square error and the limit for hidden points of CJJ 61-2017, growing with the depth to the centre
 * (at least 1 m); D rests on records and states none.
 */
function accuracyAt(draw: number, depthM: number, levels: boolean): Accuracy {
  const h = Math.max(1, depthM);
  const mm = (metres: number): number => Math.round(metres * 1000) / 1000;
  const z = (metres: number): number | null => (levels ? mm(metres) : null);
  if (draw < 0.1) return { qualityLevel: 'A', sigmaXyM: 0.05, sigmaZM: z(0.025) };
  if (draw < 0.5) return { qualityLevel: 'B', sigmaXyM: mm(0.05 * h), sigmaZM: z(0.075 * h) };
  if (draw < 0.85) return { qualityLevel: 'C', sigmaXyM: mm(0.1 * h), sigmaZM: z(0.15 * h) };
  return { qualityLevel: 'D', sigmaXyM: null, sigmaZM: null };
}
