import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import type { TileServices } from '../tiles/tile-services.ts';
import { ExportError, emptyLayer } from './export-error.ts';
import type { ExportPart } from './export-part.ts';
import { imageryPart } from './imagery-part.ts';
import { isWithoutRows } from './layer-rows.ts';
import { terrainPart } from './terrain-part.ts';
import { rootTilesetPart, tilesetParts } from './tileset-parts.ts';
import { MAP_PART, type VectorPartOptions, vectorPart } from './vector-part.ts';

/** What is wanted of a scene. */
export interface PartsWanted extends Pick<VectorPartOptions, 'maxZoom' | 'baseUrl'> {
  /** A part, or a layer of the vector tiles; everything the container takes when null. */
  readonly layer: string | null;
  /** A folder takes everything, 3TZ 3D Tiles alone, PMTiles one part that is no tileset. */
  readonly container: 'folder' | '3tz' | 'pmtiles';
}

/**
 * The parts of a scene that are wanted and are there.
 *
 * @throws ExportError `unknown-part` for a layer that the scene does not have or the container does not take,
 * `nothing-to-export`, also for a layer that has no rows where a tile at least is wanted.
 */
export async function exportParts(
  scene: Scene,
  store: Store,
  services: TileServices,
  wanted: PartsWanted,
): Promise<readonly ExportPart[]> {
  const { container } = wanted;
  const layer = wanted.layer ?? (container === 'pmtiles' ? MAP_PART : null);
  const names = services.tiles.names.filter((name) => name === layer || !services.tiles.isAside(name));
  const tilesets = container === 'pmtiles' ? [] : await tilesetParts(scene, services.tiles, names);
  const others = container === '3tz' ? [] : await otherParts(scene, store, services, wanted);
  const all = [...tilesets, ...others];
  const found = layer === null ? all : all.filter(({ name }) => name === layer);
  if (found.length > 0) {
    const chosen = tilesets.filter((part) => found.includes(part));
    return chosen.length === 0 ? found : [...found, rootTilesetPart(chosen)];
  }
  if (wanted.layer === null) {
    throw new ExportError('nothing-to-export', `${WORDS[container]} finds nothing to hold in the scene "${scene.id}".`);
  }
  const { vectorTiles } = services;
  const only = container === '3tz' ? null : await vectorPart(scene, { ...wanted, store, vectorTiles });
  if (only !== null) {
    if (container === 'pmtiles' && (await isWithoutRows(store, scene.id, wanted.layer))) throw emptyLayer(wanted.layer);
    return [only];
  }
  const known = all.map(({ name }) => name).join(', ') || 'nothing';
  const orLayer = container === '3tz' ? '' : ', or a layer of the vector tiles';
  throw new ExportError(
    'unknown-part',
    `${WORDS[container]} cannot hold "${wanted.layer}" of the scene "${scene.id}"; it can hold: ${known}${orLayer}.`,
  );
}

const WORDS: Readonly<Record<PartsWanted['container'], string>> = {
  folder: 'A folder',
  '3tz': 'A 3TZ archive',
  pmtiles: 'A PMTiles archive',
};

async function otherParts(
  scene: Scene,
  store: Store,
  { vectorTiles, terrain }: TileServices,
  wanted: PartsWanted,
): Promise<readonly ExportPart[]> {
  const map = await vectorPart(scene, { ...wanted, store, vectorTiles, layer: null });
  const ground = await terrainPart(scene, terrain);
  const pictures = (await store.imagery.layers(scene.id)).map((each) => imageryPart(scene, each, store));
  return [map, ground, ...pictures].filter((part) => part !== null);
}
