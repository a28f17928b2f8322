import { describe, expect, it } from 'vitest';
import { worstOf } from '../globe/live/status-sign.ts';
import { alarmOf, caseOf } from '../testing/live-events.ts';
import { liveSigns } from './live-signs.ts';

const alarmsOf = (...all: readonly ReturnType<typeof alarmOf>[]) => new Map(all.map((each) => [each.alarmId, each]));
const casesOf = (...all: readonly ReturnType<typeof caseOf>[]) => new Map(all.map((each) => [each.sourceId, each]));

describe('liveSigns', () => {
  it('tells an acknowledged alarm from one that calls, and leaves out what has no place', () => {
    const alarms = alarmsOf(
      alarmOf('calls', { severity: 'orange' }),
      alarmOf('seen', { state: 'acknowledged' }),
      alarmOf('nowhere', { position: null }),
    );
    expect(liveSigns({ alarms, cases: new Map() }, 0).map(({ id, look }) => [id, look])).toEqual([
      ['calls', 'orange'],
      ['seen', 'redSeen'],
    ]);
  });

  it('shows a case by its clock, and not beside the alarm it was made of', () => {
    const alarms = alarmsOf(alarmOf('A1'));
    const cases = casesOf(
      caseOf('of alarm', { alarmId: 'A1' }),
      caseOf('late', { dispatchDueMs: 100_000 }),
      caseOf('in time', { dispatchDueMs: 10_000_000 }),
      caseOf('unknown', { dispatchDueMs: null }),
    );
    const looks = liveSigns({ alarms, cases }, 200_000).map(({ id, look }) => [id, look]);
    expect(looks).toEqual([
      ['A1', 'red'],
      ['late', 'caseLate'],
      ['in time', 'case'],
      ['unknown', 'case'],
    ]);
  });

  it('the worst decides how a group looks: a blue alarm that nobody saw before a red one that somebody did', () => {
    const sign = (id: string, look: Parameters<typeof worstOf>[0][number]['look']) =>
      ({ id, kind: 'alarm', lon: 0, lat: 0, look }) as const;
    expect(worstOf([sign('case', 'caseLate'), sign('seen', 'redSeen'), sign('blue', 'blue')])?.id).toBe('blue');
    expect(worstOf([])).toBe(null);
  });
});
