import { PROGRAM_CASE_RULES } from '@undercroft/core/cases/program-case-rules';
import { SIMULATED_CREW } from '@undercroft/core/cases/simulated-crew';
import { caseListSchema, caseRecordSchema } from '@undercroft/core/protocol/live/case-records';
import { caseRulesSchema } from '@undercroft/core/protocol/live/case-rule';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { expect, it } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { openCases } from './open-cases.ts';
import { type ServedDesk, servedDesk } from './testing/served-desk.ts';
import { brought, FRIDAY_MS, HOUR_MS, MINUTE_MS, oneCell, unitAt, withDesk } from './testing/with-desk.ts';

/** Waits until what came in through a door is taken in, or what is over has left. */
async function open(desk: ServedDesk, path: string, count: number): Promise<void> {
  const standing = async () => (await desk.get(path, caseListSchema)).cases.length;
  await expect.poll(standing, { timeout: 20_000, interval: 20 }).toBe(count);
}

describeStores('cases that come in', (using) => {
  it('makes one case of each that comes in through a door, over restarts and with two servers', {
    timeout: 60_000,
  }, async () => {
    const under = using();
    const scene = under.newScene();
    await oneCell(under, scene);
    const ids = Array.from({ length: 60 }, (_, i) => `P${String(i).padStart(2, '0')}`);
    const first = await servedDesk(under, scene);
    first.clock.nowMs = FRIDAY_MS + HOUR_MS;
    const at = (route: RouteName) => routePath(route, { scene });
    const second = openCases({
      store: under.store,
      log: first.live.log,
      scenes: new Map([[scene, first.scene]]),
      home: under.options.home,
      wallClock: () => first.clock.nowMs,
      report: (error) => first.failures.push(error),
    });
    for (const id of ids.slice(0, 40)) await first.live.log.append(scene, [brought('app', id, FRIDAY_MS)]);
    await open(first, at('caseRecords'), 40);
    // Positions beside them are none of the desk's business.
    await first.live.log.append(scene, [unitAt('RY-001', 119.6, FRIDAY_MS), brought('app', 'P40', FRIDAY_MS)]);
    await second.close();
    await first.close();
    // While nobody listens, others come in.
    await under.store.live.append(
      scene,
      ids.slice(41).map((id) => brought('app', id, FRIDAY_MS)),
    );
    const again = await servedDesk(under, scene);
    again.clock.nowMs = FRIDAY_MS + 2 * HOUR_MS;
    await open(again, at('caseRecords'), 60);
    const { cases } = await again.get(at('caseRecords'), caseListSchema);
    expect(cases.map(({ case: { sourceId } }) => sourceId).toSorted()).toEqual(ids);
    expect(new Set(cases.map(({ version }) => version))).toEqual(new Set([1]));
    expect(cases[0]?.case).toMatchObject({ gridCell: '130302001001001', department: '环境卫生管理单位' });
    const record = await under.store.caseRecords.find(scene, 'P00');
    expect(record).toMatchObject({
      broughtBy: 'app',
      crewMs: null,
      actions: [{ action: 'report', by: 'app', note: '垃圾满地' }],
    });
    await again.close();
  });

  it('keeps to its own word when the other system speaks of a case again, and writes down what it said', async () => {
    await withDesk(using(), async (desk, { store }, at) => {
      await desk.live.log.append(desk.scene.id, [brought('app', 'P1', FRIDAY_MS)]);
      await open(desk, at('caseRecords'), 1);
      const step = { action: 'dispatch', by: 'x' };
      await desk.post(at('caseSteps', 'P1'), { version: 1, step }, 200, caseRecordSchema);
      desk.clock.nowMs += MINUTE_MS;
      await desk.live.log.append(desk.scene.id, [brought('app', 'P1', FRIDAY_MS + MINUTE_MS, { result: 'closed' })]);
      await expect.poll(async () => (await store.caseRecords.find(desk.scene.id, 'P1'))?.version).toBe(3);
      const record = await desk.get(at('caseRecord', 'P1'), caseRecordSchema);
      expect(record.stage).toBe('dispatched');
      expect(record.history.at(-1)).toMatchObject({
        action: 'heard',
        by: 'app',
        note: expect.stringContaining('closed'),
      });
      const { events } = await store.live.state(desk.scene.id);
      expect(events.filter(({ event }) => event.kind === 'case')).toMatchObject([
        { event: { source: 'desk', sequence: 3 } },
      ]);
    });
  });

  it('registers and dispatches by itself what a city lets it, and nothing of an unknown class', async () => {
    const rules = async () => ({ ...PROGRAM_CASE_RULES, intake: { registers: ['citizen'], dispatches: true } });
    await withDesk(
      using(),
      async (desk, { store }, at) => {
        const known = brought('app', 'P1', FRIDAY_MS);
        const strange = brought('app', 'P2', FRIDAY_MS, { category: '9999' });
        await desk.live.log.append(desk.scene.id, [known, strange]);
        await open(desk, at('caseRecords'), 2);
        const first = await desk.get(at('caseRecord', 'P1'), caseRecordSchema);
        expect(first.history.map(({ action, by }) => `${action} ${by}`)).toEqual([
          'report app',
          'register rules program 1',
          'dispatch rules program 1',
        ]);
        expect(first).toMatchObject({ stage: 'dispatched', case: { department: '环境卫生管理单位' } });
        const second = await desk.get(at('caseRecord', 'P2'), caseRecordSchema);
        expect(second).toMatchObject({ stage: 'reported', case: { category: '9999', department: null } });
        expect(second.remarks.map(({ en }) => en)[0]).toContain('know no class 9999');
        expect((await store.caseRecords.find(desk.scene.id, 'P1'))?.version).toBe(3);
        const { intake } = await desk.get(at('caseRules'), caseRulesSchema);
        expect(intake.dispatches).toBe(true);
      },
      undefined,
      rules,
    );
  });

  it('does not put a place of a shifted map into a cell', async () => {
    await withDesk(
      using(),
      async (desk, _under, at) => {
        const shifted = { ...brought('shifted', 'P1', FRIDAY_MS), positionBasis: 'shifted' as const };
        await desk.live.log.append(desk.scene.id, [shifted]);
        await open(desk, at('caseRecords'), 1);
        expect((await desk.get(at('caseRecord', 'P1'), caseRecordSchema)).case.gridCell).toBeNull();
      },
      oneCell,
    );
  });

  it('lets made-up crews end the cases of a simulator, and no others', { timeout: 60_000 }, async () => {
    await withDesk(using(), async (desk, { store }, at) => {
      const scene = desk.scene.id;
      const simulated = Array.from({ length: 5 }, (_, i) => brought('simulator', `S${i}`, FRIDAY_MS));
      await desk.live.log.append(scene, [...simulated, brought('app', 'P1', FRIDAY_MS)]);
      await open(desk, at('caseRecords'), 6);
      // A year later, as after a long rest: what they would have done they do now, at the time of then.
      desk.clock.nowMs = FRIDAY_MS + 365 * 24 * HOUR_MS;
      await open(desk, at('caseRecords'), 1);
      const closed = await store.caseRecords.find(scene, 'S0');
      expect(closed?.case.result).toBe('closed');
      expect(closed?.case.steps.close).toBeLessThan(FRIDAY_MS + 7 * 24 * HOUR_MS);
      expect(closed?.actions.slice(1).every(({ by }) => by === SIMULATED_CREW)).toBe(true);
      expect((await desk.get(at('caseRecords'), caseListSchema)).cases[0]?.case.sourceId).toBe('P1');
    });
  });
});
