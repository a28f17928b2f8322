/**
 * Why an answer did not come. `offline`: nobody answered; `refused`: the server answered that it cannot, in its own
 * words; `unreadable`: it answered something this page does not understand.
 */
export type ApiFailure = 'offline' | 'refused' | 'unreadable' | 'notFound';

export class ApiError extends Error {
  readonly failure: ApiFailure;
  /** What the server calls the problem: `damaged-file`; `null` where it gave no name. */
  readonly code: string | null;

  constructor(failure: ApiFailure, message: string, code: string | null = null) {
    super(message);
    this.name = 'ApiError';
    this.failure = failure;
    this.code = code;
  }
}

/** Any thrown value as an `ApiError`, so that a person is told something in every case. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError('unreadable', thrown instanceof Error ? thrown.message : String(thrown));
}
