import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExcavationAnswer, excavationAnswerSchema } from '../core/src/protocol/analysis/excavation.ts';
import { problemSchema } from '../core/src/protocol/answers.ts';
import { routePath } from '../core/src/protocol/routes.ts';
import { openStore } from '../store/src/open-store.ts';
import type { Store } from '../store/src/store.ts';
import { ANALYSIS_TURNS } from '../tiles-server/src/routes/analysis-routes.ts';
import { publishLayer } from '../tiles-server/src/testing/publish-layer.ts';
import { type Answer, jsonOf, type ServedApp, servedApp } from '../tiles-server/src/testing/served-app.ts';
import { gasMain, STREET, STREET_COVERS, STREET_PIT } from './support/gas-street.ts';
import {
  createDatabase,
  missingPostgres,
  type PostgresCluster,
  startPostgresCluster,
} from './support/postgres-cluster.ts';
import { temporaryHome } from './support/undercroft.ts';

const EXCAVATION = routePath('excavation', { scene: 'street' });
const REPORT = routePath('excavationReport', { scene: 'street' });

/** Mains 2 cm from one another: 0.3 m to 6.3 m south of the pit. */
const MAINS = Array.from({ length: 300 }, (_, i) => gasMain(`g${i}`, 0.3 + 0.02 * i));

/** Connections that a server opens at the most: its pool. */
const MOST_CONNECTIONS = 8;

const ANSWERED_WITHIN_MS = 30_000;

const missing = await missingPostgres();

/** A whole answer, or the code of a problem that holds no findings. */
function wholeOrProblem({ status, headers, bytes }: Answer): ExcavationAnswer | string {
  const body: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (status === 200) return excavationAnswerSchema.parse(body);
  expect([status, headers.get('content-type')]).toEqual([503, 'application/problem+json; charset=utf-8']);
  expect(body).not.toHaveProperty('findings');
  return problemSchema.parse(body).code;
}

describe.skipIf(missing !== null)(`analyses while things go wrong${missing === null ? '' : ` (${missing})`}`, () => {
  const home = temporaryHome();
  let cluster: PostgresCluster;
  let store: Store;
  let app: ServedApp;
  let whole: ExcavationAnswer;

  const publish = (count: number) =>
    publishLayer(store, 'street', 'gas', (session) => session.write(MAINS.slice(0, count)));
  const ask = async () => wholeOrProblem(await app.post(EXCAVATION, STREET_PIT));

  beforeAll(async () => {
    cluster = await startPostgresCluster();
    const { url } = await createDatabase(cluster.url);
    store = await openStore({ home: home.path, databaseUrl: url });
    await publishLayer(store, 'street', 'covers', (session) => session.write(STREET_COVERS));
    await publish(MAINS.length);
    app = await servedApp([STREET], store);
    const first = await ask();
    if (typeof first === 'string') throw new Error(`A whole answer was wanted; ${first} came.`);
    whole = first;
  });

  afterAll(async () => {
    await app?.close();
    await store?.close();
    await cluster?.stop();
    home.remove();
  });

  it('knows of every main that lies within 5 m, and of none beyond', () => {
    // 0.30, 0.32 ... 5.00 m: 236 mains; those up to 0.50 m in the protection zone.
    const near = whole.findings.map(({ horizontalM }) => horizontalM ?? Number.NaN);
    expect(near.length).toBeGreaterThanOrEqual(235);
    expect(near.length).toBeLessThanOrEqual(236);
    expect(Math.max(...near)).toBeLessThanOrEqual(5.001);
    expect(whole.findings.filter(({ verdict }) => verdict === 'inProtectionZone').length).toBeGreaterThanOrEqual(10);
  });

  it('are whole or 503 when a process of PostgreSQL is killed under them, and heal without a restart', async () => {
    const seen = new Set<string>();
    let asking = true;
    const clients = [1, 2, 3, 4].map(async () => {
      while (asking) {
        const answer = await ask();
        seen.add(typeof answer === 'string' ? answer : JSON.stringify(answer));
      }
    });
    // The first kill could otherwise come before the first answer.
    await expect.poll(() => seen.size, { timeout: ANSWERED_WITHIN_MS }).toBeGreaterThan(0);
    // PostgreSQL ends every session when one is killed, and recovers. A kill that meets no question is no test.
    for (let kills = 0; kills < 10 && !seen.has('store-unavailable'); kills++) {
      const [session] = await store.sql
        .query<{ pid: number }>('select pg_backend_pid() as pid')
        .catch((): { pid: number }[] => []);
      if (session !== undefined) process.kill(session.pid, 'SIGKILL');
      await sleep(500);
    }
    asking = false;
    await Promise.all(clients);
    expect(seen).toContain('store-unavailable');
    seen.delete('store-unavailable');
    expect([...seen]).toEqual([JSON.stringify(whole)]);
    let healed = await ask();
    for (let attempt = 0; attempt < 100 && typeof healed === 'string'; attempt++) {
      await sleep(100);
      healed = await ask();
    }
    expect(healed).toEqual(whole);
  });

  it('are of one import each while others are published', async () => {
    const countOf = new Map<string, number>();
    let publishing = true;
    const publisher = (async () => {
      for (const count of [10, 40, 20, 90, 5, 60, 30, 80]) {
        await publish(count);
        countOf.set((await store.features.revision('street')) ?? '', count);
      }
      publishing = false;
    })();
    countOf.set(whole.revision, whole.findings.length);
    const answered: ExcavationAnswer[] = [];
    while (publishing) {
      for (const answer of await Promise.all([ask(), ask(), ask()])) {
        if (typeof answer === 'string') expect(answer).toBe('scene-changing');
        else answered.push(answer);
      }
    }
    await publisher;
    expect(countOf.size).toBe(9);
    expect(new Set(answered.map(({ revision }) => revision)).size).toBeGreaterThan(1);
    for (const { revision, findings } of answered)
      expect([revision, findings.length]).toEqual([revision, countOf.get(revision)]);
    await publish(MAINS.length);
  });

  it('stay bounded when 200 are asked at once: connections, memory, and who has to wait', async () => {
    const connections = async () => {
      const [row] = await store.sql.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = 'undercroft'`,
      );
      return row?.n ?? Number.NaN;
    };
    const before = process.memoryUsage().rss;
    const all = Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        i % 20 === 0 ? app.post(REPORT, { ...STREET_PIT, language: 'en' }) : app.post(EXCAVATION, STREET_PIT),
      ),
    );
    const most = await connections();
    const answers = await all;
    expect(Math.max(most, await connections())).toBeLessThanOrEqual(MOST_CONNECTIONS);
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(600);
    let [wholes, prints, busy] = [0, 0, 0];
    for (const answer of answers) {
      if (answer.headers.get('content-type') === 'application/pdf') {
        expect(new TextDecoder('latin1').decode(answer.bytes.subarray(-6))).toContain('%%EOF');
        prints += 1;
        continue;
      }
      const said = wholeOrProblem(answer);
      if (typeof said === 'string') {
        expect([said, answer.headers.get('retry-after')]).toEqual(['too-busy', '2']);
        busy += 1;
      } else {
        expect(said.findings).toEqual(whole.findings);
        wholes += 1;
      }
    }
    expect(wholes + prints + busy).toBe(200);
    const { atOnce, waiting } = ANALYSIS_TURNS;
    expect(wholes + prints).toBeGreaterThanOrEqual(atOnce + waiting);
    expect(app.failures.filter((failure) => !isStoreError(failure))).toEqual([]);
    expect(jsonOf(await app.post(EXCAVATION, STREET_PIT))).toMatchObject({ complete: true });
  });
});

/** The lost connections of the killed process are told to the operator. */
function isStoreError(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 'store-unreachable';
}
