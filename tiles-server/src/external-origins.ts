import type { Scene } from '@undercroft/core/protocol/scene';

/**
 * Origins (scheme, host, port) of the imagery and terrain that scenes configure, each once and in order. A path on this
 * server has none.
 */
export function externalOrigins(scenes: readonly Scene[]): readonly string[] {
  const urls = scenes.flatMap(({ imagery, externalTerrain }) => [
    ...(imagery ?? []).map(({ url }) => url),
    ...(externalTerrain === undefined ? [] : [externalTerrain.url]),
  ]);
  const origins = urls.filter((url) => !url.startsWith('/')).map((url) => new URL(url).origin);
  return [...new Set(origins)].sort();
}
