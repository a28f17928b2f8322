import type { CaseRules } from '@undercroft/core/cases/case-rules';
import type {
  CaseDuplicates,
  CaseList,
  CasePhoto,
  CaseRecordAnswer,
  CaseReport,
  CaseStepRequest,
  CaseSuggestion,
} from '@undercroft/core/protocol/live/case-records';
import type { CaseRuleSet } from '@undercroft/core/protocol/live/case-rule';
import type { Scene } from '@undercroft/core/protocol/scene';

/** Rules of cases of a scene: its city's own above those of the program. Rejects when the city's cannot be used. */
export type SceneCaseRules = (scene: Scene) => Promise<CaseRuleSet>;

/** Which open cases are asked for; what is absent sets no limit. */
export interface OpenCaseQuery {
  readonly stage?: string | undefined;
  readonly department?: string | undefined;
  readonly unit?: string | undefined;
  /** First digits of the code of the cell. */
  readonly cells?: string | undefined;
  readonly category?: string | undefined;
  /** Only those whose next step is overdue. */
  readonly isLate?: boolean | undefined;
  readonly limit: number;
}

/** Cases under way of every scene: the one place that changes them. Errors are `ProblemError`s with a sentence. */
export interface CaseDesk {
  /** A new case with a tracking number. Of an alarm there is one case: asked again, it is that one. */
  report(scene: Scene, report: CaseReport, alarmId?: string): Promise<CaseRecordAnswer>;
  /** Takes a step; `case-changed` when another desk was first. */
  act(scene: Scene, caseId: string, request: CaseStepRequest): Promise<CaseRecordAnswer>;
  find(scene: Scene, caseId: string): Promise<CaseRecordAnswer>;
  open(scene: Scene, query: OpenCaseQuery): Promise<CaseList>;
  suggest(scene: Scene, caseId: string, most: number): Promise<CaseSuggestion>;
  duplicates(scene: Scene, most: number): Promise<CaseDuplicates>;
  /** Keeps a photograph that stands in the body; by its bytes JPEG, PNG or WebP. */
  addPhoto(scene: Scene, caseId: string, by: string, body: AsyncIterable<Uint8Array>): Promise<CasePhoto>;
  /** Path of the file and what it is. */
  photo(scene: Scene, caseId: string, photo: string): Promise<{ readonly path: string; readonly about: CasePhoto }>;
  rules(scene: Scene): Promise<CaseRules>;
  close(): Promise<void>;
}
