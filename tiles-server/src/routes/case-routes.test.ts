import { problemSchema } from '@undercroft/core/protocol/answers';
import { caseSummarySchema, casesByCellSchema, casesSchema } from '@undercroft/core/protocol/cases';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { MONDAY_MORNING_MS, sampleCase } from '@undercroft/store/testing/sample-case';
import { importSample } from '@undercroft/store/testing/sample-features';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

const both = (text: string) => ({ en: text, zh: text });

const SCENE: Scene = sceneSchema.parse({
  id: 'town',
  title: both('Town'),
  description: both('Two cases'),
  synthetic: true,
  frame: { origin: [119.6, 39.92], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'cases', title: both('Cases'), generator: 'demo-map', seed: 1 }],
  attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
  camera: { target: [119.6, 39.92], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

describe('cases over HTTP', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;
  const ask = async (route: RouteName, query: string, scene = 'town') =>
    app.get(`${routePath(route, { scene })}?${query}`);

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    app = await servedApp([SCENE], store);
    const later = sampleCase('B', { gridCell: '130302001001009', position: [119.7, 39.92] });
    await importSample(store, 'town', [sampleCase('A'), later], { layer: 'cases' });
  });

  afterAll(async () => {
    await app.close();
    await store.close();
  });

  it('are told in a rectangle and a time', async () => {
    const around = await jsonOf(await ask('cases', 'bbox=119.5,39.9,119.65,40'));
    expect(casesSchema.parse(around).cases.map(({ id }) => id)).toEqual(['cases.A']);
    const none = await jsonOf(await ask('cases', 'bbox=119,39,120,40&from=2026-03-02T08:31:00%2B08:00'));
    expect(casesSchema.parse(none).cases).toEqual([]);
    const first = casesSchema.parse(await jsonOf(await ask('cases', 'bbox=119,39,120,40&limit=1')));
    expect(first).toMatchObject({ more: true, cases: [{ steps: { report: MONDAY_MORNING_MS } }] });
  });

  it('are counted by the clock of the place, and by cell', async () => {
    const summary = caseSummarySchema.parse(await jsonOf(await ask('caseSummary', 'utcOffset=480')));
    expect(summary).toMatchObject({ total: 2, dispatch: { known: 2, inTime: 2 } });
    expect(summary.byHour[8]).toBe(2);
    const one = caseSummarySchema.parse(await jsonOf(await ask('caseSummary', 'cell=130302001001009')));
    expect(one.total).toBe(1);
    const cells = casesByCellSchema.parse(await jsonOf(await ask('casesByCell', '')));
    expect(cells.cells.map(({ gridCell }) => gridCell)).toEqual(['130302001001001', '130302001001009']);
  });

  it('are refused without a rectangle, with a time of no zone, and for a scene that is not there', async () => {
    for (const query of [
      '',
      'bbox=1,2,3',
      'bbox=119,39,120,40&from=2026-03-02T08:31:00',
      'bbox=119,39,120,40&limit=0',
    ]) {
      const answer = await ask('cases', query);
      expect([query, answer.status]).toEqual([query, 400]);
      expect(problemSchema.parse(jsonOf(answer)).code).toBe('bad-request');
    }
    expect((await ask('caseSummary', '', 'nowhere')).status).toBe(404);
  });
});
