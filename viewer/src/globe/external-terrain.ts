import { CesiumTerrainProvider } from '@cesium/engine';
import { type ExternalTerrain, TOKEN_PLACE } from '@undercroft/core/protocol/scene';
import { waitMs } from './back-off.ts';
import { type RetryContext, RetryingResource } from './retrying-resource.ts';

/**
 * Terrain of another service, once its description and its coarsest tiles have come; asked for until then, with
 * back-off. Later tiles repeat themselves, and the engine draws the coarser ones meanwhile. Resolves to `null` when it is
 * no longer wanted or the server has no key for the service.
 */
export async function externalTerrain(
  { url }: ExternalTerrain,
  context: RetryContext,
): Promise<CesiumTerrainProvider | null> {
  if (url.includes(TOKEN_PLACE)) return null;
  const key = `terrain ${url}`;
  for (;;) {
    if (!context.isWanted()) return null;
    try {
      const provider = await opened(url, context);
      context.failing.settled(key);
      return context.isWanted() ? provider : null;
    } catch {
      const wait = waitMs(context.failing.failed(key), Math.random());
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

async function opened(url: string, context: RetryContext): Promise<CesiumTerrainProvider> {
  const provider = await CesiumTerrainProvider.fromUrl(new RetryingResource({ url }, context));
  const columns = provider.tilingScheme.getNumberOfXTilesAtLevel(0);
  await Promise.all(Array.from({ length: columns }, (_, x) => Promise.resolve(provider.requestTileGeometry(x, 0, 0))));
  return provider;
}
