import type { MapRow } from '@undercroft/core/map/map-layers';
import type { CityPoint } from '@undercroft/core/model/city-point';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { ByRevision } from '../tiles/by-revision.ts';
import type { Revisions } from '../tiles/revisions.ts';

/** A device that reports, as the city's table has it. */
export type DeviceRow = MapRow<CityPoint>;

/** The devices of every scene by their `sourceId`, read once a revision; none while nothing is published. */
export function sceneDevices(
  store: Pick<Store, 'map'>,
  revisions: Revisions,
): (scene: Scene) => Promise<ReadonlyMap<string, DeviceRow>> {
  const known = new ByRevision(
    revisions,
    async (scene): Promise<ReadonlyMap<string, DeviceRow>> => {
      const rows = await store.map.cityPoints(scene.id, ['sensor']);
      return new Map(rows.map((row) => [row.value.sourceId, row]));
    },
    'whole',
  );
  return async (scene) => (await known.of(scene))?.value ?? new Map();
}
