import { VectorTile } from '@mapbox/vector-tile';
import { routePath } from '@undercroft/core/protocol/routes';
import { importSample, sampleLink } from '@undercroft/store/testing/sample-features';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { liveScene } from '../testing/live-scene.ts';
import { jsonOf, servedApp } from '../testing/served-app.ts';

const LON = 119.6;
const LAT = 39.92;

function addressAt(zoom: number) {
  const latitude = (LAT * Math.PI) / 180;
  const x = Math.floor(((LON + 180) / 360) * 2 ** zoom);
  const y = Math.floor(((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * 2 ** zoom);
  return { z: zoom, x, y };
}

describeStores('links that are no conduits', (using) => {
  test('are a layer of the vector tiles from zoom 16 on: lines, and points where they have no length', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const nothing = { section: null, fromNode: null, toNode: null, status: 'inUse' as const };
    await importSample(store, scene, [
      sampleLink('pump', { ...nothing, kind: 'pump', path: Float64Array.of(LON, LAT, LON + 2e-4, LAT) }),
      sampleLink('orifice', { ...nothing, kind: 'orifice', path: Float64Array.of(LON, LAT, LON, LAT) }),
      sampleLink('pipe', { path: Float64Array.of(LON, LAT, LON, LAT + 1e-3), fromNode: null, toNode: null }),
    ]);
    const app = await servedApp([liveScene(scene)], store);
    const layersAt = async (zoom: number) => {
      const answer = await app.get(routePath('vectorTile', { scene, ...addressAt(zoom) }));
      expect(answer.status).toBe(200);
      return new VectorTile(new PbfReader(answer.bytes)).layers;
    };
    const { devices, utilities } = await layersAt(16);
    const found = Array.from({ length: devices?.length ?? 0 }, (_, i) => devices?.feature(i));
    // Of the specification: 1 is a point, 2 a line.
    const told = found.map((each) => `${each?.properties.id} ${each?.properties.kind} ${each?.type}`);
    expect(told.toSorted()).toEqual(['sewer.orifice orifice 1', 'sewer.pump pump 2']);
    expect(found[0]?.properties).toMatchObject({ utility: 'storm', status: 'inUse' });
    expect(utilities?.length).toBe(1);
    expect(Object.keys(await layersAt(15))).toEqual(['utilities']);
    const document = jsonOf(await app.get(routePath('vectorTiles', { scene })));
    expect(document).toMatchObject({
      vector_layers: expect.arrayContaining([expect.objectContaining({ id: 'devices', minzoom: 16 })]),
    });
    await app.close();
    expect(app.failures).toEqual([]);
  });
});
