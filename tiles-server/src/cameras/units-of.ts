import type { MapRow } from '@undercroft/core/map/map-layers';
import type { CityPoint } from '@undercroft/core/model/city-point';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { ByRevision } from '../tiles/by-revision.ts';
import type { Revisions } from '../tiles/revisions.ts';

/** The units of a scene's tables by their source id, read once a revision; none while nothing is published. */
export function unitsOf(
  store: Store,
  revisions: Revisions,
): (scene: Scene) => Promise<ReadonlyMap<string, MapRow<CityPoint>>> {
  const tables = new ByRevision(
    revisions,
    async (scene) => {
      const rows = await store.map.cityPoints(scene.id, ['unit']);
      return new Map(rows.map((row) => [row.value.sourceId, row]));
    },
    'whole',
  );
  return async (scene) => (await tables.of(scene))?.value ?? new Map();
}
