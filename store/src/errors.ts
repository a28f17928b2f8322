/** Codes a caller may branch on. One table in tiles-server maps them to HTTP statuses. */
export type StoreErrorCode =
  | 'store-locked'
  | 'store-unreachable'
  | 'store-too-new'
  | 'statement-failed'
  | 'result-swallowed'
  | 'layer-busy'
  | 'import-ended'
  | 'unknown-import'
  | 'draft-outdated'
  | 'draft-refused'
  | 'not-newest'
  | 'case-changed'
  | 'alarm-changed'
  | 'feature-changed'
  | 'draft-waiting'
  | 'postgis-missing';

/** A failure of the store: a code to branch on and a sentence that names the thing, what was wanted and what came. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
