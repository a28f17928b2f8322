import { type Scene, TOKEN_PLACE } from '@undercroft/core/protocol/scene';

/**
 * Imagery and terrain of other services as a browser gets them: `{token}` filled with the token, escaped. Without a token
 * it stays as it is, by which the browser knows that there is none and asks for nothing.
 */
export function externalSources(
  { imagery, externalTerrain }: Scene,
  token: string | null,
): Pick<Scene, 'imagery' | 'externalTerrain'> {
  const filled = (url: string): string =>
    token === null ? url : url.replaceAll(TOKEN_PLACE, () => encodeURIComponent(token));
  return {
    ...(imagery === undefined ? {} : { imagery: imagery.map((each) => ({ ...each, url: filled(each.url) })) }),
    ...(externalTerrain === undefined
      ? {}
      : { externalTerrain: { ...externalTerrain, url: filled(externalTerrain.url) } }),
  };
}
