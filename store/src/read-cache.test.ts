import { expect, test } from 'vitest';
import { ReadCache } from './read-cache.ts';

const block = (level: number) => Float32Array.of(level);

test('what is asked for twice at once is read once', async () => {
  const cache = new ReadCache<Float32Array | null>(2);
  let reads = 0;
  const read = async () => {
    reads += 1;
    return block(7);
  };
  const both = await Promise.all([cache.get('a', read), cache.get('a', read)]);
  expect(both).toEqual([block(7), block(7)]);
  expect(reads).toBe(1);
});

test('what was used longest ago makes room for the next', async () => {
  const cache = new ReadCache<Float32Array | null>(2);
  const reads: string[] = [];
  const get = (key: string) =>
    cache.get(key, async () => {
      reads.push(key);
      return null;
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
  expect(reads).toEqual(['a', 'b', 'c', 'b']);
});

test('a reading that failed is tried again', async () => {
  const cache = new ReadCache<Float32Array | null>(2);
  await expect(cache.get('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await cache.get('a', async () => block(1))).toEqual(block(1));
});
