import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quartersTiff } from '../imagery/test-picture.ts';
import { type TestTiff, testTiff } from '../terrain/test-tiff.ts';
import { proposedUse, rasterFacts } from './raster-facts.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rasters-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function facts(bytes: Uint8Array) {
  const path = join(folder, 'any.tif');
  await writeFile(path, bytes);
  return await rasterFacts(path, 'any.tif');
}

const oneBand = (more: Partial<TestTiff>) =>
  facts(testTiff({ width: 4, height: 2, chunks: [new Uint8Array(64)], ...more }));

describe('what a GeoTIFF is taken for', () => {
  it('is a picture beyond doubt where it has three bands of 8 bits', async () => {
    const picture = await facts(quartersTiff(4, [1000, 2000], 0.5));
    expect(picture).toMatchObject({ width: 4, height: 4, bands: 3, sample: 'uint8', declaredCrs: 'EPSG:3857' });
    expect(picture.corners).toEqual([1000, 2000, 1002, 2000, 1002, 1998, 1000, 1998]);
    const { use, certainty } = proposedUse(picture);
    expect([use, certainty >= 0.9]).toEqual(['picture', true]);
  });

  it.each([
    ['float32', { bits: 32, format: 3 }, 'elevation'],
    ['int16', { bits: 16, format: 2 }, 'elevation'],
    ['uint16', { bits: 16, format: 1 }, 'elevation'],
    ['uint8', { bits: 8, format: 1 }, 'picture'],
  ] as const)('is only proposed where it has one band of %s', async (sample, more, use) => {
    const found = await oneBand(more);
    expect(found.sample).toBe(sample);
    const proposed = proposedUse(found);
    expect(proposed.use).toBe(use);
    expect(proposed.certainty).toBeLessThan(0.9);
  });

  it('is a picture where one band is an index of colours', async () => {
    const found = await oneBand({ bits: 8, format: 1, tags: [[262, 3, [3]]] });
    expect(proposedUse(found)).toMatchObject({ use: 'picture', certainty: 0.98 });
  });

  it('is neither with three bands of 16 bits, which is refused by name', async () => {
    const found = await oneBand({ tags: [[277, 3, [3]]], bits: 16, format: 1 });
    expect(() => proposedUse(found)).toThrow('"any.tif" has 3 bands of uint16');
  });

  it('keeps a code that nobody knows, for a person to see', async () => {
    expect((await oneBand({ epsg: 4999 })).declaredCrs).toBe('EPSG:4999');
    expect((await oneBand({ epsg: 32767 })).declaredCrs).toBeNull();
  });
});
