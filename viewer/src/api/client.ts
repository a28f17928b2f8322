import {
  type Feature,
  type FeaturesIn,
  featureSchema,
  featuresInSchema,
  type Ground,
  groundSchema,
  type PublicScene,
  problemSchema,
  publicSceneSchema,
  type Scenes,
  type SearchAnswer,
  type Summary,
  scenesSchema,
  searchSchema,
  summarySchema,
} from '@undercroft/core/protocol/answers';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { ApiError } from './api-error.ts';

/** Asks the server; every answer is parsed before anybody sees it. Fails with `ApiError`, or as aborted. */
export interface ApiClient {
  scenes(signal?: AbortSignal): Promise<Scenes>;
  scene(scene: string, signal?: AbortSignal): Promise<PublicScene>;
  summary(scene: string, signal?: AbortSignal): Promise<Summary>;
  ground(scene: string, signal?: AbortSignal): Promise<Ground>;
  feature(scene: string, id: string, signal?: AbortSignal): Promise<Feature>;
  /** All links and nodes in a rectangle, west, south, east, north in degrees; fails rather than answer a part. */
  featuresIn(scene: string, bbox: FeaturesIn['bbox'], signal?: AbortSignal): Promise<FeaturesIn>;
  /** Features whose id or source id contains `query`, at most `limit`. */
  search(scene: string, query: string, limit: number, signal?: AbortSignal): Promise<SearchAnswer>;
}

/** What the protocol's schemas are to this file. */
interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

export type Fetch = (url: string, init: { readonly signal: AbortSignal | null }) => Promise<Response>;

export function apiClient(fetchUrl: Fetch = (url, init) => fetch(url, init)): ApiClient {
  const get = async <T>(schema: Schema<T>, url: string, signal: AbortSignal | undefined): Promise<T> => {
    const response = await answerOf(fetchUrl, url, signal);
    const body = await bodyOf(response, url, signal);
    if (!response.ok) throw refusal(response.status, body, url);
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join('.') ?? '';
    throw new ApiError(
      'unreadable',
      `${url}: ${place === '' ? 'answer' : place}: ${issue?.message ?? 'not understood'}`,
    );
  };
  const path = (route: RouteName, values: Readonly<Record<string, string>>) => routePath(route, values);
  return {
    scenes: (signal) => get(scenesSchema, path('scenes', {}), signal),
    scene: (scene, signal) => get(publicSceneSchema, path('scene', { scene }), signal),
    summary: (scene, signal) => get(summarySchema, path('summary', { scene }), signal),
    ground: (scene, signal) => get(groundSchema, path('ground', { scene }), signal),
    feature: (scene, id, signal) => get(featureSchema, path('feature', { scene, id }), signal),
    featuresIn: (scene, bbox, signal) =>
      get(
        featuresInSchema,
        `${path('featuresIn', { scene })}?${new URLSearchParams({ bbox: bbox.join(',') })}`,
        signal,
      ),
    search: (scene, query, limit, signal) =>
      get(
        searchSchema,
        `${path('features', { scene })}?${new URLSearchParams({ q: query, limit: String(limit) })}`,
        signal,
      ),
  };
}

async function answerOf(fetchUrl: Fetch, url: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetchUrl(url, { signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ApiError('offline', `${url}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function bodyOf(response: Response, url: string, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted === true) throw error;
    // A proxy before a server that is down answers 502 to 504 with a page of its own.
    if (response.status >= 502) throw new ApiError('offline', `${url}: ${response.status}`);
    throw new ApiError('unreadable', `${url}: ${response.status}, not JSON`);
  }
}

function refusal(status: number, body: unknown, url: string): ApiError {
  const problem = problemSchema.safeParse(body);
  const words = problem.success ? problem.data.detail : `${url}: ${status}`;
  return new ApiError(status === 404 ? 'notFound' : 'refused', words);
}
