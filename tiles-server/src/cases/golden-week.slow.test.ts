import { type CaseKpi, caseKpiSchema } from '@undercroft/core/protocol/live/case-kpi';
import { routePath } from '@undercroft/core/protocol/routes';
import { sampleCase } from '@undercroft/store/testing/sample-case';
import { importSample } from '@undercroft/store/testing/sample-features';
import { squareRing } from '@undercroft/store/testing/sample-map';
import { sampleGridCell } from '@undercroft/store/testing/sample-operations';
import { expect, it } from 'vitest';
import { describeStores, type StoreUnderTest } from '../../../tests/support/describe-stores.ts';
import { jsonOf } from '../testing/served-app.ts';
import { at, PLACES, played, ROADS, type WeekLine } from './testing/play-week.ts';
import { servedDesk } from './testing/served-desk.ts';

/*
 * A week of twenty cases made by hand, from Monday the 21st to Sunday the 27th of September 2026, judged on Monday the 28th at
 * noon. Times are those of China. Friday the 25th to Sunday the 27th are the Mid-Autumn holiday. Working time is 08:30 to
 * 12:00 and 13:30 to 17:30.
 *
 * Clocks: registering 10 min, dispatching 5 min after it; handling after dispatching: 'rubbish' (event 0102) 4 working hours,
 * 'cover' (component 0102) 12 hours day and night; closing 26 hours after handling was due.
 */

const CLEANING = '环境卫生管理单位';
const DRAINS = '排水管理单位';

/** Dispatching takes the department that answers; `wrong` names another, `classless` has none by rule. */
const WEEK: readonly WeekLine[] = [
  // Two hours from dispatch to handling; in time throughout (handling due 14:38).
  [
    'A01',
    'one',
    'rubbish',
    '9/21 09:00',
    ['register', '9/21 09:05'],
    ['dispatch', '9/21 09:08'],
    ['handle', '9/21 11:08'],
    ['verifyPass', '9/21 11:30'],
    ['close', '9/21 11:40'],
  ],
  // 17:00 + 4 working hours: 30 min on Monday, 3 h 30 on Tuesday: due at 12:00. Handled a minute before: 18 h 59.
  [
    'A02',
    'one',
    'rubbish',
    '9/21 16:50',
    ['register', '9/21 16:55'],
    ['dispatch', '9/21 17:00'],
    ['handle', '9/22 11:59'],
    ['verifyPass', '9/22 14:00'],
    ['close', '9/22 14:10'],
  ],
  // Registered a minute late (due 17:00). 25 min on Monday, 3 h 30 and 5 min on Tuesday: due 13:35, handled 13:31: 20 h 26.
  [
    'A03',
    'one',
    'rubbish',
    '9/21 16:50',
    ['register', '9/21 17:01'],
    ['dispatch', '9/21 17:05'],
    ['handle', '9/22 13:31'],
    ['verifyPass', '9/22 15:00'],
    ['close', '9/22 15:05'],
  ],
  // Over midnight: registered in time (due 00:00), dispatched a minute late (due 00:03); 11 h (due 12:04).
  [
    'A04',
    'two',
    'cover',
    '9/21 23:50',
    ['register', '9/21 23:58'],
    ['dispatch', '9/22 00:04'],
    ['handle', '9/22 11:04'],
    ['verifyPass', '9/22 12:00'],
    ['close', '9/22 12:10'],
  ],
  // Registered at midnight, dispatched at the very time it was due; handled a minute late (due 12:05): 12 h 01.
  [
    'A05',
    'two',
    'cover',
    '9/22 23:55',
    ['register', '9/23 00:00'],
    ['dispatch', '9/23 00:05'],
    ['handle', '9/23 12:06'],
    ['verifyPass', '9/23 13:00'],
    ['close', '9/23 14:00'],
  ],
  // Over the holiday: 24 min on Thursday, then Monday 3 h 30 and 6 min: due on Monday at 13:36, not yet over at noon.
  ['A06', 'one', 'rubbish', '9/24 17:00', ['register', '9/24 17:02'], ['dispatch', '9/24 17:06']],
  // A cover runs through the holiday: 10 h (due 22:06), closed within 26 h of that.
  [
    'A07',
    'two',
    'cover',
    '9/25 10:00',
    ['register', '9/25 10:04'],
    ['dispatch', '9/25 10:06'],
    ['handle', '9/25 20:06'],
    ['verifyPass', '9/26 09:00'],
    ['close', '9/26 12:00'],
  ],
  ['A08', 'one', 'road', '9/22 10:00', ['reject', '9/22 10:03']],
  // Withdrawn before it was registered, and after it was dispatched.
  ['A09', 'one', 'rubbish', '9/22 10:05', ['withdraw', '9/22 10:08']],
  [
    'A10',
    'two',
    'cover',
    '9/23 09:00',
    ['register', '9/23 09:03'],
    ['dispatch', '9/23 09:05'],
    ['withdraw', '9/23 09:30'],
  ],
  // Sent back by the wrong department, dispatched again in time (due 10:35); 8 h from then (due 22:34).
  [
    'A11',
    'two',
    'cover',
    '9/23 10:00',
    ['register', '9/23 10:02'],
    ['wrong', '9/23 10:04'],
    ['return', '9/23 10:30'],
    ['dispatch', '9/23 10:34'],
    ['handle', '9/23 18:34'],
    ['verifyPass', '9/23 19:00'],
    ['close', '9/23 19:10'],
  ],
  // Failed its verification, handled again by the time it was due before (20:07): 8 h in all.
  [
    'A12',
    'two',
    'cover',
    '9/24 08:00',
    ['register', '9/24 08:05'],
    ['dispatch', '9/24 08:07'],
    ['handle', '9/24 10:00'],
    ['verifyFail', '9/24 10:30'],
    ['handle', '9/24 16:07'],
    ['verifyPass', '9/24 17:00'],
    ['close', '9/24 17:05'],
  ],
  // Opened again after closing, both rounds in time (due 15:04 and 14:33); 2 h in the second.
  [
    'A13',
    'one',
    'rubbish',
    '9/21 09:30',
    ['register', '9/21 09:32'],
    ['dispatch', '9/21 09:34'],
    ['handle', '9/21 15:00'],
    ['verifyPass', '9/21 15:30'],
    ['close', '9/21 15:40'],
    ['reopen', '9/22 09:00'],
    ['dispatch', '9/22 09:03'],
    ['handle', '9/22 11:03'],
    ['verifyPass', '9/22 11:30'],
    ['close', '9/22 11:35'],
  ],
  // Handled late in its first round (due 15:32), in time in its second: it stays late. 1 h in the second.
  [
    'A14',
    'one',
    'rubbish',
    '9/21 10:00',
    ['register', '9/21 10:01'],
    ['dispatch', '9/21 10:02'],
    ['handle', '9/21 16:00'],
    ['verifyPass', '9/21 16:30'],
    ['close', '9/21 16:40'],
    ['reopen', '9/23 09:00'],
    ['dispatch', '9/23 09:01'],
    ['handle', '9/23 10:01'],
    ['verifyPass', '9/23 10:30'],
    ['close', '9/23 10:31'],
  ],
  // Reported two minutes before midnight and never registered (due 00:08): overdue.
  ['A15', 'two', 'road', '9/27 23:58'],
  // Never dispatched (due 11:10 on Saturday): overdue.
  ['A16', 'two', 'rubbish', '9/26 11:00', ['register', '9/26 11:05']],
  // Handled in 4 h, never verified nor closed (due on Saturday at 22:04): overdue.
  [
    'A17',
    'two',
    'cover',
    '9/25 08:00',
    ['register', '9/25 08:02'],
    ['dispatch', '9/25 08:04'],
    ['handle', '9/25 12:04'],
  ],
  // No class and no cell: nobody knows when handling was due; 2 h.
  [
    'A18',
    'outside',
    'classless',
    '9/23 15:00',
    ['register', '9/23 15:05'],
    ['roads', '9/23 15:09'],
    ['handle', '9/23 17:09'],
    ['verifyPass', '9/23 17:30'],
    ['close', '9/23 17:40'],
  ],
];

const NOON_AFTER = at('9/28 12:00');
const [FROM, TO] = ['2026-09-21T00:00:00+08:00', '2026-09-28T00:00:00+08:00'];

/** The nineteenth and the twentieth case are of a table, which says less; and it says otherwise of a case of the desk. */
async function withTable(
  { store }: StoreUnderTest,
  scene: string,
  numbers: ReadonlyMap<string, string>,
): Promise<void> {
  const cell = { gridCell: '130302001001001', category: '0102' };
  const never = { report: null, register: null, dispatch: null, handle: null, verify: null, close: null };
  const reportMs = at('9/21 08:30');
  const minutes = (n: number) => reportMs + n * 60_000;
  await importSample(
    store,
    scene,
    [
      // 1 h from dispatch to handling; neither when registering and closing were due nor what was sent back is known.
      sampleCase('T19', {
        ...cell,
        department: DRAINS,
        steps: {
          report: reportMs,
          register: minutes(1),
          dispatch: minutes(4),
          handle: minutes(64),
          verify: minutes(90),
          close: minutes(120),
        },
        dispatchDueMs: minutes(6),
        handleDueMs: minutes(244),
      }),
      // Of this one the table knows the report alone, and not how it ended.
      sampleCase('T20', {
        ...cell,
        department: null,
        steps: { ...never, report: at('9/22 12:00') },
        dispatchDueMs: null,
        handleDueMs: null,
        result: 'unknown',
      }),
      // The first case once more: the desk's own record counts, not this.
      sampleCase(numbers.get('A01') ?? '', {
        ...cell,
        result: 'rejected',
        steps: { ...never, report: at('9/21 09:00') },
      }),
    ],
    { layer: 'cases' },
  );
}

function figure(yes: number, no: number, notYet: number, notAsked: number, unknown: number) {
  return { rate: yes / (yes + no), yes, no, notYet, notAsked, unknown };
}

describeStores('a week worked by hand', (using) => {
  it('has the figures worked by hand', { timeout: 120_000 }, async () => {
    const under = using();
    const scene = under.newScene();
    const cellOf = (id: string, code: string, [lon, lat]: readonly [number, number]) =>
      sampleGridCell(id, { code, polygons: [[squareRing(lon, lat, 0.005)]] });
    await importSample(
      under.store,
      scene,
      [cellOf('one', '130302001001001', PLACES.one), cellOf('two', '130302002001001', PLACES.two)],
      { layer: 'grid' },
    );
    const desk = await servedDesk(under, scene);
    try {
      const numbers = await played(desk, scene, WEEK);
      await withTable(under, scene, numbers);
      desk.clock.nowMs = NOON_AFTER;
      const kpi = async (query: string): Promise<CaseKpi> => {
        const answer = await desk.app.get(`${routePath('caseKpi', { scene })}?${query}`);
        expect(answer.status).toBe(200);
        return caseKpiSchema.parse(jsonOf(answer));
      };
      const week = new URLSearchParams({ from: FROM, to: TO }).toString();
      const { total, atMs, names } = await kpi(week);
      expect(atMs).toBe(NOON_AFTER);
      expect(names.handledInTime).toEqual({ en: 'Handled in time', zh: '按期处置率' });

      // 18 of the desk and 2 of the table. Closed: A01-A05, A07, A11-A14, A18, T19. Open: A06, A15, A16, A17.
      expect(total).toMatchObject({ reported: 20, closed: 12, open: 4, rejected: 1, withdrawn: 2 });
      // A15 waits to be registered, A16 to be dispatched, A17 to be closed. A06 has until 13:36.
      expect(total.overdue).toBe(3);

      // 立案率. Registered: all but A08 (refused), A15 (waits), A09 (withdrawn before), T20 (nobody knows).
      expect(total.shares.registered).toEqual(figure(16, 1, 1, 1, 1));
      // 按时立案率. Late: A03, A15. Refused or withdrawn before: A08, A09. Due time unknown: T19; nothing known: T20.
      expect(total.shares.registeredInTime).toEqual(figure(14, 2, 0, 2, 2));
      // 按时派遣率. Late: A04, A16. Its time has not begun: A15. Refused or withdrawn before: A08, A09. T20.
      expect(total.shares.dispatchedInTime).toEqual(figure(14, 2, 1, 2, 1));
      // 准确派遣率. Right, since handled and never sent back: A01-A05, A07, A12-A14, A17, A18. Wrong: A11. Not handled yet:
      // A06, A15, A16. A08-A10 ended before. Tables do not say: T19, T20.
      expect(total.shares.dispatchedRight).toEqual(figure(11, 1, 3, 3, 2));
      // 按期处置率. In time: A01-A04, A07, A11-A13, A17, T19. Late: A05, A14. Not over: A06, A15, A16. No due time: A18; T20.
      expect(total.shares.handledInTime).toEqual(figure(10, 2, 3, 3, 2));
      // 按期结案率. In time: A01-A05, A07, A11-A14. Late: A17. Not over: A06, A15, A16. No due time: A18, T19; T20.
      expect(total.shares.closedInTime).toEqual(figure(10, 1, 3, 3, 3));
      // 平均处置时长, minutes: A01 120, A02 1139, A03 1226, A04 660, A05 721, A07 600, A11 480, A12 480, A13 120, A14 60,
      // A17 240, A18 120, T19 60: 6026 of 13 cases.
      expect([total.handlingKnown, total.meanHandlingMs]).toEqual([13, (6026 * 60_000) / 13]);
      // A12, A13, A14; tables do not say.
      expect([total.reopened, total.reopenedKnown]).toEqual([3, 18]);

      // Street one: A01-A03, A06, A08, A09, A13, A14, T19, T20. Street two: A04, A05, A07, A10-A12, A15-A17. A18 in none.
      const streets = await kpi(`${week}&by=street`);
      expect(streets.groups.map(({ key, figures }) => [key[0], figures.reported, figures.overdue])).toEqual([
        ['130302001', 10, 0],
        ['130302002', 9, 3],
        [null, 1, 0],
      ]);
      // Handled in time, street one: A01-A03, A13, T19; late A14. Street two: A04, A07, A11, A12, A17; late A05.
      expect(streets.groups.map(({ figures }) => figures.shares.handledInTime.rate)).toEqual([5 / 6, 5 / 6, null]);

      // Cleaning: A01-A03, A06, A08, A09, A13-A16. Drains: A04, A05, A07, A10-A12, A17, T19. Roads: A18. Nobody: T20.
      const departments = await kpi(`${week}&by=department`);
      const byDepartment = new Map(departments.groups.map(({ key, figures }) => [key[0], figures]));
      expect([...byDepartment].map(([name, { reported }]) => [name, reported])).toEqual(
        expect.arrayContaining([
          [CLEANING, 10],
          [DRAINS, 8],
          [ROADS, 1],
          [null, 1],
        ]),
      );
      // Cleaning: A01-A03 and A13 in time, A14 late. Drains: A04, A07, A11, A12, A17, T19 in time, A05 late.
      expect(byDepartment.get(CLEANING)?.shares.handledInTime.rate).toBe(4 / 5);
      expect(byDepartment.get(DRAINS)?.shares.handledInTime.rate).toBe(6 / 7);

      // Midnight in China parts the days: A04 (23:50) is Monday's, A05 (23:55) Tuesday's, A15 (23:58) Sunday's.
      const days = await kpi(`${week}&by=day`);
      expect(days.groups.map(({ key, figures }) => `${key[0]} ${figures.reported}`).toSorted()).toEqual([
        '2026-09-21 7',
        '2026-09-22 4',
        '2026-09-23 3',
        '2026-09-24 2',
        '2026-09-25 2',
        '2026-09-26 1',
        '2026-09-27 1',
      ]);
      const weeks = await kpi('by=week,street');
      expect(weeks.groups[0]?.key).toEqual(['2026-09-21', '130302001']);

      // Two hours later A06 is late too, and the figures of Monday alone are those of its seven cases.
      const later = await kpi(`${week}&at=${encodeURIComponent('2026-09-28T14:00:00+08:00')}`);
      expect(later.total.shares.handledInTime).toEqual(figure(10, 3, 2, 3, 2));
      expect(later.total.overdue).toBe(4);
      expect(desk.app.failures).toEqual([]);
    } finally {
      await desk.close();
    }
  });
});
