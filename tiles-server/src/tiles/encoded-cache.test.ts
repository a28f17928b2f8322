import { expect, test } from 'vitest';
import { encoded } from './encoded.ts';
import { EncodedCache } from './encoded-cache.ts';

const body = (text: string) => encoded(new TextEncoder().encode(text), 'text/plain');

test('a tile asked for by many at once is made once, and kept', async () => {
  const cache = new EncodedCache();
  let made = 0;
  const make = async () => {
    made += 1;
    return await body('tile');
  };
  const [first, second] = await Promise.all([cache.get('a', make), cache.get('a', make)]);
  expect(second).toBe(first);
  expect(await cache.get('a', make)).toBe(first);
  expect(made).toBe(1);
});

test('that a tile is empty is kept too', async () => {
  const cache = new EncodedCache();
  let made = 0;
  const make = async () => {
    made += 1;
    return null;
  };
  expect([await cache.get('a', make), await cache.get('a', make)]).toEqual([null, null]);
  expect(made).toBe(1);
});

test('a failure reaches all who wait and is not kept', async () => {
  const cache = new EncodedCache();
  const fail = () => Promise.reject(new Error('no database'));
  const both = await Promise.allSettled([cache.get('a', fail), cache.get('a', fail)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await cache.get('a', () => body('tile')))?.contentType).toBe('text/plain');
});

test('the tag is of the content: the same bytes, the same tag', async () => {
  expect((await body('x')).tag).toBe((await body('x')).tag);
  expect((await body('x')).tag).not.toBe((await body('y')).tag);
});

test('a body holds its own bytes and no more of the memory', async () => {
  // Large enough for several chunks of zlib, and small enough for one.
  for (const size of [100, 400_000]) {
    const { gzip } = await encoded(
      Uint8Array.from({ length: size }, (_, i) => (i * i) >> 3),
      'text/plain',
    );
    expect(gzip.buffer.byteLength).toBe(gzip.length);
  }
});

test('a tile is given up when the last who waits for it has gone, and made anew for who comes then', async () => {
  const cache = new EncodedCache();
  const signals: AbortSignal[] = [];
  let make = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  };
  const [one, other] = [new AbortController(), new AbortController()];
  const both = [cache.get('a', make, one.signal), cache.get('a', make, other.signal)];
  one.abort(new Error('first gone'));
  await expect(both[0]).rejects.toThrow('first gone');
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  other.abort(new Error('second gone'));
  await expect(both[1]).rejects.toThrow('second gone');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect((await cache.get('a', () => body('tile'), new AbortController().signal))?.contentType).toBe('text/plain');
  make = () => Promise.reject(new Error('made twice'));
  expect((await cache.get('a', make))?.contentType).toBe('text/plain');
});
