/** Why a line, a path or a pipe could not be looked at. */
export const ANALYSIS_ERROR_CODES = ['line-without-length', 'unknown-feature', 'broken-path', 'not-finite'] as const;

export type AnalysisErrorCode = (typeof ANALYSIS_ERROR_CODES)[number];

/** What was asked cannot be answered at all. The message names the thing, what was wanted and what came. */
export class AnalysisError extends Error {
  readonly code: AnalysisErrorCode;

  constructor(code: AnalysisErrorCode, message: string) {
    super(message);
    this.name = 'AnalysisError';
    this.code = code;
  }
}
