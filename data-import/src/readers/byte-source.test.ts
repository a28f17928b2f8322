import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ByteSource, fileSource, headOf, memorySource, metered, pinned, sha256Of } from './byte-source.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-bytes-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function allOf(source: ByteSource): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.stream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

// FIPS 180-2, appendix B.1.
const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('a byte source', () => {
  it('streams a file from its start every time, and never shows its folder', async () => {
    await writeFile(join(folder, 'abc.txt'), 'abc');
    const source = await fileSource(join(folder, 'abc.txt'));
    expect([await allOf(source), await allOf(source), source.name, source.sizeBytes]).toEqual([
      'abc',
      'abc',
      'abc.txt',
      3,
    ]);
    expect(await sha256Of(source)).toBe(SHA256_OF_ABC);
    expect(await headOf(source, 2)).toHaveLength(2);
  });

  it('gives the same from memory', async () => {
    expect(await sha256Of(memorySource('abc', 'abc'))).toBe(SHA256_OF_ABC);
    expect(await headOf(memorySource('nothing', ''), 8)).toHaveLength(0);
  });

  it('tells the length of what is taken from it', async () => {
    const lengths: number[] = [];
    await allOf(metered(memorySource('long', 'x'.repeat(300_000)), (length) => lengths.push(length)));
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(300_000);
  });
});

describe('a pinned source', () => {
  it('refuses a file that has changed since its digest was taken', async () => {
    const path = join(folder, 'changing.txt');
    await writeFile(path, 'abc');
    const source = pinned(await fileSource(path), SHA256_OF_ABC);
    expect(await allOf(source)).toBe('abc');
    await writeFile(path, 'abd');
    await expect(allOf(source)).rejects.toMatchObject({
      code: 'file-changed',
      message: expect.stringContaining('changing.txt'),
    });
  });
});
