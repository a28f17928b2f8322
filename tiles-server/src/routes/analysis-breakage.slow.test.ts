import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { excavationAnswerSchema } from '@undercroft/core/protocol/analysis/excavation';
import { problemSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gasMain, STREET, STREET_COVERS, STREET_PIT } from '../../../tests/support/gas-street.ts';
import { createDatabase, missingPostgres, startPostgresCluster } from '../../../tests/support/postgres-cluster.ts';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { nationalRules } from '../analysis/scene-rules.ts';
import { listen } from '../listen.ts';
import { problemHandler } from '../problem.ts';
import { publishLayer } from '../testing/publish-layer.ts';
import { type Answer, jsonOf, servedApp } from '../testing/served-app.ts';
import { GroundService } from '../tiles/ground-service.ts';
import { Revisions } from '../tiles/revisions.ts';
import { analysisRoutes } from './analysis-routes.ts';

/** A revision is taken for current for half a second, and a busy machine takes its time. */
const PATIENCE = { timeout: 30_000 };

const EXCAVATION = routePath('excavation', { scene: 'street' });

const MADE = { madeBy: 'test', today: () => new Date(0) };

/** Mains that may lie beside the pit; an import brings the first so many of them. */
const MAINS = [0.3, 0.6, 0.9, 1.2, 1.5].map((besideM, i) => gasMain(`g${i}`, besideM));

function publishMains(store: Store, count: number): Promise<void> {
  return publishLayer(store, 'street', 'gas', (session) => session.write(MAINS.slice(0, count)));
}

async function filled(store: Store): Promise<void> {
  await publishLayer(store, 'street', 'covers', (session) => session.write(STREET_COVERS));
  await publishMains(store, 5);
}

/** Either every finding, or a problem that says why there is none: 503 or 422. */
function wholeOrProblem(answer: Answer): number | string {
  const body = jsonOf(answer);
  if (answer.status === 200) return excavationAnswerSchema.parse(body).findings.length;
  const { status, code, detail } = problemSchema.parse(body);
  expect([422, 503]).toContain(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(detail.length).toBeGreaterThan(10);
  expect(body).not.toHaveProperty('findings');
  return code;
}

const missing = await missingPostgres();

describe.skipIf(missing !== null)('an analysis whose database is stopped in the middle', () => {
  it('is whole or 503, never short of a finding', { timeout: 120_000 }, async () => {
    const home = temporaryHome();
    const cluster = await startPostgresCluster();
    const { url } = await createDatabase(cluster.url);
    const store = await openStore({ home: home.path, databaseUrl: url });
    await filled(store);
    const app = await servedApp([STREET], store);
    try {
      expect(wholeOrProblem(await app.post(EXCAVATION, STREET_PIT))).toBe(5);
      const seen: (number | string)[] = [];
      let stopping: Promise<void> | null = null;
      for (let round = 0; round < 30; round++) {
        if (round === 10) stopping = cluster.stop();
        const answers = await Promise.all([1, 2, 3, 4].map(() => app.post(EXCAVATION, STREET_PIT)));
        seen.push(...answers.map(wholeOrProblem));
      }
      await stopping;
      expect(new Set(seen)).toEqual(new Set([5, 'store-unavailable']));
      const after = await app.post(EXCAVATION, STREET_PIT);
      expect([after.status, wholeOrProblem(after), after.headers.get('retry-after')]).toEqual([
        503,
        'store-unavailable',
        '2',
      ]);
    } finally {
      await app.close();
      await store.close().catch(() => undefined);
      home.remove();
    }
  });
});

describe('an analysis on the embedded store', () => {
  const home = temporaryHome();
  let store: Store;

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    await filled(store);
  });

  afterAll(async () => {
    await store.close().catch(() => undefined);
    home.remove();
  });

  it('is of one import or the other while layers are published under it', async () => {
    const app = await servedApp([STREET], store);
    try {
      let publishing = true;
      const publisher = (async () => {
        for (let count = 1; count <= 5; count++) await publishMains(store, count);
        publishing = false;
      })();
      const byRevision = new Map<string, Set<number>>();
      while (publishing) {
        const answer = await app.post(EXCAVATION, STREET_PIT);
        const found = wholeOrProblem(answer);
        if (typeof found === 'string') {
          expect(found).toBe('scene-changing');
          continue;
        }
        const { revision } = excavationAnswerSchema.parse(jsonOf(answer));
        byRevision.set(revision, (byRevision.get(revision) ?? new Set()).add(found));
      }
      await publisher;
      expect(byRevision.size).toBeGreaterThan(0);
      for (const counts of byRevision.values()) expect(counts.size).toBe(1);
      await vi.waitFor(async () => expect(wholeOrProblem(await app.post(EXCAVATION, STREET_PIT))).toBe(5), PATIENCE);
    } finally {
      await app.close();
    }
  });

  it('gives its turn up when its caller hangs up, and sends those away for whom there is no room', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    const revisions = new Revisions(store, () => performance.now());
    const sources = {
      store,
      revisions,
      grounds: new GroundService(store, revisions),
      // Rules that come late hold an analysis up for as long as the test wants.
      rules: async () => {
        asked += 1;
        if (asked === 1) await held;
        return NATIONAL_RULES;
      },
    };
    const app = express();
    app.use(express.json());
    app.use(analysisRoutes(new Map([['street', STREET]]), sources, { ...MADE, turns: { atOnce: 1, waiting: 1 } }));
    app.use(problemHandler(() => undefined));
    const listening = await listen(app, { host: '127.0.0.1', port: 0 });
    const ask = () =>
      fetch(new URL(EXCAVATION, listening.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(STREET_PIT),
      });
    try {
      const first = ask();
      await vi.waitFor(() => expect(asked).toBe(1), PATIENCE);
      const waiting = httpRequest(new URL(EXCAVATION, listening.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      waiting.on('error', () => undefined);
      waiting.end(JSON.stringify(STREET_PIT));
      await vi.waitFor(async () => {
        const refused = await ask();
        expect([refused.status, problemSchema.parse(await refused.json()).code]).toEqual([503, 'too-busy']);
      }, PATIENCE);
      waiting.destroy();
      await sleep(50);
      const second = ask();
      release();
      expect([(await first).status, (await second).status]).toEqual([200, 200]);
      // The one that hung up was never worked on.
      expect(asked).toBe(2);
    } finally {
      release();
      await listening.close(0);
    }
  });

  it('is 503 once the store is closed under the server', async () => {
    const app = await servedApp([STREET], store, { rules: nationalRules });
    try {
      expect(wholeOrProblem(await app.post(EXCAVATION, STREET_PIT))).toBe(5);
      await store.close();
      const after = await app.post(EXCAVATION, STREET_PIT);
      expect([after.status, wholeOrProblem(after)]).toEqual([503, 'store-unavailable']);
      expect(app.failures).toHaveLength(1);
    } finally {
      await app.close();
    }
  });
});
