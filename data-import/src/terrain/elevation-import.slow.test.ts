import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scene } from '@undercroft/core/protocol/scene';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import type { HeightBlock, HeightPyramid } from '@undercroft/core/terrain/height-source';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { checkFile } from '../check-file.ts';
import { importScene } from '../import-scene.ts';
import { testTiff } from './test-tiff.ts';

let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'undercroft-terrain-'));
});

afterAll(async () => {
  await rm(dataFolder, { recursive: true, force: true });
});

type TerrainSource = Extract<Scene['sources'][number], { kind: 'terrain' }>;

function terrain(path: string, changes: Partial<TerrainSource> = {}): TerrainSource {
  return { kind: 'terrain', layer: 'dem', title: { en: 'DEM', zh: '高程' }, path, verticalOffsetM: 0, ...changes };
}

function scene(id: string, source: TerrainSource): Scene {
  return sceneSchema.parse({
    id,
    title: { en: id, zh: id },
    description: { en: id, zh: id },
    synthetic: true,
    frame: { origin: [10, 55], displayCrs: 'EPSG:25832' },
    heightDatum: { name: { en: 'test', zh: 'test' }, geoidOffsetM: 0, basis: { en: 'test', zh: 'test' } },
    sources: [source],
    attribution: [{ text: 'test', licence: 'CC0' }],
    camera: { target: [10, 55], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
  });
}

/** Three columns and two rows of a thousandth of a degree from 10 east, 55 north; one cell is unknown (-9999). */
async function writeTiff(name: string, levels: readonly number[] = [10, 11, 12, 20, -9999, 22]): Promise<void> {
  const chunk = new Uint8Array(Float32Array.from(levels).buffer);
  const bytes = testTiff({ width: 3, height: 2, rowsPerStrip: 2, format: 3, noData: '-9999', chunks: [chunk] });
  await writeFile(join(dataFolder, name), bytes);
}

describeStores('an elevation model of a scene', (using) => {
  const import_ = async (id: string, source: TerrainSource, force = false) => {
    const [result] = await importScene(scene(id, source), { store: using().store, dataFolder, force });
    if (result === undefined) throw new Error('The scene has no layer.');
    return result;
  };
  const firstCells = async (id: string) => {
    const elevation = await using().store.terrain.elevation(id);
    const levels = await elevation?.source.block(0, 0, 0);
    return levels === null || levels === undefined ? null : [...levels.subarray(0, 3), ...levels.subarray(256, 259)];
  };

  it('is stored cell by cell with what the report says of it', async () => {
    await writeTiff('small.tif');
    const { report, unchanged } = await import_('small', terrain('small.tif'));
    expect(unchanged).toBe(false);
    expect(report).toMatchObject({ format: 'geotiff', crs: 'EPSG:4326', accepted: true, features: {} });
    expect(report.terrain).toEqual({
      columns: 3,
      rows: 2,
      levels: 1,
      blocks: 1,
      cellDeg: [0.001, 0.001],
      minM: 10,
      maxM: 22,
      unknownCells: 1,
    });
    expect(report.bbox?.map((value) => value.toFixed(3))).toEqual(['10.000', '54.998', '10.003', '55.000']);
    expect(await firstCells('small')).toEqual([10, 11, 12, 20, Number.NaN, 22]);
  });

  it('is raised to the scene by its vertical offset; what is unknown stays so', async () => {
    await writeTiff('raised.tif');
    const { report } = await import_('raised', terrain('raised.tif', { verticalOffsetM: -1.5 }));
    expect(report.terrain).toMatchObject({ minM: 8.5, maxM: 20.5, unknownCells: 1 });
    expect(await firstCells('raised')).toEqual([8.5, 9.5, 10.5, 18.5, Number.NaN, 20.5]);
  });

  it('is imported again only when the file or the offset has changed, and writes no block that is the same', async () => {
    const { store } = using();
    await writeTiff('again.tif');
    expect((await import_('again', terrain('again.tif'))).unchanged).toBe(false);
    expect((await import_('again', terrain('again.tif'))).unchanged).toBe(true);
    await import_('again', terrain('again.tif'), true);
    const count = async () => {
      const [row] = await store.sql.query<{ count: number }>(
        `select count(*) as count from terrain_block f join layer l on l.id = f.layer_id where l.scene = 'again'`,
      );
      return row?.count;
    };
    expect(await count()).toBe(1);
    expect((await import_('again', terrain('again.tif', { verticalOffsetM: 1 }))).unchanged).toBe(false);
    await writeTiff('again.tif', [1, 2, 3, 4, 5, 6]);
    expect((await import_('again', terrain('again.tif'))).unchanged).toBe(false);
    expect(await count()).toBe(3);
    expect(await firstCells('again')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([
    ['is not there', null, 'file-not-found'],
    ['is no GeoTIFF', 'a;b;c\n1;2;3\n', 'bad-terrain'],
    ['is cut off', 'cut', 'bad-terrain'],
    ['knows no level at all', 'unknown', 'rejected'],
  ])('leaves the one before when the file %s', async (what, content, code) => {
    const id = `kept-${code}-${what.length}`;
    const name = `${id}.tif`;
    await writeTiff(name);
    await import_(id, terrain(name));
    const before = await using().store.features.revision(id);
    if (content === null) await rm(join(dataFolder, name));
    else if (content === 'cut')
      await writeFile(
        join(dataFolder, name),
        testTiff({ width: 3, height: 2, format: 3, chunks: [new Uint8Array(8)] }),
      );
    else if (content === 'unknown') await writeTiff(name, [-9999, -9999, -9999, -9999, -9999, -9999]);
    else await writeFile(join(dataFolder, name), content);
    await expect(import_(id, terrain(name))).rejects.toMatchObject({ name: 'ImportError', code });
    expect(await using().store.features.revision(id)).toBe(before);
    expect(await firstCells(id)).toEqual([10, 11, 12, 20, Number.NaN, 22]);
  });

  it('refuses a path that leaves the folder, and an unknown coordinate system', async () => {
    await writeTiff('here.tif');
    const leaving = { ...scene('leaving', terrain('here.tif')), sources: [terrain('../../etc/passwd')] };
    await expect(importScene(leaving, { store: using().store, dataFolder })).rejects.toMatchObject({
      code: 'path-leaves-folder',
    });
    await expect(import_('crs', terrain('here.tif', { crs: 'EPSG:1' }))).rejects.toMatchObject({ code: 'unknown-crs' });
  });

  it('that the program makes itself is noticed when it has changed', async () => {
    const { store } = using();
    const made = sceneSchema.parse({
      ...scene('made', terrain('here.tif')),
      sources: [
        { kind: 'generated', layer: 'ground', title: { en: 'G', zh: '地' }, generator: 'demo-ground', seed: 1 },
      ],
    });
    const ground = (levelM: number) => ({ 'demo-ground': () => flatGround(levelM) });
    const unchanged = async (levelM: number) =>
      (await importScene(made, { store, dataFolder, grounds: ground(levelM) }))[0]?.unchanged;
    expect([await unchanged(5), await unchanged(5), await unchanged(6)]).toEqual([false, true, false]);
    expect(await store.terrain.elevation('made')).toMatchObject({ layer: 'ground' });
    expect(await firstCells('made')).toEqual([6, 6, 6, 6, 6, 6]);
    await expect(importScene(made, { store, dataFolder })).rejects.toMatchObject({ code: 'unknown-generator' });
  });
});

function flatGround(levelM: number): { readonly pyramid: HeightPyramid; readonly blocks: () => Iterable<HeightBlock> } {
  const lattice = { west: 10, north: 55, cellLonDeg: 0.001, cellLatDeg: 0.001 };
  const levelsM = new Float32Array(256 * 256).fill(levelM);
  return {
    pyramid: { ...lattice, registration: 'cellCentre', columns: 256, rows: 256, levels: 1 },
    blocks: () => [{ level: 0, column: 0, row: 0, levelsM, minM: levelM, maxM: levelM }],
  };
}

it('is checked as an import would read it, without a store', async () => {
  await writeTiff('checked.tif');
  const report = await checkFile(join(dataFolder, 'checked.tif'));
  expect(report).toMatchObject({
    format: 'geotiff',
    accepted: true,
    terrain: { columns: 3, rows: 2, unknownCells: 1 },
  });
  await writeFile(join(dataFolder, 'spoilt.tif'), Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0));
  await expect(checkFile(join(dataFolder, 'spoilt.tif'))).rejects.toMatchObject({ code: 'bad-terrain' });
});
