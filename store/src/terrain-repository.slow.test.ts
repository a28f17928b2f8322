import { sampleGrid } from '@undercroft/core/terrain/height-grid';
import { BLOCK_SIZE, type HeightBlock, type HeightPyramid, heightWindow } from '@undercroft/core/terrain/height-source';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { ImportSession, Store } from './store.ts';
import { SAMPLE_REPORT, sampleSource } from './testing/sample-features.ts';

/** 300 x 200 cells of a thousandth of a degree: two blocks, and one of the level above. */
const PYRAMID: HeightPyramid = {
  registration: 'cellCentre',
  west: 10,
  north: 55.2,
  cellLonDeg: 0.001,
  cellLatDeg: 0.001,
  columns: 300,
  rows: 200,
  levels: 2,
};

function block(level: number, column: number, levelM: number): HeightBlock {
  const levelsM = new Float32Array(BLOCK_SIZE * BLOCK_SIZE).fill(levelM);
  levelsM[1] = Number.NaN;
  return { level, column, row: 0, levelsM, minM: levelM, maxM: levelM };
}

const BLOCKS: readonly HeightBlock[] = [block(0, 0, 12.25), block(0, 1, 20), block(1, 0, 16)];

async function begin(store: Store, scene: string): Promise<ImportSession> {
  return await store.imports.begin(sampleSource(scene, { layer: 'dem' }));
}

async function publish(store: Store, scene: string, blocks: readonly HeightBlock[]): Promise<number> {
  const session = await begin(store, scene);
  await session.writePyramid(PYRAMID);
  await session.writeBlocks(blocks);
  await session.publish(SAMPLE_REPORT);
  return session.importId;
}

async function broughtBy(store: Store, importId: number): Promise<number> {
  const [row] = await store.sql.query<{ count: number }>(
    `select (select count(*) from terrain_block where valid_from = $1)
       + (select count(*) from terrain_pyramid where valid_from = $1) as count`,
    [importId],
  );
  return row?.count ?? -1;
}

describeStores('an elevation model', (using) => {
  test('comes back bit for bit, with its lattice, unknown cells included', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await publish(store, scene, BLOCKS);
    const elevation = await store.terrain.elevation(scene);
    expect(elevation).toMatchObject({ layer: 'dem', source: { pyramid: PYRAMID } });
    for (const { level, column, row, levelsM } of BLOCKS) {
      expect(await elevation?.source.block(level, column, row)).toEqual(levelsM);
    }
    expect(await elevation?.source.block(0, 0, 1)).toBeNull();
    const source = elevation?.source;
    if (source === undefined) throw new Error('There is no elevation model.');
    const grid = await heightWindow(source, 0, [10.1, 55.1, 10.28, 55.1]);
    expect([sampleGrid(grid, 10.1, 55.1), sampleGrid(grid, 10.28, 55.1)]).toEqual([12.25, 20]);
  });

  test('is invisible until it is published, and as it was while the next is loaded', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await begin(store, scene);
    await session.writePyramid(PYRAMID);
    await session.writeBlocks(BLOCKS);
    expect(await store.terrain.elevation(scene)).toBeNull();
    await session.publish(SAMPLE_REPORT);
    const shown = await store.terrain.elevation(scene);
    const next = await begin(store, scene);
    await next.writePyramid(PYRAMID);
    await next.writeBlocks([block(0, 0, 99)]);
    expect((await (await store.terrain.elevation(scene))?.source.block(0, 0, 0))?.[0]).toBe(12.25);
    await next.publish(SAMPLE_REPORT);
    expect((await (await store.terrain.elevation(scene))?.source.block(0, 0, 0))?.[0]).toBe(99);
    // What the new model no longer holds is gone; who asked before still sees what was.
    expect(await (await store.terrain.elevation(scene))?.source.block(0, 1, 0)).toBeNull();
    expect((await shown?.source.block(0, 1, 0))?.[0]).toBe(20);
  });

  test('imported again unchanged writes nothing; one changed block is one row', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    expect(await broughtBy(store, await publish(store, scene, BLOCKS))).toBe(4);
    expect(await broughtBy(store, await publish(store, scene, BLOCKS))).toBe(0);
    const changed = [...BLOCKS.slice(0, 2), block(1, 0, 16.5)];
    expect(await broughtBy(store, await publish(store, scene, changed))).toBe(1);
    expect((await (await store.terrain.elevation(scene))?.source.block(1, 0, 0))?.[0]).toBe(16.5);
  });

  test('under a new layer takes the place of the one before', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await publish(store, scene, BLOCKS);
    const session = await store.imports.begin(sampleSource(scene, { layer: 'lidar' }));
    await session.writePyramid(PYRAMID);
    await session.writeBlocks([block(0, 0, 7)]);
    await session.publish(SAMPLE_REPORT);
    const elevation = await store.terrain.elevation(scene);
    expect([elevation?.layer, (await elevation?.source.block(0, 0, 0))?.[0]]).toEqual(['lidar', 7]);
  });

  test('that is discarded leaves no row', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await begin(store, scene);
    await session.writePyramid(PYRAMID);
    await session.writeBlocks(BLOCKS);
    await session.discard(null);
    expect(await broughtBy(store, session.importId)).toBe(0);
    expect(await store.terrain.elevation(scene)).toBeNull();
  });

  test('whose import died is removed by the next one', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await publish(store, scene, BLOCKS);
    const [dead] = await store.sql.query<{ id: number }>(
      `insert into import (layer_id, source, sha256, reader_version, owner, state)
       select id, 'dem.tif', '', '', 'a process that is gone', 'loading' from layer where scene = $1 returning id`,
      [scene],
    );
    await store.sql.query(
      `insert into terrain_block (layer_id, valid_from, row_hash, source_id, level, column_index, row_index, levels)
       select layer_id, $1, row_hash, source_id, level, column_index, row_index, levels from terrain_block
       where layer_id = (select layer_id from import where id = $1)`,
      [dead?.id ?? 0],
    );
    expect(await broughtBy(store, dead?.id ?? 0)).toBe(3);
    await publish(store, scene, BLOCKS);
    expect(await broughtBy(store, dead?.id ?? 0)).toBe(0);
    expect((await (await store.terrain.elevation(scene))?.source.block(0, 1, 0))?.[0]).toBe(20);
  });

  test('refuses a block of another size and a block that comes twice', async () => {
    const { store, newScene } = using();
    const session = await begin(store, newScene());
    const small = { ...block(0, 0, 1), levelsM: new Float32Array(4) };
    await expect(session.writeBlocks([small])).rejects.toThrow('256 x 256');
    await session.writeBlocks([block(0, 0, 1)]);
    await expect(session.writeBlocks([block(0, 0, 2)])).rejects.toMatchObject({ code: 'statement-failed' });
    await session.discard(null);
  });
});
