import { routePath } from '@undercroft/core/protocol/routes';
import type { LayerJson } from '@undercroft/core/terrain/layer-json';
import type { TerrainAddress } from '@undercroft/core/terrain/terrain-tiling';
import { waitMs } from './back-off.ts';
import type { FailingRequests } from './failing-requests.ts';
import { RetryingResource } from './retrying-resource.ts';

/** What is asked for: which scene's terrain, and for how long. */
interface LayerRequest {
  readonly sceneId: string;
  readonly failing: FailingRequests;
  readonly isWanted: () => boolean;
}

/** The document of a scene's terrain; asked for until it comes and reads as one. */
export async function terrainLayer({ sceneId, failing, isWanted }: LayerRequest): Promise<LayerJson> {
  const url = routePath('terrainLayer', { scene: sceneId });
  const key = `document ${url}`;
  for (;;) {
    const answer: unknown = await new RetryingResource({ url }, { failing, isWanted }).fetchJson();
    if (isLayerJson(answer)) {
      failing.settled(key);
      return answer;
    }
    const wait = waitMs(failing.failed(key), Math.random());
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (!isWanted()) throw new Error(`${url} is no longer wanted.`);
  }
}

/** Whether the server has a tile. */
export function hasTile({ available }: Pick<LayerJson, 'available'>, { level, x, y }: TerrainAddress): boolean {
  const ranges = available[level] ?? [];
  return ranges.some(({ startX, startY, endX, endY }) => x >= startX && x <= endX && y >= startY && y <= endY);
}

function isLayerJson(value: unknown): value is LayerJson {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'available' in value && Array.isArray(value.available) && 'version' in value && typeof value.version === 'string'
  );
}
