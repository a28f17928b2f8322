import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { NodeRole } from '@undercroft/core/model/network-node';
import { coverAnswerSchema } from '@undercroft/core/protocol/analysis/cover';
import { isolationAnswerSchema } from '@undercroft/core/protocol/analysis/isolation';
import { profileAnswerSchema } from '@undercroft/core/protocol/analysis/profile';
import { sectionAnswerSchema } from '@undercroft/core/protocol/analysis/section';
import { statisticsAnswerSchema } from '@undercroft/core/protocol/analysis/statistics';
import { traceAnswerSchema } from '@undercroft/core/protocol/analysis/trace';
import { problemSchema } from '@undercroft/core/protocol/answers';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { STREET, STREET_COVERS } from '../../../tests/support/gas-street.ts';
import { conduit, manhole, plane } from '../../../tests/support/small-network.ts';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { publishLayer } from '../testing/publish-layer.ts';
import { jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

/** A revision is taken for current for half a second, and a busy machine takes its time. */
const PATIENCE = { timeout: 30_000 };

/**
 * A water main from west to east in level ground at 8 m, its axis at 6.5 m: works S, valve V at 20 m, bend B at 60 m,
 * customer C at 100 m.
 */
const NODES: readonly (readonly [id: string, x: number, role: NodeRole | null])[] = [
  ['S', 0, 'source'],
  ['V', 20, 'valve'],
  ['B', 60, null],
  ['C', 100, 'customer'],
];

const MAIN: readonly CityFeature[] = [
  ...NODES.map(([id, x, role]): CityFeature => {
    return {
      family: 'node',
      value: { ...manhole(id, x, 0, 8, 6), kind: 'junction', utility: 'water', role, raw: {} },
    };
  }),
  ...(
    [
      ['sv', 'S', 'V', 0, 20],
      ['vb', 'V', 'B', 20, 60],
      ['bc', 'B', 'C', 60, 100],
    ] as const
  ).map(([id, fromNode, toNode, from, to]): CityFeature => {
    const link = conduit(
      id,
      [
        [from, 0],
        [to, 0],
      ],
      6.5,
      6.5,
    );
    return { family: 'link', value: { ...link, utility: 'water', fromNode, toNode, planLengthM: to - from, raw: {} } };
  }),
];

describe('questions about a water main of three conduits', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;

  const ask = async (route: RouteName, body: unknown): Promise<unknown> => {
    const answer = await app.post(routePath(route, { scene: 'street' }), body);
    expect(answer.status, new TextDecoder().decode(answer.bytes)).toBe(200);
    return jsonOf(answer);
  };
  const refused = async (route: RouteName, body: unknown) => {
    const answer = await app.post(routePath(route, { scene: 'street' }), body);
    return [answer.status, problemSchema.parse(jsonOf(answer)).code];
  };

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    await publishLayer(store, 'street', 'covers', (session) => session.write(STREET_COVERS));
    await publishLayer(store, 'street', 'water', (session) => session.write(MAIN));
    app = await servedApp([STREET], store);
    await vi.waitFor(
      async () => expect((await app.get(routePath('summary', { scene: 'street' }))).status).toBe(200),
      PATIENCE,
    );
  });

  afterAll(async () => {
    await app.close();
    await store.close();
    home.remove();
  });

  it('a section across it cuts it at its station, 1.35 m under the ground', async () => {
    const line = { type: 'LineString', coordinates: [[...plane.inverse(40, -10)], [...plane.inverse(40, 20)]] };
    const { section } = sectionAnswerSchema.parse(await ask('section', { line }));
    expect(section.lengthM).toBeCloseTo(30, 3);
    expect(section.cuts.map(({ featureId }) => featureId)).toEqual(['water.vb']);
    const [cut] = section.cuts;
    expect(cut?.stationM).toBeCloseTo(10, 3);
    // Ground 8 m, axis 6.5 m, inside 300 mm, wall unknown: outer top at 6.65 m at least.
    expect(cut?.coverM).toBeCloseTo(1.35, 3);
  });

  it('a profile along it is 100 m long and level', async () => {
    const answer = profileAnswerSchema.parse(
      await ask('longitudinalProfile', { links: ['water.sv', 'water.vb', 'water.bc'] }),
    );
    expect(answer.profile.lengthM).toBeCloseTo(100, 2);
    expect(answer.profile.legs.map(({ slope }) => slope)).toEqual([0, 0, 0]);
    expect(answer.profile.nodes.map(({ featureId }) => featureId)).toEqual([
      'water.S',
      'water.V',
      'water.B',
      'water.C',
    ]);
    expect(await refused('longitudinalProfile', { links: ['water.sv', 'water.bc'] })).toEqual([422, 'broken-path']);
    expect(await refused('longitudinalProfile', { links: ['water.nothing'] })).toEqual([404, 'unknown-feature']);
    expect(await refused('longitudinalProfile', { links: ['water.S'] })).toEqual([404, 'unknown-feature']);
  });

  it('its cover is 1.35 m everywhere, less than which nobody knows for want of the wall', async () => {
    const answer = coverAnswerSchema.parse(await ask('cover', { links: ['water.vb'], place: 'carriageway' }));
    expect(answer.findings).toHaveLength(1);
    const [finding] = answer.findings;
    expect(finding?.least?.coverM).toBeCloseTo(1.35, 3);
    expect(finding?.greatest?.coverM).toBeCloseTo(1.35, 3);
    expect(finding?.assumed).toContain('wall');
  });

  it('everything down from the valve is traced, and the shortest way is its length', async () => {
    const down = traceAnswerSchema.parse(await ask('traced', { direction: 'downstream', features: ['water.V'] }));
    expect([...down.links].sort()).toEqual(['water.bc', 'water.vb']);
    const path = traceAnswerSchema.parse(await ask('traced', { direction: 'path', from: 'water.S', to: 'water.C' }));
    expect(path.path).toEqual({ joined: 'yes', lengthM: 100 });
    expect(
      await refused('traced', { direction: 'upstream', features: ['water.V'], asOf: '2024-05-31T00:00:00Z' }),
    ).toEqual([422, 'only-now']);
    expect(await refused('traced', { direction: 'upstream', features: ['water.X'] })).toEqual([404, 'unknown-feature']);
  });

  it('a break behind the valve takes the valve and the customer', async () => {
    const answer = isolationAnswerSchema.parse(await ask('isolation', { features: ['water.bc'] }));
    expect(answer.valves.map(({ featureId, use }) => [featureId, use])).toEqual([['water.V', 'close']]);
    expect(answer.customers.map(({ featureId, where }) => [featureId, where])).toEqual([['water.C', 'inside']]);
    expect([...answer.links].sort()).toEqual(['water.bc', 'water.vb']);
  });

  it('its three conduits are counted, 100 m of unknown material', async () => {
    const answer = statisticsAnswerSchema.parse(await ask('statistics', { by: ['utility', 'material'] }));
    expect(answer.groups).toEqual([{ values: ['water', null], count: 3, lengthM: 100, lengthUnknown: 0 }]);
    expect(await refused('statistics', { by: ['utility', 'utility'] })).toEqual([400, 'bad-request']);
  });

  it('is told of anew after the next import, not out of what was kept', async () => {
    await publishLayer(store, 'street', 'water', (session) =>
      session.write(MAIN.filter((feature) => feature.family !== 'link' || feature.value.sourceId !== 'bc')),
    );
    await vi.waitFor(async () => {
      const down = traceAnswerSchema.parse(await ask('traced', { direction: 'downstream', features: ['water.V'] }));
      expect(down.links).toEqual(['water.vb']);
    }, PATIENCE);
  });
});
