import { encodeVectorTile } from '@undercroft/core/vector-tile/encode';
import { describe, expect, it } from 'vitest';
import { failingRequests } from '../globe/failing-requests.ts';
import { dataTiles } from './data-tiles.ts';

const ADDRESS = { z: 16, x: 5, y: 7 };
const urlOf = ({ z, x, y }: typeof ADDRESS): string => `/vt/${z}/${x}/${y}`;

/** A server that answers with these, one after the other, and keeps to the last. */
function server(...answers: readonly (() => Response)[]) {
  const asked: string[] = [];
  return {
    asked,
    fetchBytes: async (url: string, signal: AbortSignal): Promise<Response> => {
      asked.push(url);
      signal.throwIfAborted();
      await Promise.resolve();
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      if (answer === undefined) throw new TypeError('The network is gone.');
      return answer();
    },
  };
}

const tile = (): Response => new Response(encodeVectorTile([]));

describe('the data tiles of the painter', () => {
  it('are asked for once, however many pictures they serve', async () => {
    const { asked, fetchBytes } = server(tile);
    const tiles = dataTiles(
      urlOf,
      failingRequests(() => undefined),
      fetchBytes,
    );
    const { signal } = new AbortController();
    const both = await Promise.all([tiles.tile(ADDRESS, signal), tiles.tile(ADDRESS, signal)]);
    await tiles.tile(ADDRESS, signal);
    expect(both[0]).toBe(both[1]);
    expect(asked).toEqual(['/vt/16/5/7']);
  });

  it('are asked for again after a failure, which is told of until it is over', async () => {
    const told: number[] = [];
    const { asked, fetchBytes } = server(
      () => new Response('', { status: 503 }),
      () => new Response('no tile'),
      tile,
    );
    const tiles = dataTiles(
      urlOf,
      failingRequests((count) => told.push(count)),
      fetchBytes,
    );
    expect(await tiles.tile(ADDRESS, new AbortController().signal)).toEqual({ layers: [], issues: [] });
    expect(asked).toHaveLength(3);
    expect(told).toEqual([1, 0]);
  });

  it('that the server has not are empty', async () => {
    const { fetchBytes } = server(() => new Response('', { status: 404 }));
    const tiles = dataTiles(
      urlOf,
      failingRequests(() => undefined),
      fetchBytes,
    );
    expect((await tiles.tile(ADDRESS, new AbortController().signal)).layers).toEqual([]);
  });

  it('are given up when the last who wants them leaves, and no earlier', async () => {
    const { asked, fetchBytes } = server(() => new Response('', { status: 503 }));
    const told: number[] = [];
    const tiles = dataTiles(
      urlOf,
      failingRequests((count) => told.push(count)),
      fetchBytes,
    );
    const [first, second] = [new AbortController(), new AbortController()];
    const one = tiles.tile(ADDRESS, first.signal);
    const two = tiles.tile(ADDRESS, second.signal);
    first.abort();
    await expect(one).rejects.toThrow('No longer wanted');
    expect(asked).toHaveLength(1);
    second.abort();
    await expect(two).rejects.toThrow('No longer wanted');
    await Promise.resolve();
    expect(told.at(-1) ?? 0).toBe(0);
  });
});
