import {
  type Feature,
  type FeaturesIn,
  featureSchema,
  featuresInSchema,
  type Ground,
  groundSchema,
  type PublicScene,
  publicSceneSchema,
  type Scenes,
  type SearchAnswer,
  type Summary,
  scenesSchema,
  searchSchema,
  summarySchema,
} from '@undercroft/core/protocol/answers';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { type Fetch, parsedAnswer, type Schema } from './ask.ts';

/** Asks the server; every answer is parsed before anybody sees it. Fails with `ApiError`, or as aborted. */
export interface ApiClient {
  scenes(signal?: AbortSignal): Promise<Scenes>;
  scene(scene: string, signal?: AbortSignal): Promise<PublicScene>;
  summary(scene: string, signal?: AbortSignal): Promise<Summary>;
  ground(scene: string, signal?: AbortSignal): Promise<Ground>;
  /** As it is, or as it was in the data of an instant, ISO 8601. */
  feature(scene: string, id: string, signal?: AbortSignal, asOf?: string | null): Promise<Feature>;
  /** All links and nodes in a rectangle, west, south, east, north in degrees; fails rather than answer a part. */
  featuresIn(scene: string, bbox: FeaturesIn['bbox'], signal?: AbortSignal): Promise<FeaturesIn>;
  /** Features whose id or source id contains `query`, at most `limit`. */
  search(scene: string, query: string, limit: number, signal?: AbortSignal): Promise<SearchAnswer>;
}

export function apiClient(fetchUrl?: Fetch): ApiClient {
  const get = <T>(schema: Schema<T>, url: string, signal: AbortSignal | undefined): Promise<T> =>
    parsedAnswer(schema, url, { signal: signal ?? null }, fetchUrl);
  const path = (route: RouteName, values: Readonly<Record<string, string>>) => routePath(route, values);
  return {
    scenes: (signal) => get(scenesSchema, path('scenes', {}), signal),
    scene: (scene, signal) => get(publicSceneSchema, path('scene', { scene }), signal),
    summary: (scene, signal) => get(summarySchema, path('summary', { scene }), signal),
    ground: (scene, signal) => get(groundSchema, path('ground', { scene }), signal),
    feature(scene, id, signal, asOf = null) {
      const url = path('feature', { scene, id });
      return get(featureSchema, asOf === null ? url : `${url}?${new URLSearchParams({ asOf })}`, signal);
    },
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
