import { describe, expect, it } from 'vitest';
import { alarmEvent, alarmOf, caseEvent, caseOf, positionEvent, readingEvent } from '../testing/live-events.ts';
import { changedPicture, pictureOf } from './live-picture.ts';

describe('the live picture', () => {
  it('holds what is not over: a closed alarm and an ended case are gone', () => {
    const opened = pictureOf([
      alarmEvent(1, alarmOf('A1')),
      alarmEvent(2, alarmOf('A2')),
      caseEvent(3, caseOf('C1')),
      caseEvent(4, caseOf('C2')),
    ]);
    expect([...opened.alarms.keys()]).toEqual(['A1', 'A2']);
    const later = changedPicture(opened, [
      alarmEvent(5, alarmOf('A1', { state: 'acknowledged', acknowledgedBy: 'Li' })),
      alarmEvent(6, alarmOf('A2', { state: 'closed' })),
      caseEvent(7, caseOf('C1', { result: 'void' })),
    ]);
    expect(
      [...later.alarms.values()].map(({ alarmId, state, acknowledgedBy }) => [alarmId, state, acknowledgedBy]),
    ).toEqual([['A1', 'acknowledged', 'Li']]);
    expect([...later.cases.keys()]).toEqual(['C2']);
    expect(opened.alarms.size).toBe(2);
  });

  it('a reading that comes late changes nothing, whether the server says so or its time does', () => {
    const first = pictureOf([readingEvent(1, 'G1', 120, { eventTimeMs: 5000 })]);
    const late = changedPicture(first, [
      readingEvent(2, 'G1', 7, { eventTimeMs: 4000 }),
      readingEvent(3, 'G1', 8, { eventTimeMs: 9000, isHistorical: true }),
    ]);
    expect(late.readings.get('G1')?.map(({ value }) => value.value)).toEqual([120]);
  });

  it('an unknown value replaces a known one: it is the latest word', () => {
    const known = pictureOf([readingEvent(1, 'G1', 120)]);
    expect(changedPicture(known, [readingEvent(2, 'G1', null)]).readings.get('G1')?.[0]?.value.value).toBe(null);
  });

  it('keeps one reading a quantity', () => {
    const both = pictureOf([
      readingEvent(1, 'G1', 0.4, { quantity: 'fillDepth', unit: 'm' }),
      readingEvent(2, 'G1', 12, { quantity: 'flow', unit: 'm3/h' }),
      readingEvent(3, 'G1', 0.5, { quantity: 'fillDepth', unit: 'm' }),
    ]);
    expect(both.readings.get('G1')?.map(({ value }) => [value.quantity, value.value])).toEqual([
      ['fillDepth', 0.5],
      ['flow', 12],
    ]);
  });

  it('leaves maps that nothing changed in as they are, so that nothing is drawn anew', () => {
    const before = pictureOf([alarmEvent(1, alarmOf('A1')), readingEvent(2, 'G1', 1)]);
    const moved = changedPicture(before, [positionEvent(3, 'RY-1', [119.6, 39.9])]);
    expect(moved.alarms).toBe(before.alarms);
    expect(moved.readings).toBe(before.readings);
    expect(changedPicture(before, [readingEvent(4, 'G1', 2)]).alarms).toBe(before.alarms);
  });
});
