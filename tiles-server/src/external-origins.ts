import type { Scene } from '@undercroft/core/protocol/scene';

/**
 * Origins (scheme, host, port) of the imagery, the terrain and the city models that scenes configure, each once and in order. A path on this
 * server has none.
 */
export function externalOrigins(scenes: readonly Scene[]): readonly string[] {
  const urls = scenes.flatMap(({ imagery, externalTerrain, externalTilesets }) => [
    ...(imagery ?? []).map(({ url }) => url),
    ...(externalTerrain === undefined ? [] : [externalTerrain.url]),
    ...(externalTilesets ?? []).flatMap(({ url }) => (url === undefined ? [] : [url])),
  ]);
  return originsOf(urls);
}

/** Origins of the gateways that scenes have their cameras' pictures from, each once and in order. */
export function streamOrigins(scenes: readonly Scene[]): readonly string[] {
  return originsOf(scenes.flatMap(({ live }) => (live?.cameraStreams === undefined ? [] : [live.cameraStreams.url])));
}

/** What stands between braces is filled in after the host, so that a template has the origin of its addresses. */
function originsOf(urls: readonly string[]): readonly string[] {
  const origins = urls.filter((url) => !url.startsWith('/')).map((url) => new URL(url).origin);
  return [...new Set(origins)].sort();
}
