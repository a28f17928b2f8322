import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { localProjection } from '../core/src/geodesy/local-projection.ts';
import { type ExcavationAnswer, excavationAnswerSchema } from '../core/src/protocol/analysis/excavation.ts';
import { problemSchema } from '../core/src/protocol/answers.ts';
import { routePath } from '../core/src/protocol/routes.ts';
import { type Scene, sceneSchema } from '../core/src/protocol/scene.ts';
import { NATIONAL_RULES } from '../core/src/rules/national-rules.ts';
import { importScene } from '../data-import/src/import-scene.ts';
import { openStore } from '../store/src/open-store.ts';
import type { Store } from '../store/src/store.ts';
import { type ServedApp, servedApp } from '../tiles-server/src/testing/served-app.ts';
import { GroundService } from '../tiles-server/src/tiles/ground-service.ts';
import { Revisions } from '../tiles-server/src/tiles/revisions.ts';
import { type PlainRows, plainRows } from './support/plain-rows.ts';
import { createDatabase, type TestDatabase } from './support/postgres-cluster.ts';
import { randomFrom } from './support/random.ts';
import { isShaft, type SampledFinding, sampledLink, sampledShaft } from './support/sampled-check.ts';
import { trenchSolids } from './support/sampled-trench.ts';
import { planeOf, seededTrenches, type Trench, trenchPolygon } from './support/seeded-trenches.ts';
import { TRUTH_SCENE, truthProfile } from './support/truth-scene.ts';
import { DATA, ROOT, temporaryHome } from './support/undercroft.ts';

const TRENCHES = 50;
const SEED = 20_261_120;

/** What the samples may be wrong by: their spacing along walls and axes, and the ground between two of them, metres. */
const SAMPLING_M = 0.04;

/** No line matters from farther than the widest zone, 50 m, and the widest section of the two data sets. */
const FARTHEST_M = 70;

const BELLINGE = sceneSchema.parse(JSON.parse(readFileSync(join(ROOT, 'scenes', 'bellinge', 'scene.json'), 'utf8')));

/** Without an elevation model: the ground is known within 120 m of a cover and nowhere else. */
const SANT_BOI = sceneSchema.parse({
  ...TRUTH_SCENE,
  id: 'sant-boi',
  sources: TRUTH_SCENE.sources.filter(({ layer }) => layer === 'sant-boi'),
});
const COVER_REACH_M = 120;

const clusterUrl = inject('postgresUrl');

/** What was imported into one store, and served. */
interface Side {
  readonly store: Store;
  readonly app: ServedApp;
}

describe.skipIf(DATA === undefined || clusterUrl === null).each([
  { scene: BELLINGE, around: 2500, demEdge: [10.2476389, 55.3215278, 10.3951389, 55.3773611] as const },
  { scene: SANT_BOI, around: 300, demEdge: null },
])('trenches in $scene.id (needs UNDERCROFT_DATA and PostgreSQL)', ({ scene, around, demEdge }) => {
  const homes = [temporaryHome(), temporaryHome()] as const;
  let database: TestDatabase | null = null;
  let embedded: Side;
  let postgres: Side;
  let rows: PlainRows;
  let trenches: readonly Trench[];
  /** What each store says of each trench. */
  let said: readonly (readonly Said[])[];

  const opened = async (home: string, databaseUrl?: string): Promise<Side> => {
    const store = await openStore({ home, databaseUrl });
    await importScene(scene, { store, dataFolder: DATA ?? '', profileOf: truthProfile });
    return { store, app: await servedApp([scene], store) };
  };

  beforeAll(async () => {
    database = await createDatabase(clusterUrl ?? '');
    embedded = await opened(homes[0].path);
    postgres = await opened(homes[1].path, database.url);
    rows = await plainRows(postgres.store, scene.id);
    trenches = seededTrenches(rows, TRENCHES, randomFrom(SEED), around);
    const both: (readonly Said[])[] = [];
    for (const trench of trenches) {
      both.push(await Promise.all([embedded, postgres].map(({ app }) => ask(app, scene, trench))));
    }
    said = both;
  });

  afterAll(async () => {
    for (const side of [embedded, postgres]) {
      await side?.app.close();
      await side?.store.close();
    }
    await database?.drop();
    for (const home of homes) home.remove();
  });

  it('list what a brute-force check over every row lists, with the same verdicts', async () => {
    const { of: groundOf, isKnown } = await plainGround(postgres.store, scene, rows, demEdge);
    const tally = new Map<string, number>();
    const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
    const wrong: string[] = [];
    let worstM = 0;
    for (const [number, trench] of trenches.entries()) {
      const answer = answerOf(said[number]?.[1]);
      const plane = localProjection(trench.middle);
      const [cos, sin] = [Math.cos(trench.heading), Math.sin(trench.heading)];
      const levelAt = await groundOf(trench.middle);
      const ground = (u: number, v: number) => {
        const [lon, lat] = plane.inverse(u * cos - v * sin, u * sin + v * cos);
        return isKnown(lon, lat) ? levelAt(lon, lat) : null;
      };
      const framed = (place: readonly [number, number]): readonly [number, number] => {
        const [x, y] = planeOf(plane, place);
        return [x * cos + y * sin, y * cos - x * sin];
      };
      const solids = trenchSolids(trench, ground);
      if (solids === null || answer === null) {
        if ((solids === null) !== (answer === null)) {
          wrong.push(
            `trench ${number}: sampled ground is ${solids === null ? 'unknown' : 'known'}, the answer differs`,
          );
        }
        count('refused');
        continue;
      }
      count('judged');
      const { marginM } = trench;
      const judged = (of: (slackM: number) => SampledFinding | null) =>
        [0, -SAMPLING_M, SAMPLING_M].map((slackM) => of(slackM));
      const sampled = new Map<string, readonly (SampledFinding | null)[]>();
      const common = { solids, ground, marginM, rules: NATIONAL_RULES };
      for (const link of rows.links) {
        const plan = link.path.map(framed);
        if (plan.length < 2 || !isNear(plan, trench)) continue;
        const axis = withLevels(plan, link.fromAxisM, link.toAxisM);
        sampled.set(
          link.id,
          judged((slackM) => sampledLink({ ...common, slackM }, link, axis)),
        );
      }
      for (const node of rows.nodes) {
        const [u, v] = framed([node.lon, node.lat]);
        if (!isShaft(node) || Math.hypot(u, v) > FARTHEST_M + trench.lengthM) continue;
        sampled.set(
          node.id,
          judged((slackM) => sampledShaft({ ...common, slackM }, node, u, v)),
        );
      }
      const answered = new Map(answer.findings.map((finding) => [finding.featureId, finding]));
      expect(answered.size).toBe(answer.findings.length);
      for (const id of answered.keys()) if (!sampled.has(id)) wrong.push(`trench ${number}: ${id} is nowhere near`);
      for (const [id, possible] of sampled) {
        const finding = answered.get(id);
        const verdicts = new Set(possible.map((each) => each?.verdict ?? 'not listed'));
        const verdict = finding?.verdict ?? 'not listed';
        if (verdicts.size > 1) count('at a border');
        if (!verdicts.has(verdict))
          wrong.push(`trench ${number}: ${id} is ${verdict}, sampled ${[...verdicts].join('|')}`);
        if (finding === undefined) continue;
        count(verdict);
        const [exact] = possible;
        if (verdicts.size > 1 || exact === null || exact === undefined || exact.part !== finding.part) continue;
        for (const of of ['horizontalM', 'verticalM', 'planM'] as const) {
          const [a, b] = [finding[of], exact[of]];
          if (a === null && b === null) continue;
          const offM = Math.abs((a ?? Number.NaN) - (b ?? Number.NaN));
          if (offM <= SAMPLING_M) worstM = Math.max(worstM, offM);
          else if (exact.breaksGround && (a ?? Number.NaN) < (b ?? Number.NaN)) count('lower bound');
          else wrong.push(`trench ${number}: ${id} has ${of} ${a}, sampled ${b}`);
        }
      }
    }
    const figures = Object.fromEntries(tally);
    process.stdout.write(`${scene.id}: ${JSON.stringify(figures)}, distances within ${worstM.toFixed(4)} m\n`);
    expect(wrong.slice(0, 20)).toEqual([]);
    for (const [what, least] of Object.entries(LEAST[scene.id] ?? {})) {
      expect(tally.get(what) ?? 0, what).toBeGreaterThanOrEqual(least);
    }
    const listed = [...tally].filter(([what]) => VERDICTS.has(what)).reduce((sum, [, n]) => sum + n, 0);
    expect((tally.get('at a border') ?? 0) / listed).toBeLessThan(0.05);
  });

  it('are answered alike by both stores, byte for byte', () => {
    expect(said).toHaveLength(TRENCHES);
    for (const both of said) {
      const [one, other] = both.map(({ status, text }) => ({ status, text: text.replace(MOMENT, '') }));
      expect(one).toEqual(other);
    }
  });
});

const VERDICTS: ReadonlySet<string> = new Set([
  'hit',
  'inProtectionZone',
  'unknown',
  'insideUncertainty',
  'inControlZone',
  'clear',
]);

/** What two imports of one file may differ in. */
const MOMENT = /"(revision|dataDate)":"[^"]*",?/g;

interface Said {
  readonly status: number;
  readonly text: string;
}

async function ask({ url }: ServedApp, { id }: Scene, trench: Trench): Promise<Said> {
  const { depthM, batter, supportDepthM, marginM } = trench;
  const answer = await fetch(new URL(routePath('excavation', { scene: id }), url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ area: trenchPolygon(trench), depthM, batter, supportDepthM, marginM }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** The answer; null where it was refused because the ground is not known. Anything else fails. */
function answerOf(said: Said | undefined): ExcavationAnswer | null {
  const { status, text } = said ?? { status: 0, text: '{}' };
  if (status === 200) return excavationAnswerSchema.parse(JSON.parse(text));
  expect(text).not.toContain('findings');
  expect([status, problemSchema.parse(JSON.parse(text)).code]).toEqual([422, 'ground-unknown']);
  return null;
}

/**
 * The drawn ground, and where it is known: on the elevation model (west, south, east, north of its edge) and within 120 m
 * of a node with a cover level.
 */
async function plainGround(store: Store, scene: Scene, { nodes }: PlainRows, edge: readonly number[] | null) {
  const drawn = await new GroundService(store, new Revisions(store, () => performance.now())).of(scene);
  if (drawn === null) throw new Error('A ground was expected.');
  const covered = nodes.filter(({ coverLevelM }) => coverLevelM !== null);
  const isKnown = (lon: number, lat: number): boolean => {
    const [west, south, east, north] = edge ?? [];
    if (west !== undefined && south !== undefined && east !== undefined && north !== undefined) {
      if (lon >= west && lon <= east && lat >= south && lat <= north) return true;
    }
    const metresPerLon = 111_132 * Math.cos((lat * Math.PI) / 180);
    return covered.some((n) => Math.hypot((n.lon - lon) * metresPerLon, (n.lat - lat) * 111_132) <= COVER_REACH_M);
  };
  const of = async ([lon, lat]: readonly [number, number]) => {
    return await drawn.samplerIn([lon - 0.005, lat - 0.005, lon + 0.005, lat + 0.005]);
  };
  return { of, isKnown };
}

/** An axis whose level runs straight, by plan length, between those of its ends; a vertex twice stands once. */
function withLevels(
  plan: readonly (readonly [number, number])[],
  from: number | null,
  to: number | null,
): readonly (readonly [number, number, number])[] {
  const stations = plan.map((_, i) =>
    plan
      .slice(1, i + 1)
      .reduce((sum, [u, v], k) => sum + Math.hypot(u - (plan[k]?.[0] ?? 0), v - (plan[k]?.[1] ?? 0)), 0),
  );
  const total = stations.at(-1) ?? 0;
  const level = (share: number) => (from === null || to === null ? Number.NaN : from + (to - from) * share);
  const [[u, v] = [0, 0]] = plan;
  if (total === 0)
    return [
      [u, v, level(0)],
      [u, v, level(1)],
    ];
  return plan.flatMap(([pu, pv], i): (readonly [number, number, number])[] =>
    i > 0 && stations[i] === stations[i - 1] ? [] : [[pu, pv, level((stations[i] ?? 0) / total)]],
  );
}

/** Any of it within what can matter, by its distance from the trench's middle. */
function isNear(plan: readonly (readonly [number, number])[], { lengthM }: Trench): boolean {
  return plan.some(([u, v], i) => {
    const [a, b] = plan[i - 1] ?? [u, v];
    const square = (u - a) ** 2 + (v - b) ** 2;
    const share = square === 0 ? 0 : Math.max(0, Math.min(1, -(a * (u - a) + b * (v - b)) / square));
    return Math.hypot(a + (u - a) * share, b + (v - b) * share) <= FARTHEST_M + lengthM;
  });
}

/** So that a check of nothing, or of one kind of thing, cannot pass. */
const LEAST: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bellinge: { judged: 40, hit: 50, unknown: 30, insideUncertainty: 2, clear: 20, refused: 3 },
  'sant-boi': { judged: 30, hit: 2, unknown: 1000, refused: 5 },
};
