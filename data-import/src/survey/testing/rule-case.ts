import type { ReadOptions } from './read-survey.ts';
import type { WrittenSurvey } from './write-survey.ts';

/** One rule: a survey that breaks it once, and a neighbour that does not break it. */
export interface RuleCase {
  readonly rule: string;
  readonly code: string;
  readonly fires: WrittenSurvey;
  readonly neighbour: WrittenSurvey;
  readonly options?: ReadOptions;
  /** Other codes that the same fault cannot but give. */
  readonly also?: readonly string[];
}
