import { checkDig } from '@undercroft/core/dig/dig-check';
import { planDig } from '@undercroft/core/dig/dig-plan';
import { digRows } from '@undercroft/core/dig/dig-rows';
import { excavationAnswer } from '@undercroft/core/dig/excavation-answer';
import { readPolygonArea } from '@undercroft/core/dig/read-area';
import { boreAnswerSchema } from '@undercroft/core/protocol/analysis/bore';
import { clearanceAnswerSchema } from '@undercroft/core/protocol/analysis/clearance';
import { excavationAnswerSchema } from '@undercroft/core/protocol/analysis/excavation';
import { featuresInSchema, problemSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { ruleSetSchema } from '@undercroft/core/protocol/rule-set';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gasMain, polygonOf, STREET, STREET_COVERS, STREET_PIT } from '../../../tests/support/gas-street.ts';
import { plane } from '../../../tests/support/small-network.ts';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { publishLayer } from '../testing/publish-layer.ts';
import { type Answer, jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

/** A revision is taken for current for half a second, and a busy machine takes its time. */
const PATIENCE = { timeout: 30_000 };

const EXCAVATION = routePath('excavation', { scene: 'street' });

describe('analyses over HTTP', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;
  let beforeSecond = '';

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    app = await servedApp([STREET], store);
    expect(codeOf(await app.post(EXCAVATION, STREET_PIT))).toEqual([503, 'scene-not-imported']);
    await publishLayer(store, 'street', 'covers', (session) => session.write(STREET_COVERS));
    await publishLayer(store, 'street', 'gas', (session) => session.write([gasMain('near', 0.49)]));
    beforeSecond = (await store.imports.current('street', 'gas'))?.publishedAt ?? '';
    await publishLayer(store, 'street', 'gas', (session) =>
      session.write([gasMain('near', 0.49), gasMain('far', 0.51), gasMain('deep', 2, null)]),
    );
    // That nothing is published is taken for current for half a second.
    await vi.waitFor(async () => expect((await app.post(EXCAVATION, STREET_PIT)).status).toBe(200), PATIENCE);
  });

  afterAll(async () => {
    await app.close();
    await store.close();
    home.remove();
  });

  it('judges mains 0.49 m, 0.51 m and at an unknown depth 2 m beside a pit', async () => {
    const answer = await app.post(EXCAVATION, STREET_PIT);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { findings, ...rest } = excavationAnswerSchema.parse(jsonOf(answer));
    expect(findings.map(({ featureId, verdict }) => [featureId, verdict])).toEqual([
      ['gas.near', 'inProtectionZone'],
      ['gas.far', 'inControlZone'],
      ['gas.deep', 'inControlZone'],
    ]);
    const [near] = findings;
    expect(near).toMatchObject({
      owner: 'Gas company',
      surveyedOn: '2024-05-31',
      zone: { protectionM: 0.5, controlM: 5 },
      rule: { clause: 'GB 55009-2021', grade: 'b' },
      binding: true,
    });
    expect(near?.horizontalM).toBeCloseTo(0.49, 6);
    // Level ground at 8 m; 20 x 10 x 2 m; the axis of the main lies at 6.9 m.
    expect(rest.pit).toMatchObject({ floorLevelM: 6, lowestGroundM: 8 });
    expect(rest.pit.volumeM3).toBeCloseTo(400, 6);
    expect(near?.at[2]).toBeCloseTo(6.9, 6);
    expect(rest).toMatchObject({ complete: true, scene: 'street', repairs: [], unplacedCount: 0 });
    expect(rest.dataDate).toBe((await store.imports.current('street', 'gas'))?.publishedAt);
  });

  it('answers what a browser computes from the rows of the rectangle, to the last digit', async () => {
    const answer = excavationAnswerSchema.parse(jsonOf(await app.post(EXCAVATION, STREET_PIT)));
    const read = readPolygonArea(STREET_PIT.area);
    if (!read.ok) throw new Error(read.refusal.message);
    const { projection, outline, repairs } = read.area;
    const bbox = [...projection.inverse(-100, -100), ...projection.inverse(100, 100)].join(',');
    const rows = featuresInSchema.parse(
      jsonOf(await app.get(`${routePath('featuresIn', { scene: 'street' })}?bbox=${bbox}`)),
    );
    const links = rows.links.map((link) => ({ ...link, path: link.path.map(([lon, lat]) => [lon, lat]) }));
    const input = { outline, depthM: 2, batter: 0, supportDepthM: null, marginM: 0, method: 'machine' } as const;
    const planned = planDig(input, () => 8);
    if (!planned.ok) throw new Error(planned.refusal.message);
    const { plan } = planned;
    const check = checkDig(plan, digRows(links, rows.nodes, projection), NATIONAL_RULES);
    const { revision, dataDate } = answer;
    const about = { scene: 'street', revision, dataDate, unplacedCount: 0, repairs, rules: NATIONAL_RULES };
    expect(answer).toEqual(JSON.parse(JSON.stringify(excavationAnswer({ plan, check, projection, ...about }))));
  });

  it('says what it changed of the area: a ring that was not closed', async () => {
    const [ring = []] = STREET_PIT.area.coordinates;
    const open = { type: 'Polygon', coordinates: [ring.slice(0, -1)] };
    const { repairs } = excavationAnswerSchema.parse(jsonOf(await app.post(EXCAVATION, { area: open, depthM: 2 })));
    expect(repairs).toEqual(['ring closed']);
  });

  it('prints the check as one page of PDF, of the day it was asked on, and refuses as the check does', async () => {
    const route = routePath('excavationReport', { scene: 'street' });
    const answer = await app.post(route, { ...STREET_PIT, language: 'en', note: 'Permit 7' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain('excavation-check.pdf');
    const pdf = new TextDecoder('latin1').decode(answer.bytes);
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    const bow = { area: polygonOf([0, 0, 20, 10, 20, 0, 0, 10]), depthM: 2 };
    expect(codeOf(await app.post(route, bow))).toEqual([422, 'crosses-itself']);
    expect(codeOf(await app.post(route, { ...STREET_PIT, note: 'x'.repeat(201) }))).toEqual([400, 'bad-request']);
  });

  it('judges a bore under the mains by the same rules', async () => {
    // An axis 3 m down, 2.05 m below the axes of the mains at 6.9 m: 8 - 3 = 5 m.
    const line = [[...plane.inverse(10, -20)], [...plane.inverse(10, 20)]];
    const answer = boreAnswerSchema.parse(
      jsonOf(
        await app.post(routePath('bore', { scene: 'street' }), {
          method: 'hdd',
          path: { type: 'LineString', coordinates: line },
          course: { by: 'depth', depthsM: [3, 3] },
          diameterM: 0.3,
        }),
      ),
    );
    expect(answer.bore.axis.map(([, , levelM]) => levelM)).toEqual([5, 5]);
    const near = answer.findings.find(({ featureId }) => featureId === 'gas.near');
    // Bore from 4.85 to 5.15 m, main from 6.8 to 7.0 m.
    expect(near?.verticalM).toBeCloseTo(1.65, 3);
    expect(near).toMatchObject({ above: true, zone: { protectionM: 0.5, controlM: 5 } });
    expect(codeOf(await app.post(routePath('bore', { scene: 'street' }), { method: 'hdd' }))).toEqual([
      400,
      'bad-request',
    ]);
  });

  it('measures clearances of a pair, of a proposed main and of a district', async () => {
    const route = routePath('clearance', { scene: 'street' });
    // Axes 0.02 m apart, 200 mm outside each: they overlap. (Two mains of one utility have a rule of their own.)
    const pair = clearanceAnswerSchema.parse(
      jsonOf(await app.post(route, { ask: 'pair', featureIds: ['gas.near', 'gas.far'] })),
    );
    expect(pair.findings).toHaveLength(1);
    expect(pair.findings[0]).toMatchObject({ verdict: 'collision', horizontal: { foundM: 0 }, spatialM: 0 });
    // A water main at y = 1.41 m, 200 mm outside: 2 m from axis to axis of `near` at -0.59 m, 1.8 m between the walls.
    const line = { type: 'LineString', coordinates: [[...plane.inverse(0, 1.41)], [...plane.inverse(20, 1.41)]] };
    const section = { shape: 'circular', widthMm: 180, wallMm: 10 };
    const proposed = { line, axisLevelsM: [6.9, 6.9], utility: 'water', section };
    const answer = clearanceAnswerSchema.parse(jsonOf(await app.post(route, { ask: 'proposed', proposed })));
    const near = answer.findings.find(({ b }) => b.featureId === 'gas.near');
    expect(near?.horizontal.foundM).toBeCloseTo(1.8, 3);
    expect(near?.horizontal.wantedM).toBe(0.5);
    expect(near?.verdict).toBe('ok');
    const district = clearanceAnswerSchema.parse(jsonOf(await app.post(route, { ask: 'district' })));
    expect(district.district?.pairCount).toBeGreaterThanOrEqual(1);
    expect(district.findings[0]).toMatchObject({ verdict: 'collision' });
    expect(codeOf(await app.post(route, { ask: 'pair', featureIds: ['gas.near', 'gas.none'] }))).toEqual([
      404,
      'unknown-feature',
    ]);
    expect(codeOf(await app.post(route, { ask: 'pair', featureIds: ['gas.near', 'gas.near'] }))).toEqual([
      400,
      'bad-request',
    ]);
    expect(codeOf(await app.post(route, { ask: 'district', bbox: [2, 2, 1, 3] }))).toEqual([400, 'bad-request']);
  });

  it('answers as of a time, and says so when nothing was known then', async () => {
    const then = await app.post(EXCAVATION, { ...STREET_PIT, asOf: beforeSecond });
    expect(verdictsOf(then)).toEqual(['inProtectionZone']);
    const before = await app.post(EXCAVATION, { ...STREET_PIT, asOf: '2001-01-01T00:00:00Z' });
    expect(codeOf(before)).toEqual([422, 'nothing-then']);
  });

  it.each([
    ['a bow-tie', { area: polygonOf([0, 0, 20, 10, 20, 0, 0, 10]), depthM: 2 }, 422, 'crosses-itself', 'sides'],
    ['a depth of 50 m', { ...STREET_PIT, depthM: 50 }, 422, 'bad-depth', 'depth must be'],
    ['supports above the floor', { ...STREET_PIT, supportDepthM: 1 }, 422, 'bad-support-depth', 'deeper'],
    [
      'an area where no ground is known',
      { area: polygonOf([900, 0, 920, 0, 920, 10]), depthM: 2 },
      422,
      'ground-unknown',
      'ground',
    ],
    ['no depth', { area: STREET_PIT.area }, 400, 'bad-request', 'depthM'],
    ['a depth in words', { ...STREET_PIT, depthM: 'deep' }, 400, 'bad-request', 'depthM'],
    ['a field that nobody knows', { ...STREET_PIT, depht: 3 }, 400, 'bad-request', 'depht'],
    ['a line', { area: { type: 'LineString', coordinates: [] }, depthM: 2 }, 400, 'bad-request', 'area.type'],
    ['a time without a zone', { ...STREET_PIT, asOf: '2024-05-31T10:00:00' }, 400, 'bad-request', 'asOf'],
  ])('refuses %s with a sentence that names it', async (_what, body, status, code, words) => {
    const answer = await app.post(EXCAVATION, body);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(codeOf(answer)).toEqual([status, code]);
    expect(problemSchema.parse(jsonOf(answer)).detail).toContain(words);
  });

  it('answers readers elsewhere without a token, but no foreign page and no form of one', async () => {
    const elsewhere = { 'x-forwarded-for': '10.0.0.9' };
    expect((await app.post(EXCAVATION, STREET_PIT, elsewhere)).status).toBe(200);
    expect(codeOf(await app.post(routePath('imports', { scene: 'street' }), {}, elsewhere))).toEqual([
      401,
      'token-required',
    ]);
    const origin = { origin: 'http://evil.example' };
    expect(codeOf(await app.post(EXCAVATION, STREET_PIT, origin))).toEqual([403, 'origin-refused']);
    const form = { 'content-type': 'text/plain' };
    expect(codeOf(await app.post(EXCAVATION, STREET_PIT, form))).toEqual([415, 'json-wanted']);
    const huge = { ...STREET_PIT, padding: 'x'.repeat(1024 * 1024) };
    expect(codeOf(await app.post(EXCAVATION, huge))).toEqual([413, 'body-too-large']);
  });

  it('tells the rules it judges by, and judges nothing when they cannot be read', async () => {
    const rules = jsonOf(await app.get(routePath('rules', { scene: 'street' })));
    expect(ruleSetSchema.parse(rules)).toEqual(NATIONAL_RULES);
    const broken = await servedApp([STREET], store, {
      rules: async () => {
        throw new Error('rules.json, zones, row 3: protectionM must be a number');
      },
    });
    try {
      const answer = await broken.post(EXCAVATION, STREET_PIT);
      expect(codeOf(answer)).toEqual([503, 'rules-unusable']);
      expect(problemSchema.parse(jsonOf(answer)).detail).toContain('row 3');
      expect(answer.headers.get('retry-after')).toBe('2');
    } finally {
      await broken.close();
    }
  });
});

function codeOf(answer: Answer): readonly [number, string] {
  return [answer.status, problemSchema.parse(jsonOf(answer)).code];
}

function verdictsOf(answer: Answer): readonly string[] {
  return excavationAnswerSchema.parse(jsonOf(answer)).findings.map(({ verdict }) => verdict);
}
