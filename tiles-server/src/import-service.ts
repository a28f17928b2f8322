import type { Issue } from '@undercroft/core/model/issue';
import type {
  DraftProgress,
  DraftRequest,
  Inspection,
  InspectRequest,
  Profiles,
  Upload,
} from '@undercroft/core/protocol/data-page';
import type { ImportProgress, ImportRecord } from '@undercroft/core/protocol/import-answers';
import type { Profile } from '@undercroft/core/protocol/profile';

/** Why an import was not accepted: a code to branch on and a sentence for a person. */
export interface ImportFailure {
  readonly code: string;
  readonly message: string;
}

/** Endings of a report that can be downloaded. */
export const REPORT_ENDINGS = ['csv', 'xlsx'] as const;

export type ReportEnding = (typeof REPORT_ENDINGS)[number];

/** Languages a report can be had in. */
export const REPORT_LANGUAGES = ['en', 'zh'] as const;

export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

/** A report as a file: what an import found, row by row. */
export interface ReportFile {
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Imports reach the server as a service handed in: the server never sees how files are read. What is refused is thrown
 * as an error named `ImportError` with a code and a sentence, unless a method says otherwise.
 */
export interface ImportService {
  /** Imports every source of a scene, telling how it goes. Resolves to the failure, or null when all was accepted. */
  importScene(
    scene: string,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportFailure | null>;
  /** Keeps a body under a made-up name for a day. `name` is a label. Nothing is kept of a body that breaks off. */
  upload(
    scene: string,
    what: { readonly name: string; readonly head: boolean },
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Upload>;
  /** Looks at uploads and proposes what they are. */
  inspect(scene: string, request: InspectRequest, signal: AbortSignal): Promise<Inspection>;
  /** Loads uploads as a draft, telling how it goes. Resolves to the failure, or null when the draft is held. */
  draft(
    scene: string,
    request: DraftRequest,
    onProgress: (progress: DraftProgress) => void,
    signal: AbortSignal,
  ): Promise<ImportFailure | null>;
  profiles(scene: string): Promise<Profiles>;
  /** Keeps a profile for the scene. */
  saveProfile(scene: string, profile: Profile): Promise<void>;
  /** The report on an import as a file for surveyors. */
  reportFile(
    record: ImportRecord,
    issues: AsyncIterable<readonly Issue[]>,
    ending: ReportEnding,
    language: ReportLanguage,
  ): ReportFile;
}
