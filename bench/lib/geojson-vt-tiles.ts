import type { FeatureCollection } from 'geojson';
import GeoJSONVT from 'geojson-vt';
import { fromGeojsonVt } from 'vt-pbf';
import { MVT_BENCH_LAYER, MVT_BENCH_ZOOM, type MvtCity, type MvtRow } from './mvt-rows.ts';

/** Rows as GeoJSON: the id of the row, and the eight attributes. */
export function rowsAsGeojson(rows: readonly MvtRow[]): FeatureCollection {
  const attributes = Object.entries(MVT_BENCH_LAYER.attributes);
  return {
    type: 'FeatureCollection',
    features: rows.map((row) => ({
      type: 'Feature',
      id: row.id,
      properties: Object.fromEntries(attributes.map(([key, read]) => [key, read(row)])),
      geometry: {
        type: 'LineString',
        coordinates: Array.from({ length: row.path.length / 2 }, (_, i) => [
          row.path[2 * i] ?? Number.NaN,
          row.path[2 * i + 1] ?? Number.NaN,
        ]),
      },
    })),
  };
}

/**
 * Makes every tile of a city by geojson-vt and vt-pbf out of GeoJSON that lies in memory. It is told to cut straight down
 * to the tiles' zoom, which is its fastest way to all of them, and to simplify there as we do (its 3 units of 4096 are our
 * 0.4 px of 512), for which it has to know of one zoom more. Gives the bytes it wrote and the features in them.
 */
export function geojsonVtTiles(
  source: FeatureCollection,
  { tiles }: MvtCity,
): { readonly bytes: number; readonly features: number } {
  const index = new GeoJSONVT(source, { maxZoom: MVT_BENCH_ZOOM + 1, indexMaxZoom: MVT_BENCH_ZOOM, indexMaxPoints: 0 });
  let bytes = 0;
  let features = 0;
  for (const { address } of tiles) {
    const tile = index.getTile(address.z, address.x, address.y);
    if (tile === null) throw new Error(`geojson-vt has no tile ${address.z}/${address.x}/${address.y}.`);
    bytes += fromGeojsonVt({ [MVT_BENCH_LAYER.name]: tile }, { version: 2, extent: 4096 }).length;
    features += tile.features.length;
  }
  return { bytes, features };
}
