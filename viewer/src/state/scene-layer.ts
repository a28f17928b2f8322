import { CITY_POINT_KINDS, type CityPointKind } from '@undercroft/core/model/city-point';
import { LAYER_NAME } from '@undercroft/core/model/feature-id';

/** What can be switched off above the network; relief is the shading of the ground by its slopes. */
export const SCENE_LAYERS = ['map', 'labels', 'buildings', 'furniture', 'relief', 'grid'] as const;

/** A kind of city point, or a layer of aerial pictures by its name. */
export type SceneLayer = (typeof SCENE_LAYERS)[number] | `points.${CityPointKind}` | `draped.${string}`;

const DRAPED = 'draped.';

/** Those of the names that are layers, each once and in one order, so that equal views have one address. */
export function sceneLayersAmong(names: readonly string[]): readonly SceneLayer[] {
  const known: readonly SceneLayer[] = [...SCENE_LAYERS, ...CITY_POINT_KINDS.map((kind) => `points.${kind}` as const)];
  const draped = names.filter((name) => name.startsWith(DRAPED) && LAYER_NAME.test(name.slice(DRAPED.length)));
  return [
    ...known.filter((layer) => names.includes(layer)),
    ...[...new Set(draped)].toSorted().map((name): SceneLayer => `draped.${name.slice(DRAPED.length)}`),
  ];
}
