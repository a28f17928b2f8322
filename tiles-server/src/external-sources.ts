import type { PublicScene } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { type ExternalTileset, type Scene, TOKEN_PLACE } from '@undercroft/core/protocol/scene';

/**
 * Imagery, terrain and city models of others as a browser gets them: `{token}` filled with the token, escaped. Without a
 * token it stays as it is, by which the browser knows that there is none and asks for nothing. A city model in a folder has
 * its address on this server.
 */
export function externalSources(
  { id, imagery, externalTerrain, externalTilesets }: Scene,
  token: string | null,
): Pick<PublicScene, 'imagery' | 'externalTerrain' | 'externalTilesets'> {
  const filled = (url: string): string =>
    token === null ? url : url.replaceAll(TOKEN_PLACE, () => encodeURIComponent(token));
  return {
    ...(imagery === undefined ? {} : { imagery: imagery.map((each) => ({ ...each, url: filled(each.url) })) }),
    ...(externalTerrain === undefined
      ? {}
      : { externalTerrain: { ...externalTerrain, url: filled(externalTerrain.url) } }),
    ...(externalTilesets === undefined
      ? {}
      : { externalTilesets: externalTilesets.map((each) => publicTileset(id, each, filled)) }),
  };
}

function publicTileset(
  scene: string,
  { url, folder: _folder, file, ...shown }: ExternalTileset,
  filled: (url: string) => string,
): NonNullable<PublicScene['externalTilesets']>[number] {
  const own = () => routePath('externalFile', { scene, tileset: shown.id, path: file });
  return { ...shown, url: url === undefined ? own() : filled(url), isLocal: url === undefined };
}
