import type { CaseStep, CityCase } from '../model/city-case.ts';

/** A case under way, as the desk works on it. Times are milliseconds since 1970 UTC; `null` is "not yet" or not known. */
export interface LiveCase extends CityCase {
  /** When registering, verifying and closing have to be done, beside the times of `CityCase`. */
  readonly registerDueMs: number | null;
  readonly verifyDueMs: number | null;
  readonly closeDueMs: number | null;
  /** `sourceId` of the unit it was handed to. */
  readonly unit: string | null;
  /** The alarm it came from. */
  readonly alarmId: string | null;
  /** `sourceId` of the case that this one repeats. */
  readonly duplicateOf: string | null;
  /** How often it was opened again after it was closed or failed its verification. */
  readonly reopenedCount: number;
  /** How often it had been handed to the wrong department: sent back by it, or handed on to another. */
  readonly returnedCount: number;
  /** Steps that were too late in a round before this one: opening a case again does not wash them off. */
  readonly lateSteps: readonly CaseStep[];
}

/** What a live case has beyond a case of the tables, as long as nothing is known of it. */
export const NEW_LIVE_CASE: Omit<LiveCase, keyof CityCase> = {
  registerDueMs: null,
  verifyDueMs: null,
  closeDueMs: null,
  unit: null,
  alarmId: null,
  duplicateOf: null,
  reopenedCount: 0,
  returnedCount: 0,
  lateSteps: [],
};
