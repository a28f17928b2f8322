import { caseRemarks } from '@undercroft/core/cases/case-remarks';
import type { CaseRules } from '@undercroft/core/cases/case-rules';
import { caseStage } from '@undercroft/core/cases/case-stage';
import { nextActions } from '@undercroft/core/cases/next-actions';
import { nextDue } from '@undercroft/core/cases/next-due';
import type { LiveCase } from '@undercroft/core/live/live-case';
import type {
  CaseDuplicate,
  CaseListed,
  CasePhoto,
  CaseRecordAnswer,
} from '@undercroft/core/protocol/live/case-records';
import type { LiveCaseAnswer } from '@undercroft/core/protocol/live/live-messages';
import type { KeptAction, StoredCase } from '@undercroft/store/live-store';

/** A case with all that is kept of it. */
export interface KnownCase extends StoredCase {
  readonly actions: readonly KeptAction[];
  readonly photos: readonly CasePhoto[];
}

/** What goes out of a case: without the record of its source, which stays here. */
export function listedCase({ case: value, version }: StoredCase): CaseListed {
  return { case: saidCase(value), version, stage: caseStage(value), nextDue: nextDue(value) };
}

export function caseAnswer(
  known: KnownCase,
  duplicates: readonly CaseDuplicate[],
  rules: CaseRules,
  serverTimeMs: number,
): CaseRecordAnswer {
  return {
    ...listedCase(known),
    serverTimeMs,
    nextActions: [...nextActions(known.case)],
    history: known.actions.map((action) => ({ ...action })),
    photos: [...known.photos],
    duplicates: [...duplicates],
    remarks: [...caseRemarks(known.case, rules)],
  };
}

function saidCase({ raw: _raw, position, lateSteps, ...value }: LiveCase): LiveCaseAnswer {
  return { ...value, position: [...position], lateSteps: [...lateSteps] };
}
