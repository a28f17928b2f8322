import { CITY_POINT_KINDS, type CityPointKind } from '@undercroft/core/model/city-point';
import { LAYER_NAME } from '@undercroft/core/model/feature-id';

/** What can be switched off above the network; relief is the shading of the ground by its slopes. */
export const SCENE_LAYERS = ['map', 'labels', 'buildings', 'furniture', 'relief', 'grid'] as const;

/** A kind of city point, a layer of aerial pictures by its name, or a city model of others by its id. */
export type SceneLayer = (typeof SCENE_LAYERS)[number] | `points.${CityPointKind}` | Named;

type Named = `draped.${string}` | `model.${string}`;

const NAMED = ['draped', 'model'] as const;

/** Those of the names that are layers, each once and in one order, so that equal views have one address. */
export function sceneLayersAmong(names: readonly string[]): readonly SceneLayer[] {
  const known: readonly SceneLayer[] = [...SCENE_LAYERS, ...CITY_POINT_KINDS.map((kind) => `points.${kind}` as const)];
  return [...known.filter((layer) => names.includes(layer)), ...NAMED.flatMap((kind) => namedAmong(names, kind))];
}

function namedAmong(names: readonly string[], kind: (typeof NAMED)[number]): readonly Named[] {
  const start = `${kind}.`;
  const own = names.flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : []));
  return [...new Set(own)]
    .filter((name) => LAYER_NAME.test(name))
    .toSorted()
    .map((name): Named => `${kind}.${name}`);
}
