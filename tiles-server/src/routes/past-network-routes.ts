import type { NetworkAtAnswer } from '@undercroft/core/protocol/live/replay';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { sendEncoded } from '../send-encoded.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { tileNumber } from '../tile-number.ts';
import type { PastNetworks } from '../tiles/past-networks.ts';
import { momentQuery } from './moment-query.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const stateParams = sceneParams.extend({ revision: z.string().max(64) });
const tileParams = stateParams.extend({ z: tileNumber, x: tileNumber, y: tileNumber });

export const networkAtQuery = z.object({ at: momentQuery });

/** The network as it was: which state an instant had, and the 3D Tiles of a state. */
export function pastNetworkRoutes(
  scenes: SceneCatalogue,
  store: Store,
  networks: PastNetworks,
  wallClock: () => number,
): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.networkAt, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const { at } = parsed(networkAtQuery, request.query);
    const nowMs = wallClock();
    if (at > nowMs) {
      const told = (ms: number) => new Date(ms).toISOString();
      throw new ProblemError('bad-request', `at: wanted a time up to now, ${told(nowMs)}; got ${told(at)}.`);
    }
    const found = await store.tiles.networkAt(scene.id, at);
    response.json({ atMs: at, ...found } satisfies NetworkAtAnswer);
  });

  router.get(ROUTES.pastTileset, async (request, response) => {
    const { scene: id, revision } = parsed(stateParams, request.params);
    const scene = sceneOf(scenes, id);
    const body = await networks.document(scene, revision);
    if (body === null) throw unknownRevision(scene.id, revision);
    await sendEncoded(request, response, body);
  });

  router.get(ROUTES.pastTile, async (request, response) => {
    const { scene: id, revision, ...address } = parsed(tileParams, request.params);
    const scene = sceneOf(scenes, id);
    const body = await networks.tile(scene, revision, address);
    if (body === null) throw unknownRevision(scene.id, revision);
    if (body === 'noTile') {
      const { z: level, x, y } = address;
      throw new ProblemError('unknown-tile', `The tileset has no tile ${level}/${x}/${y}.`);
    }
    await sendEncoded(request, response, body);
  });

  return router;
}

function unknownRevision(scene: string, revision: string): ProblemError {
  return new ProblemError(
    'unknown-revision',
    `The network of the scene "${scene}" has no state "${revision}": it never had, or an import that it showed was undone. network-at tells which one an instant has.`,
  );
}
