import { setTimeout as sleep } from 'node:timers/promises';
import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import { afterEach, describe, expect, test } from 'vitest';
import { canRun, DRIVERS, newPlace, type StorePlace } from '../../tests/support/describe-stores.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';
import { startChild, type TestChild } from './testing/child-process.ts';
import { STATE_SIZE } from './testing/state-features.ts';

const TIMEOUT_MS = 240_000;
const ROUNDS = 8;

/** The state that all nodes of the layer are in; null when it shows nothing. Fails on anything else. */
async function stateShown(store: Store): Promise<number | null> {
  const { nodes } = await store.tiles.rows('killed', 0, 4 ** CELL_ZOOM);
  if (nodes.length === 0) return null;
  expect(nodes).toHaveLength(STATE_SIZE);
  expect(new Set(nodes.map(({ featureId }) => featureId)).size).toBe(STATE_SIZE);
  const levels = new Set(nodes.map(({ node }) => node.coverLevelM));
  levels.delete(-1);
  expect([...levels]).toHaveLength(1);
  return [...levels][0] ?? null;
}

/** States after each of the lines a child printed: what stands when it was killed is one of the last two. */
function possible(lines: readonly string[], before: number | null): ReadonlySet<number | null> {
  let shown = before;
  let under: number | null = before;
  let next = before;
  for (const line of lines) {
    const [what, number] = line.split(' ');
    const state = Number(number);
    if (what === 'publish') [under, next] = [shown, state];
    if (what === 'undo') next = under;
    if (what === 'published' || what === 'undone') shown = next;
  }
  return new Set([shown, next]);
}

for (const driver of DRIVERS) {
  describe.skipIf(!canRun(driver))(`a process killed while it holds, publishes and undoes (${driver})`, () => {
    let place: StorePlace | null = null;
    let child: TestChild | null = null;

    afterEach(async () => {
      await child?.kill();
      await place?.remove();
    });

    test(
      'leaves one whole state, no older than the last it said was done, and the next goes on from there',
      async () => {
        place = await newPlace(driver);
        const { home, databaseUrl } = place.options;
        let shown: number | null = null;
        for (let round = 0; round < ROUNDS; round++) {
          const running = startChild('draft-child.ts', [
            home,
            `${round * 1000}`,
            ...(databaseUrl === undefined ? [] : [databaseUrl]),
          ]);
          child = running;
          expect(await running.nextLine()).toBe('open');
          const lines: string[] = [];
          const reading = (async () => {
            for (;;) lines.push(await running.nextLine());
          })().catch(() => undefined);
          // At another point of its work each time.
          await sleep(250 + 137 * round);
          await running.kill();
          await reading;
          const store = await openStore(place.options);
          try {
            const found = await stateShown(store);
            expect(possible(lines, shown)).toContain(found);
            shown = found;
            const states = (await store.imports.list('killed')).map(({ state }) => state);
            expect(states.filter((state) => state === 'published')).toHaveLength(found === null ? 0 : 1);
          } finally {
            await store.close();
          }
          if (driver === 'postgres') await untilFree(place);
        }
        expect(shown).not.toBeNull();
      },
      TIMEOUT_MS,
    );
  });
}

/** The server frees a lease when it sees that the connection has ended. */
async function untilFree(place: StorePlace): Promise<void> {
  const store = await openStore(place.options);
  try {
    await expect
      .poll(async () => await store.sql.query("select 1 from pg_locks where locktype = 'advisory' and granted"), {
        timeout: 20_000,
      })
      .toEqual([]);
  } finally {
    await store.close();
  }
}
