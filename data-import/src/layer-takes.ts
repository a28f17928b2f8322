import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import type { Store } from '@undercroft/store/store';
import { ImportError } from './import-error.ts';
import type { RasterUse } from './rasters/raster-formats.ts';

/** What a layer shows. */
export type LayerKind = RasterUse | 'features';

const WORDS: Readonly<Record<LayerKind, string>> = {
  features: 'features',
  elevation: 'an elevation model',
  picture: 'a picture',
};

/** Where something is to be brought. */
export interface LayerPlace {
  readonly store: Store;
  readonly scene: string;
  readonly layer: string;
  /** The layer of the elevation model that the scene file names; `null` where it names none. */
  readonly ownElevation: string | null;
}

/**
 * Refuses (`layer-taken`) what would silently put something else out of sight: one kind of thing over another kind in a
 * layer of the same name, and an elevation model beside the one that the scene shows, of which only one is ever drawn.
 * One under the name of the shown one takes its place, and undo brings that back; one that the scene file names is
 * changed there, since the next start would bring it back.
 */
export async function assertLayerTakes(kind: LayerKind, place: LayerPlace): Promise<void> {
  const { store, scene, layer, ownElevation } = place;
  const current = await store.imports.current(scene, layer);
  const shown = current?.report == null ? kind : kindOf(current.report);
  if (shown !== kind) {
    throw taken(`Layer "${layer}" shows ${WORDS[shown]}, not ${WORDS[kind]}: choose another name for the layer.`);
  }
  if (kind !== 'elevation') return;
  if (ownElevation !== null) {
    throw taken(
      `The elevation model of this scene is layer "${ownElevation}" of its scene file (scenes/${scene}/scene.json): name the new file there. A second one beside it would leave open which of them is drawn.`,
    );
  }
  const elevation = await store.terrain.elevation(scene);
  if (elevation === null || elevation.layer === layer) return;
  throw taken(
    `The scene shows the elevation model of layer "${elevation.layer}" already: bring the new one as layer "${elevation.layer}", which takes its place, or undo that import first.`,
  );
}

function kindOf({ terrain, imagery }: ImportReport): LayerKind {
  if (terrain !== undefined) return 'elevation';
  return imagery === undefined ? 'features' : 'picture';
}

function taken(message: string): ImportError {
  return new ImportError('layer-taken', message);
}
