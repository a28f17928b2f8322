import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { checkFile } from '../check-file.ts';
import { mercatorOf, quartersTiff } from '../imagery/test-picture.ts';
import { importLayer } from '../import-layer.ts';
import { RASTER_OF_USE, type RasterUse } from '../rasters/raster-formats.ts';
import { sourceSpec } from '../source-spec.ts';
import { deflated, floatBytes, testTiff } from '../terrain/test-tiff.ts';

const TILE = 256;
const SIDE = 40 * TILE;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-raster-caps-'));
  const levels = deflated(floatBytes(Float32Array.from({ length: TILE * TILE }, (_, i) => i % 97)));
  const chunks = Array.from({ length: 40 * 40 }, () => levels);
  await writeFile(
    join(folder, 'ground.tif'),
    testTiff({ width: SIDE, height: SIDE, tileSide: TILE, compression: 8, chunks, scale: 0.00001 }),
  );
  await writeFile(join(folder, 'picture.tif'), quartersTiff(3000, mercatorOf(10, 55), 0.5, { rowsPerStrip: 3000 }));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describeStores('a GeoTIFF whose reading outgrows its caps', (using) => {
  const brought = (use: RasterUse, name: string, caps: object) =>
    importLayer(
      {
        kind: 'files',
        source: name,
        spec: sourceSpec([{ path: join(folder, name), name }], { format: RASTER_OF_USE[use].format }),
        sha256: null,
      },
      { store: using().store, scene: 'caps', layer: use, title: null, by: null, caps },
    );
  const rows = async (): Promise<number> => {
    let sum = 0;
    for (const table of ['terrain_pyramid', 'terrain_block', 'imagery_extent', 'imagery_tile']) {
      const [row] = await using().store.sql.query<{ count: number }>(
        `select count(*) as count from ${table} f join layer l on l.id = f.layer_id where l.scene = 'caps'`,
      );
      sum += row?.count ?? 0;
    }
    return sum;
  };

  it.each([
    ['elevation', 'ground.tif', 'memory-cap', { memoryBytes: 120 * 1024 ** 2 }],
    ['picture', 'picture.tif', 'memory-cap', { memoryBytes: 120 * 1024 ** 2 }],
    ['elevation', 'ground.tif', 'time-cap', { baseSeconds: 0.8, secondsPerMb: 0, secondsPerPixelMb: 0 }],
  ] as const)(
    'is stopped while %s is decoded from %s (%s), and nothing of it is stored',
    async (use, name, code, caps) => {
      await expect(brought(use, name, caps)).rejects.toMatchObject({
        name: 'ImportError',
        code,
        message: expect.stringContaining(`"${name}"`),
      });
      expect(await rows()).toBe(0);
      expect(await using().store.imports.current('caps', use)).toBeNull();
    },
  );

  it('leaves the layer free: with the caps of everyday both are stored', async () => {
    const ground = await brought('elevation', 'ground.tif', {});
    expect(ground.report.terrain).toMatchObject({ columns: SIDE, rows: SIDE, minM: 0, maxM: 96, unknownCells: 0 });
    const picture = await brought('picture', 'picture.tif', {});
    expect(picture.report.imagery?.tiles).toBeGreaterThan(100);
    expect(await rows()).toBeGreaterThan(1600);
  });
});

it('is refused by name when a chunk of it is damaged, as any file of features is', async () => {
  const path = join(folder, 'noise.tif');
  const noise = Uint8Array.from({ length: 40 }, (_, i) => i * 37);
  await writeFile(path, testTiff({ width: 4, height: 2, compression: 8, chunks: [noise] }));
  await expect(checkFile(path)).rejects.toMatchObject({
    name: 'ImportError',
    code: 'bad-terrain',
    message: expect.stringContaining('"noise.tif"'),
  });
});
