import type { Problem } from '@undercroft/core/protocol/answers';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { isRefusal, REFUSAL_STATUS } from './refusal-status.ts';

/** Every code an answer may carry, with its HTTP status: the one table. */
export const PROBLEM_STATUS = {
  ...REFUSAL_STATUS,
  'bad-request': 400,
  'token-required': 401,
  'key-required': 401,
  'host-refused': 403,
  'origin-refused': 403,
  'not-found': 404,
  'unknown-scene': 404,
  'unknown-feature': 404,
  'unknown-tile': 404,
  'unknown-revision': 404,
  'unknown-import': 404,
  'unknown-upload': 404,
  'unknown-profile': 404,
  'unknown-source': 404,
  'unknown-alarm': 404,
  'unknown-case': 404,
  'unknown-photo': 404,
  'layer-busy': 409,
  'import-ended': 409,
  'draft-outdated': 409,
  'not-newest': 409,
  'alarm-not-open': 409,
  'alarm-active': 409,
  'case-changed': 409,
  'feature-changed': 409,
  'draft-waiting': 409,
  'case-not-there': 409,
  'unknown-category': 422,
  'no-department': 422,
  'same-case': 422,
  'too-many-photos': 422,
  'photo-refused': 422,
  'draft-refused': 422,
  'import-refused': 422,
  'too-many-features': 422,
  'nothing-then': 422,
  'only-now': 422,
  'without-place': 422,
  'event-refused': 422,
  'body-too-large': 413,
  'upload-too-large': 413,
  'photo-too-large': 413,
  'external-file-too-large': 413,
  'json-wanted': 415,
  'bytes-wanted': 415,
  'range-refused': 416,
  'rate-limited': 429,
  'server-failed': 500,
  'store-unavailable': 503,
  'scene-not-imported': 503,
  'rules-unusable': 503,
  'scene-changing': 503,
  'too-busy': 503,
  'not-live': 503,
  'disk-full': 507,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** An error that knows how it is to be answered. */
export class ProblemError extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'ProblemError';
    this.code = code;
  }
}

/** Why work for a request is given up: nobody waits for its answer any more. */
export class CallerGone extends Error {
  constructor() {
    super('the caller hung up');
    this.name = 'CallerGone';
  }
}

/** Answers with RFC 9457 problem details. */
export function sendProblem(response: Response, code: ProblemCode, detail: string): void {
  const status = PROBLEM_STATUS[code];
  const problem: Problem = { type: 'about:blank', title: TITLES[status], status, detail, code };
  if (status === 503) response.set('Retry-After', '2');
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** Codes of imports and of the store that are answered under their own name. */
const OWN_CODES: readonly ProblemCode[] = [
  'unknown-import',
  'unknown-upload',
  'unknown-profile',
  'layer-busy',
  'import-ended',
  'draft-outdated',
  'not-newest',
  'case-changed',
  'feature-changed',
  'draft-waiting',
  'draft-refused',
  'upload-too-large',
  'disk-full',
];

/** Errors of analyses and edits: their sentences are meant for whoever asked. */
const CORE_ERRORS: readonly string[] = ['NetworkError', 'AnalysisError', 'EditError'];

const TITLES: Readonly<Record<(typeof PROBLEM_STATUS)[ProblemCode], string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Refused',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Wrong content type',
  416: 'No such range',
  422: 'Not accepted',
  429: 'Too many events',
  500: 'The server failed',
  503: 'Not available now',
  507: 'No room left',
};

/**
 * The last handler: turns whatever was thrown into a problem. What a stranger may not see (a stack, a statement) goes to
 * `report` only.
 */
export function problemHandler(report: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (error instanceof CallerGone || isBrokenOff(error, request)) return;
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof ProblemError) {
      sendProblem(response, error.code, error.message);
      return;
    }
    const refusal = refusalOf(error);
    if (refusal !== null) {
      // Said to the caller as any refusal, but the fault is the program's.
      if (error instanceof Error && 'code' in error && error.code === 'parser-crashed') report(error);
      sendProblem(response, refusal.code, refusal.detail);
      return;
    }
    const status = statusOf(error);
    if (status === 413) {
      sendProblem(response, 'body-too-large', 'The request body is larger than this address takes.');
      return;
    }
    if (status !== null && status >= 400 && status < 500) {
      sendProblem(response, 'bad-request', 'The request could not be read: check its address and its JSON.');
      return;
    }
    report(error);
    if (isStoreFailure(error)) {
      sendProblem(response, 'store-unavailable', 'The database did not answer. Try again in a moment.');
      return;
    }
    sendProblem(response, 'server-failed', 'Something went wrong in the server; its log says what.');
  };
}

/** The body ended before it was whole, and with it the connection. */
function isBrokenOff(error: unknown, request: Request): boolean {
  return request.destroyed && error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

/** Body parser and router errors carry a status of their own. */
function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  return typeof error.status === 'number' ? error.status : null;
}

/** What a person did that cannot be done: said in the words of the import or the store, which hold no secrets. */
function refusalOf(error: unknown): { readonly code: ProblemCode; readonly detail: string } | null {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return null;
  if (isRefusal(error.code) && CORE_ERRORS.includes(error.name)) return { code: error.code, detail: error.message };
  const code = OWN_CODES.find((each) => each === error.code);
  if (error.name === 'ImportError') return { code: code ?? 'import-refused', detail: error.message };
  if (error.name === 'StoreError' && code !== undefined) return { code, detail: error.message };
  return null;
}

function isStoreFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreError';
}
