import type { Scene } from '@undercroft/core/protocol/scene';
import type { ImageryLayer, Store } from '@undercroft/store/store';
import { CLEAR_PNG } from '../tiles/clear-png.ts';
import { encodedJson } from '../tiles/encoded.ts';
import type { ExportPart } from './export-part.ts';
import { tileCount, tileRectangle } from './tile-rectangle.ts';

/** Pictures are kept as they were imported: their bytes change with the rows alone. */
const IMAGERY_VERSION = '1';

/** The pictures of one draped layer, with a TileJSON; where the layer has nothing, a clear picture as it is served. */
export function imageryPart(scene: Scene, { layer, extent }: ImageryLayer, store: Store): ExportPart {
  const { bbox, minZoom, maxZoom } = extent;
  const folder = `imagery/${layer}`;
  return {
    name: layer,
    version: IMAGERY_VERSION,
    count: tileCount(bbox, minZoom, maxZoom) + 1,
    async *steps() {
      for (let zoom = minZoom; zoom <= maxZoom; zoom++) {
        const { fromX, fromY, toX, toY } = tileRectangle(bbox, zoom);
        for (let x = fromX; x <= toX; x++) {
          for (let y = fromY; y <= toY; y++) {
            const make = async () => ({
              plain: (await store.imagery.tile(scene.id, layer, { zoom, x, y })) ?? CLEAR_PNG,
            });
            yield { kind: 'file', path: `${folder}/${zoom}/${x}/${y}.png`, make };
          }
        }
      }
      const document = {
        tilejson: '3.0.0',
        name: layer,
        scheme: 'xyz',
        tiles: ['{z}/{x}/{y}.png'],
        minzoom: minZoom,
        maxzoom: maxZoom,
        bounds: bbox,
      };
      yield { kind: 'file', path: `${folder}/tiles.json`, make: () => encodedJson(document) };
    },
  };
}
