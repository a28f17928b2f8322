import { networkTile } from '@undercroft/core/tiling/network-tile';
import { cellOf } from '@undercroft/core/tiling/quadtree';
import { CelledRows, type SentRows, tileRowsOf } from '@undercroft/store/sent-rows';
import { sentFeatures } from '@undercroft/store/testing/sent-features';
import { afterEach, expect, test } from 'vitest';
import { conduit, manhole, ORIGIN } from '../../../tests/support/small-network.ts';
import { type EncodePool, type EncodePoolOptions, encodePool } from './encode-pool.ts';
import type { NetworkJob } from './tile-encoder.ts';

const options = { centre: ORIGIN, geoidOffsetM: 1.5, fallbackLevelM: 3 };
const stays = new AbortController().signal;

/** A street of `count` conduits of 10 m, each a metre lower than the one before, from a manhole on. */
function streetRows(count: number): SentRows {
  const links = Array.from({ length: count }, (_, i) =>
    conduit(
      `${i}`,
      [
        [i * 10, 0],
        [i * 10 + 10, 0],
      ] as const,
      5 - i,
      4 - i,
    ),
  );
  return sentFeatures(links, [manhole('a', 0, 0, 7, 4)]);
}

function street(count: number): NetworkJob {
  return { rows: { sent: streetRows(count), isShared: false, cells: null }, options };
}

let open: EncodePool | null = null;
function pool(changes: Partial<EncodePoolOptions> = {}): EncodePool {
  open = encodePool({ threads: 2, ...changes });
  return open;
}
afterEach(async () => {
  await open?.close();
  open = null;
});

test('a tile made in a thread has the bytes of one made here', async () => {
  const threads = pool();
  const jobs = [1, 2, 3, 4, 5].map(street);
  const made = await Promise.all(jobs.map((job) => threads.network(async () => job, stays)));
  expect(made.map((bytes) => bytes?.length)).not.toContain(undefined);
  expect(made).toEqual(jobs.map(({ rows }) => networkTile(tileRowsOf(rows.sent), options)));
});

test('rows without anything to draw are no tile', async () => {
  const nothing = { rows: { sent: sentFeatures([], []), isShared: false, cells: null }, options };
  expect(await pool().network(async () => nothing, stays)).toBeNull();
});

test('an error of the encoder is the error of its tile, and the next tile is made', async () => {
  const threads = pool({ threads: 1 });
  // Feature numbers are 16 bits.
  await expect(threads.network(async () => street(65_536), stays)).rejects.toThrow('at most 65535');
  expect(await threads.network(async () => street(1), stays)).not.toBeNull();
});

test('tiles cut out of shared rows have the bytes of rows of their own, however many others were cut meanwhile', async () => {
  const threads = pool({ threads: 1 });
  // More than a thread keeps.
  const streets = [2, 3, 4, 5, 6, 7].map(streetRows);
  const first = cellOf(ORIGIN[0], ORIGIN[1]);
  for (let round = 0; round < 2; round++) {
    for (const sent of streets) {
      for (const cells of [null, { from: first, to: first + 4 ** 4 }, { from: 0, to: 1 }]) {
        const own = tileRowsOf(sent);
        const rows = cells === null ? own : new CelledRows(own).within(cells);
        const made = await threads.network(async () => ({ rows: { sent, isShared: true, cells }, options }), stays);
        expect(made).toEqual(networkTile(rows, options));
      }
    }
  }
});

test('a thread that dies fails its tile alone: the tiles behind it are made by another', async () => {
  const threads = pool({ threads: 1, threadMb: 24 });
  const works = [street(60_000), street(2), street(3)].map((job) => threads.network(async () => job, stays));
  const [died, ...others] = await Promise.allSettled(works);
  expect(died).toMatchObject({ status: 'rejected', reason: { code: 'encoder-failed' } });
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
});

test('rows are not read before there is a place for them, nor for whoever has gone', async () => {
  const threads = pool({ threads: 1 });
  let give = (_job: NetworkJob) => {};
  const held = new Promise<NetworkJob>((resolve) => {
    give = resolve;
  });
  const read: number[] = [];
  const ask = (i: number, signal: AbortSignal) =>
    threads.network(async () => {
      read.push(i);
      return await held;
    }, signal);
  const gone = new AbortController();
  // A thread has two tiles at a time: one being encoded, one being read.
  const works = [ask(0, stays), ask(1, stays), ask(2, gone.signal), ask(3, stays)];
  await Promise.resolve();
  expect(read).toEqual([0, 1]);
  gone.abort(new Error('hung up'));
  await expect(works[2]).rejects.toThrow('hung up');
  give(street(1));
  await Promise.all([works[0], works[1], works[3]]);
  expect(read).toEqual([0, 1, 3]);
});

test('who comes when too many wait is sent away', async () => {
  const threads = pool({ threads: 1, waiting: 1 });
  const works = [1, 2, 3].map((count) => threads.network(async () => street(count), stays));
  await expect(threads.network(async () => street(4), stays)).rejects.toMatchObject({ code: 'too-busy' });
  expect((await Promise.all(works)).length).toBe(3);
});
