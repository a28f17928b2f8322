import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { CityPoint } from '@undercroft/core/model/city-point';
import { problemSchema } from '@undercroft/core/protocol/answers';
import { alarmListSchema, alarmRecordSchema } from '@undercroft/core/protocol/live/alarm-answers';
import { alarmContextSchema } from '@undercroft/core/protocol/live/alarm-context';
import { alarmRulesSchema } from '@undercroft/core/protocol/live/alarm-rule';
import { caseRecordSchema } from '@undercroft/core/protocol/live/case-records';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { importSample, sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';
import { samplePoint } from '@undercroft/store/testing/sample-operations';
import { expect, test, vi } from 'vitest';
import { describeStores, type StoreUnderTest } from '../../../tests/support/describe-stores.ts';
import { coverSays, gaugeSays } from '../alarms/testing/town-events.ts';
import { townScene } from '../alarms/testing/town-scene.ts';
import { openLiveCity } from '../live/live-city.ts';
import { jsonOf, servedApp } from '../testing/served-app.ts';

/** What follows from an event by itself is waited for, on however busy a machine. */
const SOON = { timeout: 10_000 };

/** 0.001 degrees of longitude at latitude 39.93 are 85.5 m, on the ellipsoid. */
const HERE: readonly [number, number] = [119.6, 39.93];
const EAST: readonly [number, number] = [119.601, 39.93];

function device(sourceId: string, category: string, changes: Partial<CityPoint>): CityFeature {
  const owner = 'Drains Ltd';
  return samplePoint(sourceId, {
    kind: 'sensor',
    category,
    owner,
    name: { zh: category, en: null },
    code: null,
    ...changes,
  });
}

/** Two manholes 85.5 m apart with a storm sewer between them: a smart cover on the first, a gauge in the second. */
const NETWORK: readonly CityFeature[] = [
  sampleNode('A', { position: HERE, owner: 'Drains Ltd' }),
  sampleNode('B', { position: EAST, sumpLevelM: 8.5 }),
  sampleLink('A-B', { path: Float64Array.of(...HERE, ...EAST), owner: 'Drains Ltd', material: 'concrete' }),
];

const DEVICES: readonly CityFeature[] = [
  device('ZNJG-0001', '智能井盖', { position: [119.6, 39.93001], raw: { 物探点号: 'A' }, address: 'Sea Road 1' }),
  device('YWJC-0001', '管网液位计', { position: EAST }),
];

const fillDepth = (value: number) => ({ quantity: 'fillDepth', unit: 'm', value });

async function served({ store, options, newScene }: StoreUnderTest) {
  const scene = townScene(newScene());
  await importSample(store, scene.id, NETWORK, { layer: 'drains' });
  await importSample(store, scene.id, DEVICES, { layer: 'devices' });
  const scenes = new Map([[scene.id, scene]]);
  const failures: unknown[] = [];
  const live = await openLiveCity({
    store,
    wallClock: () => Date.now(),
    now: () => performance.now(),
    report: (error) => failures.push(error),
    cases: { scenes, home: options.home },
    alarms: { scenes },
  });
  await live.alarms?.caughtUp();
  const app = await servedApp([scene], store, { live, today: () => new Date() });
  const path = (route: RouteName, id = '') => routePath(route, { scene: scene.id, id });
  const standing = async () => alarmListSchema.parse(jsonOf(await app.get(path('alarms')))).alarms;
  return {
    scene,
    live,
    app,
    path,
    standing,
    /** Opens the cover; resolves to the id of its alarm. */
    openCover: async (): Promise<string> => {
      await live.log.append(scene.id, [coverSays('ZNJG-0001', 1, 40, true)]);
      await vi.waitFor(async () => expect(await standing()).toHaveLength(1), SOON);
      return (await standing())[0]?.alarmId ?? '';
    },
    close: async () => {
      live.endStreams();
      await app.close();
      await live.close();
      expect(failures).toEqual([]);
      expect(app.failures).toEqual([]);
    },
  };
}

describeStores('alarms over HTTP', (using) => {
  test('are listed, acknowledged once, and closed when their condition is over', async () => {
    const { scene, live, app, path, standing, openCover, close } = await served(using());
    const id = await openCover();
    const list = alarmListSchema.parse(jsonOf(await app.get(path('alarms'))));
    expect(list).toMatchObject({ more: false, watch: { state: 'watching', detail: null } });
    expect(list.alarms[0]).toMatchObject({ severity: 'red', state: 'open', position: [119.6, 39.93001] });

    const first = await app.post(path('acknowledgeAlarm', id), { by: 'Li', note: 'going' });
    expect(first.status).toBe(200);
    const record = alarmRecordSchema.parse(jsonOf(first));
    expect(record.alarm).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Li' });
    expect(record.steps.map(({ step }) => step)).toEqual(['opened', 'acknowledged']);
    const second = await app.post(path('acknowledgeAlarm', id), { by: 'Wang' });
    expect(second.status).toBe(409);
    expect(problemSchema.parse(jsonOf(second))).toMatchObject({
      code: 'alarm-not-open',
      detail: expect.stringContaining('by Li already'),
    });
    expect((await app.post(path('closeAlarm', id), { by: 'Li' })).status).toBe(409);

    await live.log.append(scene.id, [coverSays('ZNJG-0001', 2, 0, false)]);
    await vi.waitFor(async () => expect(await standing()).toEqual([]), SOON);
    const day = 86_400_000;
    const around = `?from=${Date.now() - day}&to=${Date.now() + day}&limit=1`;
    const opened = alarmListSchema.parse(jsonOf(await app.get(`${path('alarms')}${around}`)));
    expect(opened).toMatchObject({ more: false, alarms: [{ alarmId: id, state: 'closed' }] });
    await close();
  });

  test('know their manhole, the water along its drain, the joined pipes and who answers for it', async () => {
    const { scene, live, app, path, openCover, close } = await served(using());
    await live.log.append(scene.id, [gaugeSays('YWJC-0001', 1, fillDepth(0.42))]);
    const id = await openCover();
    const context = alarmContextSchema.parse(jsonOf(await app.get(path('alarmContext', id))));
    expect(context).toMatchObject({
      alarm: { alarmId: id },
      rule: { title: { zh: '井盖开启' } },
      thing: { id: 'devices.ZNJG-0001', address: 'Sea Road 1', position: [119.6, 39.93001] },
      // 0.00001 degrees of latitude are 1.11 m.
      manhole: { id: 'drains.A', foundBy: 'stated', distanceM: 1.11, coverLevelM: 12, sumpLevelM: 9 },
      // No gauge is in this manhole; the one 85 m on stands 0.42 m above its own sump at 8.5 m.
      water: null,
      drainWater: { thingId: 'YWJC-0001', manholeId: 'drains.B', depthM: 0.42, levelM: 8.92, isStale: false },
      pipes: [{ id: 'drains.A-B', end: 'from', invertM: 10, widthMm: 300, bearingDeg: 90, otherNode: 'drains.B' }],
      cameras: [],
      units: [],
      onDuty: [],
      responsible: { department: '排水管理单位', basis: 'class' },
      owner: 'Drains Ltd',
    });
    expect(context.drainWater?.alongM).toBeCloseTo(85, 0);
    expect(context.readings).toMatchObject([
      { thingId: 'ZNJG-0001', quantity: 'tilt', value: 40, isHere: true, isStale: null },
      { thingId: 'YWJC-0001', quantity: 'fillDepth', value: 0.42, isHere: false },
    ]);
    expect(context.missing.map(({ part }) => part)).toEqual(['water', 'onDuty']);
    await close();
  });

  test('become one case, of the class of the cover, however often it is asked for', async () => {
    const { app, path, openCover, close } = await served(using());
    const id = await openCover();
    const [one, other] = await Promise.all([
      app.post(path('alarmCase', id), { by: 'Li', note: 'open manhole' }),
      app.post(path('alarmCase', id), { by: 'Wang' }),
    ]);
    expect([one.status, other.status]).toEqual([200, 200]);
    const records = [one, other].map((answer) => alarmRecordSchema.parse(jsonOf(answer)));
    const caseId = records[0]?.alarm.caseId ?? '';
    expect(records.map(({ alarm }) => alarm.caseId)).toEqual([caseId, caseId]);
    const made = caseRecordSchema.parse(jsonOf(await app.get(path('caseRecord', caseId))));
    // A cover of a storm drain is class 0103 of components.
    expect(made.case).toMatchObject({ kind: 'component', category: '0103', channel: 'device', alarmId: id });
    const record = alarmRecordSchema.parse(jsonOf(await app.get(path('alarm', id))));
    expect(record.steps.map(({ step }) => step)).toEqual(['opened', 'caseMade']);
    await close();
  });

  test('come with the rules in use', async () => {
    const { app, path, close } = await served(using());
    const rules = alarmRulesSchema.parse(jsonOf(await app.get(path('alarmRules'))));
    expect(rules.version).toBe('builtin.2026.1');
    expect(rules.rules.find(({ id }) => id === 'cover-open')?.advice.zh).toContain('警戒');
    await close();
  });

  test('are refused with a reason: unknown ones, without a name, at a server that is not live', async () => {
    const { scene, app, path, openCover, close } = await served(using());
    const id = await openCover();
    const codeOf = async (answer: ReturnType<typeof app.get>) => problemSchema.parse(jsonOf(await answer)).code;
    expect(await codeOf(app.get(path('alarm', 'none')))).toBe('unknown-alarm');
    expect(await codeOf(app.post(path('acknowledgeAlarm', 'none'), { by: 'Li' }))).toBe('unknown-alarm');
    expect(await codeOf(app.post(path('acknowledgeAlarm', id), { by: ' ' }))).toBe('bad-request');
    expect(await codeOf(app.get(`${path('alarms')}?from=yesterday`))).toBe('bad-request');
    const still = await servedApp([scene], using().store);
    expect(problemSchema.parse(jsonOf(await still.post(path('acknowledgeAlarm', id), { by: 'Li' }))).code).toBe(
      'not-live',
    );
    // What is kept can be read all the same, and it says that nobody looks.
    const list = alarmListSchema.parse(jsonOf(await still.get(path('alarms'))));
    expect(list).toMatchObject({ alarms: [{ alarmId: id }], watch: { state: 'failed' } });
    await still.close();
    await close();
  });
});
