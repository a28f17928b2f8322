import { decodeVectorTile } from '@undercroft/core/vector-tile/decode';
import { expect, it } from 'vitest';
import { geojsonVtTiles, rowsAsGeojson } from './geojson-vt-tiles.ts';
import { mvtCity } from './mvt-rows.ts';
import { ourMvtTile } from './our-mvt-tiles.ts';

it('is compared over the same work: both put the same features into the tiles, but for those cut to less than a unit', () => {
  const city = mvtCity(2, 3);
  const theirs = geojsonVtTiles(rowsAsGeojson(city.rows), city);
  const ours = city.tiles.map((tile) => decodeVectorTile(ourMvtTile(tile)).layers[0]?.featureCount ?? 0);
  const features = ours.reduce((sum, count) => sum + count, 0);
  expect(features).toBeGreaterThan(3500);
  expect(Math.abs(theirs.features - features)).toBeLessThan(features / 100);
  expect(theirs.bytes).toBeGreaterThan(features * 10);
});
