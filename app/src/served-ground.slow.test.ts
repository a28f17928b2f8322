import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { districtBuildings } from '@undercroft/core/demo-city/buildings/district-buildings';
import { demoElevation } from '@undercroft/core/demo-city/place/demo-elevation';
import { demoSite } from '@undercroft/core/demo-city/place/demo-sites';
import { districtPlan } from '@undercroft/core/demo-city/plan/district-plan-of';
import { groundSchema } from '@undercroft/core/protocol/answers';
import { type ImportProgress, importsSchema } from '@undercroft/core/protocol/import-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import { decodeQuantizedMesh } from '@undercroft/core/terrain/decode-quantized-mesh';
import type { LayerJson } from '@undercroft/core/terrain/layer-json';
import { heightOnMesh } from '@undercroft/core/terrain/mesh-height';
import { QUANTIZED_MAX, type QuantizedMesh } from '@undercroft/core/terrain/quantized-mesh';
import { tileAt, tileRectangle } from '@undercroft/core/terrain/terrain-tiling';
import type { Store } from '@undercroft/store/store';
import { jsonOf, type ServedApp, servedApp } from '@undercroft/tiles-server/testing/served-app';
import { expect, it } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { importService } from './import-service.ts';
import { ROOT } from './root.ts';
import { readScenes, sceneOf } from './scene-folder.ts';

const DATA = process.env.UNDERCROFT_DATA ?? '';
const isThere = DATA !== '' && existsSync(join(DATA, 'bellinge', 'dem.tif'));

/** The seed of the shipped scene. */
const SEED = 1;

async function shippedScene(id: string): Promise<Scene> {
  return sceneOf(await readScenes([join(ROOT, 'scenes')]), id);
}

/** Imports a shipped scene as the program does; resolves to what it told of each layer. */
async function imported(store: Store, scene: Scene, dataFolder: string) {
  const events: ImportProgress[] = [];
  await importService(store, { dataFolder, home: dataFolder })(
    scene,
    (event) => events.push(event),
    new AbortController().signal,
  );
  return events.flatMap((event) => (event.event === 'layer' ? [event] : []));
}

/** Levels of the served ground at each cover: the finest tile over it, linear in the triangle, as a viewer draws it. */
async function drawnAt(app: ServedApp, scene: Scene, covers: Float64Array): Promise<Float64Array> {
  const layer = jsonOf(await app.get(routePath('terrainLayer', { scene: scene.id }))) as LayerJson;
  const meshes = new Map<string, QuantizedMesh>();
  const drawn = new Float64Array(covers.length / 3);
  for (let i = 0; i < drawn.length; i++) {
    const [lon = 0, lat = 0] = covers.subarray(i * 3);
    const address = tileAt(layer.maxzoom, lon, lat);
    const path = routePath('terrainTile', { scene: scene.id, z: address.level, x: address.x, y: address.y });
    const mesh = meshes.get(path) ?? decodeQuantizedMesh((await app.get(path)).bytes);
    meshes.set(path, mesh);
    const [west, south, east, north] = tileRectangle(address);
    const u = ((lon - west) / (east - west)) * QUANTIZED_MAX;
    const v = ((lat - south) / (north - south)) * QUANTIZED_MAX;
    drawn[i] = heightOnMesh(mesh, u, v) - scene.heightDatum.geoidOffsetM;
  }
  return drawn;
}

/** Middle of the sorted values: what a person would work out from the data. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.floor(half - 0.5)] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

describeStores('the map and the ground of the demo city, imported as the program does it', (using) => {
  it('are read whole, and there is nothing to do a second time', async () => {
    const { store } = using();
    const demo = await shippedScene('demo');
    const scene = { ...demo, sources: demo.sources.filter(({ layer }) => layer === 'map' || layer === 'ground') };
    const [map, ground, ...others] = await imported(store, scene, '');
    expect(others).toEqual([]);
    const buildings = districtBuildings(districtPlan(demoSite(0, SEED)), demoSite(0, SEED));
    expect(map?.report.features.building).toBe(buildings.length);
    const { columns, rows, levels } = demoElevation().pyramid;
    expect(ground?.report).toMatchObject({
      format: 'generated',
      accepted: true,
      terrain: { columns, rows, levels, unknownCells: 0 },
    });
    expect((await imported(store, scene, '')).map(({ layer, unchanged }) => [layer, unchanged])).toEqual([
      ['map', true],
      ['ground', true],
    ]);
  });
});

describeStores(
  `Bellinge, imported as the program does it${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold bellinge/dem.tif)'}`,
  (using) => {
    it.skipIf(!isThere)(
      'is drawn through each of its covers within 3 cm, and says how far its surface model lies',
      async () => {
        const { store } = using();
        const scene = await shippedScene('bellinge');
        const layers = await imported(store, scene, DATA);
        expect(layers[1]).toMatchObject({
          layer: 'surface',
          report: { format: 'geotiff', crs: 'EPSG:4326', terrain: { columns: 531, rows: 201 } },
        });
        // The truth of the file, as its description states it.
        expect(layers[1]?.report.terrain?.minM?.toFixed(3)).toBe('6.355');
        expect(layers[1]?.report.terrain?.maxM?.toFixed(3)).toBe('83.641');

        const app = await servedApp([scene], store);
        try {
          const covers = await store.features.covers(scene.id);
          const drawn = await drawnAt(app, scene, covers);
          const off = [...drawn].map((level, i) => Math.abs(level - (covers[i * 3 + 2] ?? Number.NaN)));
          // 995 junctions and 16 storages have a rim; outfalls have none. Written so that NaN fails.
          expect(off.length).toBe(1011);
          expect(off.filter((each) => !(each < 0.03))).toEqual([]);

          const { report } = groundSchema.parse(jsonOf(await app.get(routePath('ground', { scene: scene.id }))));
          const dem = await rawModelAt(store, scene.id, covers);
          const above = [...dem].map((level, i) => level - (covers[i * 3 + 2] ?? Number.NaN));
          expect(report).toMatchObject({ layer: 'surface', covers: 1011, withoutDem: 0 });
          expect(report?.medianM).toBeCloseTo(medianOf(above), 6);
          expect(Math.abs((report?.medianM ?? Number.NaN) - 1.04)).toBeLessThan(0.02);
          expect(app.failures).toEqual([]);
          const imports = importsSchema.parse(jsonOf(await app.get(routePath('imports', { scene: scene.id }))));
          expect(imports.imports.map(({ layer }) => layer)).toEqual(['surface', 'sewer']);
        } finally {
          await app.close();
        }
        expect((await imported(store, scene, DATA)).map(({ unchanged }) => unchanged)).toEqual([true, true]);
      },
    );
  },
);

/** Bilinear between the four stored cells about each place, worked out here from the finest blocks themselves. */
async function rawModelAt(store: Store, scene: string, covers: Float64Array): Promise<Float64Array> {
  const elevation = await store.terrain.elevation(scene);
  if (elevation === null) throw new Error(`The scene ${scene} has no elevation model.`);
  const { source } = elevation;
  const { pyramid } = source;
  const cell = async (column: number, row: number) => {
    const levels = await source.block(0, Math.floor(column / 256), Math.floor(row / 256));
    return levels?.[(row % 256) * 256 + (column % 256)] ?? Number.NaN;
  };
  const at = new Float64Array(covers.length / 3);
  for (let i = 0; i < at.length; i++) {
    const x = ((covers[i * 3] ?? 0) - pyramid.west) / pyramid.cellLonDeg - 0.5;
    const y = (pyramid.north - (covers[i * 3 + 1] ?? 0)) / pyramid.cellLatDeg - 0.5;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [x - column, y - row];
    const upper = (await cell(column, row)) * (1 - fx) + (await cell(column + 1, row)) * fx;
    const lower = (await cell(column, row + 1)) * (1 - fx) + (await cell(column + 1, row + 1)) * fx;
    at[i] = upper * (1 - fy) + lower * fy;
  }
  return at;
}
