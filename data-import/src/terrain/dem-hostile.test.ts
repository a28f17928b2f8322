import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DemError } from './dem-error.ts';
import { openDem } from './dem-reader.ts';
import { memoryAccess, type RandomAccess } from './random-access.ts';
import { deflated, FIRST_DIRECTORY, floatBytes, type TestTiff, testTiff } from './test-tiff.ts';

const SMALL: TestTiff = { width: 4, height: 2, chunks: [floatBytes([1, 2, 3, 4, 5, 6, 7, 8])] };

/** Opens and reads all blocks; tells the error's code, its sentence and how many bytes were read on the way. */
async function refusal(bytes: Uint8Array): Promise<{ code: string; message: string; bytesRead: number }> {
  let bytesRead = 0;
  const memory = memoryAccess('bad.tif', bytes);
  const counted: RandomAccess = {
    ...memory,
    read(offset, length) {
      bytesRead += length;
      return memory.read(offset, length);
    },
  };
  try {
    for await (const _block of (await openDem(counted)).blocks());
  } catch (error) {
    if (error instanceof DemError) return { code: error.code, message: error.message, bytesRead };
    throw error;
  }
  return { code: 'none', message: '', bytesRead };
}

describe('a hostile elevation model', () => {
  it('is refused when its directories run in a circle, to itself or through another', async () => {
    const self = await refusal(testTiff({ ...SMALL, next: FIRST_DIRECTORY }));
    expect(self).toMatchObject({ code: 'directory-loop' });
    expect(self.message).toContain('"bad.tif"');
    const first = testTiff(SMALL);
    // A second directory of one tag behind the file, which names the first as its next.
    const bytes = new Uint8Array(first.length + 18);
    bytes.set(testTiff({ ...SMALL, next: first.length }));
    const view = new DataView(bytes.buffer);
    view.setUint16(first.length, 1, true);
    view.setUint16(first.length + 2, 256, true);
    view.setUint16(first.length + 4, 4, true);
    view.setUint32(first.length + 6, 1, true);
    view.setUint32(first.length + 14, FIRST_DIRECTORY, true);
    expect(await refusal(bytes)).toMatchObject({ code: 'directory-loop' });
  });

  it('is refused when it declares 65535 x 65535 pixels, before anything is made for them', async () => {
    const whole = await refusal(testTiff({ ...SMALL, width: 65535, height: 65535 }));
    expect(whole).toMatchObject({ code: 'too-large' });
    expect(whole.message).toContain('65535 x 65535');
    expect(whole.bytesRead).toBeLessThan(1000);
    // Within the budget of pixels, but in one compressed piece, or without the tiles it would take.
    const strip = { ...SMALL, width: 60000, height: 60000, compression: 8 };
    expect(await refusal(testTiff(strip))).toMatchObject({ code: 'too-large' });
    expect(await refusal(testTiff({ ...strip, tileSide: 256 }))).toMatchObject({ code: 'bad-directory' });
    expect(await refusal(testTiff({ ...SMALL, width: 60000, height: 60000 }))).toMatchObject({ code: 'truncated' });
  });

  it('is refused when a tag declares more values than the file could hold', async () => {
    const bytes = testTiff({ ...SMALL, chunks: [floatBytes([1]), floatBytes([2])] });
    const view = new DataView(bytes.buffer);
    const entries = view.getUint16(FIRST_DIRECTORY, true);
    for (let i = 0; i < entries; i++) {
      const at = FIRST_DIRECTORY + 2 + i * 12;
      if (view.getUint16(at, true) === 273) view.setUint32(at + 4, 0xffffffff, true);
    }
    expect(await refusal(bytes)).toMatchObject({ code: 'too-large' });
  });

  it('is refused when it is cut anywhere', async () => {
    const whole = testTiff(SMALL);
    expect((await refusal(whole)).code).toBe('none');
    for (let length = 0; length < whole.length; length++) {
      const { code } = await refusal(whole.subarray(0, length));
      expect(['not-a-tiff', 'truncated']).toContain(code);
    }
  });

  it('is refused when it is no TIFF, or only half a BigTIFF', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0);
    expect(await refusal(png)).toMatchObject({ code: 'not-a-tiff' });
    const wrong = testTiff(SMALL);
    wrong[2] = 41;
    expect(await refusal(wrong)).toMatchObject({ code: 'not-a-tiff' });
    const big = testTiff({ ...SMALL, big: true });
    expect((await refusal(big)).code).toBe('none');
    const halfBig = big.slice();
    halfBig[4] = 4;
    expect(await refusal(halfBig)).toMatchObject({ code: 'bad-directory' });
    const farAway = big.slice();
    farAway.fill(0xff, 8, 16);
    expect(await refusal(farAway)).toMatchObject({ code: 'bad-directory' });
  });

  it('is refused when a chunk unfolds to more than it declares: 64 MB in 64 kB', async () => {
    const bomb = deflated(new Uint8Array(64 * 2 ** 20));
    expect(bomb.length).toBeLessThan(400_000);
    const answer = await refusal(testTiff({ ...SMALL, compression: 8, chunks: [bomb] }));
    expect(answer).toMatchObject({ code: 'bad-data' });
    expect(answer.message).toContain('more than the 32 bytes it declares');
  });

  it('is refused when a chunk unfolds to less, or cannot be unfolded', async () => {
    const short = deflated(floatBytes([1, 2, 3]));
    expect(await refusal(testTiff({ ...SMALL, compression: 8, chunks: [short] }))).toMatchObject({ code: 'truncated' });
    const noise = Uint8Array.from({ length: 40 }, (_, i) => i * 37);
    for (const compression of [8, 50000, 5]) {
      const { code } = await refusal(testTiff({ ...SMALL, compression, chunks: [noise] }));
      expect(['bad-data', 'truncated']).toContain(code);
    }
  });

  it('is refused by name for what is not read: several bands, JPEG, a turned raster', async () => {
    expect(await refusal(testTiff({ ...SMALL, tags: [[277, 3, [3]]] }))).toMatchObject({ code: 'unsupported' });
    expect((await refusal(testTiff({ ...SMALL, compression: 7 }))).message).toContain('method 7');
    const turned = [1, 0.5, 0, 10, 0.5, -1, 0, 55, 0, 0, 0, 0, 0, 0, 0, 1];
    expect(await refusal(testTiff({ ...SMALL, tags: [[34264, 12, turned]] }))).toMatchObject({ code: 'unsupported' });
  });

  it('is answered in its own words whatever bytes are damaged', async () => {
    const whole = testTiff({ ...SMALL, compression: 8, chunks: [deflated(floatBytes([1, 2, 3, 4, 5, 6, 7, 8]))] });
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const { code } = await refusal(bytes);
        expect(typeof code).toBe('string');
      }),
      { numRuns: 1000 },
    );
  });
});
