import type { NearLink, NearNode } from '@undercroft/core/analysis/near-rows';
import { type DigRows, digRows } from '@undercroft/core/dig/dig-rows';
import { type LocalProjection, localProjection } from '@undercroft/core/geodesy/local-projection';
import type { Store } from '@undercroft/store/store';

/** Every conduit and shaft of a scene in memory, in one plane. */
export interface HeldCity {
  readonly projection: LocalProjection;
  readonly rows: DigRows;
  /** What the rows' table is made of, in its order. */
  readonly links: readonly NearLink[];
}

/** Side of the rectangles that it is read by, degrees (about 1 km). */
const STEP_DEG = 0.01;

/** Reads a scene whole, rectangle by rectangle. */
export async function heldCity(store: Store, scene: string): Promise<HeldCity> {
  const { bbox } = await store.features.summary(scene);
  if (bbox === null) throw new RangeError(`The scene ${scene} holds nothing.`);
  const [west, south, east, north] = bbox;
  const links = new Map<string, NearLink>();
  const nodes = new Map<string, NearNode>();
  for (let lon = west; lon <= east; lon += STEP_DEG) {
    for (let lat = south; lat <= north; lat += STEP_DEG) {
      const near = await store.analysis.near(scene, [lon, lat, lon + STEP_DEG, lat + STEP_DEG]);
      for (const link of near?.links ?? []) links.set(link.facts.id, link);
      for (const node of near?.nodes ?? []) nodes.set(node.id, node);
    }
  }
  const projection = localProjection([(west + east) / 2, (south + north) / 2]);
  const placed = [...links.values()].map(({ facts, path }) => ({ ...facts, path }));
  return { projection, rows: digRows(placed, [...nodes.values()], projection), links: [...links.values()] };
}
