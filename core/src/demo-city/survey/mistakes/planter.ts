import type { SeededRandom } from '../../../random/seeded-random.ts';
import type { SurveyDraft } from '../survey-draft.ts';

/** Puts one mistake of its kind into a survey. False when there is no place for one. */
export type Planter = (draft: SurveyDraft, random: SeededRandom) => boolean;
