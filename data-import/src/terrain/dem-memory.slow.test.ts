import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deflated, floatBytes, testTiff } from './test-tiff.ts';

const SIDE = 20_000;
const TILE = 256;

const PEAK_MEMORY = new URL('../../../tests/support/peak-memory.ts', import.meta.url).href;

/** Reads all blocks of a file in a process of its own and prints what it took. */
const MEASURE = `
  const { peakMemoryMb } = await import(${JSON.stringify(PEAK_MEMORY)});
  const { openDem } = await import(${JSON.stringify(new URL('dem-reader.ts', import.meta.url).href)});
  const { openRandomAccess } = await import(${JSON.stringify(new URL('random-access.ts', import.meta.url).href)});
  const file = await openRandomAccess(process.argv[1]);
  const dem = await openDem(file);
  const started = performance.now();
  let [blocks, least, most] = [0, Infinity, -Infinity];
  for await (const block of dem.blocks()) {
    blocks++;
    least = Math.min(least, block.minM);
    most = Math.max(most, block.maxM);
  }
  await file.close();
  const seconds = (performance.now() - started) / 1000;
  const peakMb = peakMemoryMb();
  console.log(JSON.stringify({ blocks, least, most, seconds, peakMb }));
`;

describe('the memory of reading an elevation model', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undercroft-dem-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it(`stays below 512 MB for ${SIDE} x ${SIDE} pixels, which are 1.6 GB as they stand`, async () => {
    // Seven different tiles of noise on slopes, dealt out over the image; every eleventh was never written.
    const kinds = Array.from({ length: 7 }, (_, kind) =>
      deflated(
        floatBytes(
          Float32Array.from({ length: TILE * TILE }, (_, i) => kind * 10 + (i % 256) / 16 + ((i * 7919) % 97) / 100),
        ),
      ),
    );
    const across = Math.ceil(SIDE / TILE);
    const chunks = Array.from({ length: across * across }, (_, i) => (i % 11 === 10 ? null : (kinds[i % 7] ?? null)));
    const path = join(folder, 'large.tif');
    await writeFile(
      path,
      testTiff({ width: SIDE, height: SIDE, tileSide: TILE, compression: 8, chunks, scale: 0.00001 }),
    );
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', MEASURE, path]);
    const measured: unknown = JSON.parse(stdout);
    // 79 x 79 tiles without the 567 missing; then 40, 20, 10, 5, 3, 2 and 1 a side.
    expect(measured).toMatchObject({ blocks: 6241 - 567 + 1600 + 400 + 100 + 25 + 9 + 4 + 1, least: 0 });
    expect((measured as { peakMb: number }).peakMb).toBeLessThan(512);
  });
});
