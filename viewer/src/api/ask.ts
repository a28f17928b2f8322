import { problemSchema } from '@undercroft/core/protocol/answers';
import { ApiError } from './api-error.ts';

/** What the protocol's schemas are to the clients. */
export interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const fetchNow: Fetch = (url, init) => fetch(url, init);

/** A good answer, its body not yet read. Fails with `ApiError`, or as aborted. */
export async function asked(url: string, init: RequestInit, fetchUrl: Fetch = fetchNow): Promise<Response> {
  const response = await answerOf(fetchUrl, url, init);
  if (response.ok) return response;
  throw refusal(response.status, await bodyOf(response, url, init), url);
}

/** A good answer, parsed. Fails with `ApiError`, or as aborted. */
export async function parsedAnswer<T>(
  schema: Schema<T>,
  url: string,
  init: RequestInit,
  fetchUrl: Fetch = fetchNow,
): Promise<T> {
  const response = await answerOf(fetchUrl, url, init);
  const body = await bodyOf(response, url, init);
  if (!response.ok) throw refusal(response.status, body, url);
  return understood(schema, body, url);
}

/** What came, as the schema wants it. Fails with `ApiError`. */
export function understood<T>(schema: Schema<T>, body: unknown, url: string): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  throw new ApiError('unreadable', `${url}: ${place === '' ? 'answer' : place}: ${issue?.message ?? 'not understood'}`);
}

async function answerOf(fetchUrl: Fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetchUrl(url, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiError('offline', `${url}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The JSON of an answer. */
export async function bodyOf(response: Response, url: string, init: RequestInit): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    // A proxy before a server that is down answers 502 to 504 with a page of its own.
    if (response.status >= 502) throw new ApiError('offline', `${url}: ${response.status}`);
    throw new ApiError('unreadable', `${url}: ${response.status}, not JSON`);
  }
}

/** What an answer that is no good one says. */
export function refusal(status: number, body: unknown, url: string): ApiError {
  const problem = problemSchema.safeParse(body);
  const words = problem.success ? problem.data.detail : `${url}: ${status}`;
  return new ApiError(status === 404 ? 'notFound' : 'refused', words, problem.success ? problem.data.code : null);
}
