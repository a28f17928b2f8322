import type { LoggedEvent } from '@undercroft/core/live/live-event';
import { NOON_MS, sampleReading } from '@undercroft/store/testing/sample-events';
import { expect, test } from 'vitest';
import { mergedSpan, mergedState, thinned } from './merged-past.ts';

/** A reading at a second after noon; `eventId` 0 is one that no log holds. */
function at(second: number, eventId: number, id = 'W1', valueM = 0.1): LoggedEvent {
  const event = sampleReading(id, second, NOON_MS + second * 1000, { valueM });
  return { ...event, eventId, isHistorical: false };
}

const timeOf = ({ event }: LoggedEvent) => event.eventTimeMs;
const seconds = (events: readonly LoggedEvent[]) => events.map((each) => (timeOf(each) - NOON_MS) / 1000);

test('Of two words about one thing the newer holds, and of the same moment that of the log', () => {
  const told = [at(1, 0, 'W1'), at(5, 0, 'W2'), at(5, 0, 'W3')];
  const state = mergedState([at(5, 11, 'W1'), at(1, 12, 'W2'), at(5, 13, 'W3')], told);
  expect(state.map(({ eventId, event }) => [event.id, eventId])).toEqual([
    ['W1', 11],
    ['W2', 0],
    ['W3', 13],
  ]);
});

test('A span is cut off where the first of its parts was, and says up to when it is whole', () => {
  const log = [at(1, 1), at(3, 2), at(5, 3)];
  const told = [at(2, 0, 'W2'), at(3, 0, 'W1'), at(9, 0, 'W2')];
  const whole = mergedSpan([log, told], timeOf, NOON_MS + 10_000, 10);
  expect(seconds(whole.events)).toEqual([1, 2, 3, 5, 9]);
  expect(whole).toMatchObject({ more: false, wholeToMs: NOON_MS + 10_000 });
  // The log's third event tells that it has more than two: nothing from its second on is whole.
  const cut = mergedSpan([log, told.slice(0, 2)], timeOf, NOON_MS + 10_000, 2);
  expect(seconds(cut.events)).toEqual([1, 2]);
  expect(cut).toMatchObject({ more: true, wholeToMs: NOON_MS + 3000 });
});

test('More events of one instant than fit are all given, so that the next question goes on', () => {
  const same = [at(1, 1, 'W1'), at(1, 2, 'W2'), at(1, 3, 'W3')];
  expect(mergedSpan([same], timeOf, NOON_MS + 5000, 1)).toMatchObject({ wholeToMs: NOON_MS + 1001, events: same });
});

test('Who plays fast gets of each thing the last word of each step', () => {
  const events = [at(0, 1), at(4, 2), at(4, 3, 'W2'), at(9, 4), at(10, 5)];
  expect(thinned(events, timeOf, 10_000).map(({ eventId }) => eventId)).toEqual([3, 4, 5]);
});
