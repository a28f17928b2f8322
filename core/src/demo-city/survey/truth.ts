import type { Utility } from '../../model/utility.ts';
import type { LineHeading, PointHeading } from './survey-headings.ts';

/** A mistake that was put into the rows on purpose. A check that finds it names its rule, its code and its row's id. */
export interface PlantedMistake {
  /** Rule of the survey check (`L4`); `null` for what the reader itself tells of. */
  readonly rule: string | null;
  /** Code of the issue that is wanted. */
  readonly code: string;
  readonly utility: Utility;
  readonly table: 'points' | 'lines';
  /** Number of the point, or both of the line's (`A-B`), as the issue names it. */
  readonly rowId: string;
  /** Numbers that a check may name instead: those of all points of a part, of the other of two lines that meet. */
  readonly oneOf?: readonly string[];
  readonly field?: PointHeading | LineHeading;
  /** The cell, or the figure, as it should be and as it is. */
  readonly wanted?: string;
  readonly is?: string;
  /** Number shared by the issues of one mistake that breaks two rules. */
  readonly mistake: number;
}

/**
 * Two things that lie too near, or one that lies too shallow: of the ground, which a survey records truly. Together they
 * are all that the tables forbid in a district.
 */
export interface Violation {
  /** `planted`: a line of a sound network was moved on purpose. `laid`: there was no better place for it. */
  readonly origin: 'planted' | 'laid';
  readonly kind: 'horizontal' | 'vertical' | 'cover' | 'building' | 'collision';
  /** The line, that was moved if one was, and what it lies too near to: a line, a building's id; absent for cover. */
  readonly rowId: string;
  readonly other?: string;
  readonly utility: Utility;
  readonly otherUtility?: Utility;
  /** Between outer walls (cover: ground to outer top), metres; below 0 they run through each other. */
  readonly wantedM: number;
  readonly isM: number;
  /** Where the figure is from: `GB 50289-2016 4.1.14`. */
  readonly source: string;
}

/** Something that the survey does not know and that is left empty. */
export interface SurveyGap {
  readonly table: 'points' | 'lines';
  readonly rowId: string;
  readonly utility: Utility;
  readonly what: 'levels' | 'size' | 'wall' | 'material' | 'year' | 'sump';
  /** What stands in truth in the cells that are empty. */
  readonly truth: Readonly<Record<string, string>>;
}

/** Everything that is wrong or missing in the files of a made-up survey. */
export interface SurveyTruth {
  readonly mistakes: readonly PlantedMistake[];
  readonly violations: readonly Violation[];
  readonly gaps: readonly SurveyGap[];
}
