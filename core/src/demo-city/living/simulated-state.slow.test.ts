import { expect, test } from 'vitest';
import { stateKey } from '../../live/live-event.ts';
import { demoDistrict } from '../demo-district.ts';
import { livingCity } from './living-city.ts';
import { demoEvents } from './simulate-events.ts';
import { simulatedReadings, simulatedStateAt } from './simulated-state.ts';

const HOUR_MS = 3_600_000;
const city = livingCity(demoDistrict(0, 1));

test.each([
  ['a July noon of the past year', Date.UTC(2025, 6, 20, 4)],
  ['a night in which few units are on duty', Date.UTC(2026, 10, 20, 19, 3, 7)],
])('The state at an instant is what the events of the hour before it add up to: %s', (_, atMs) => {
  const folded = new Map<string, unknown>();
  for (const event of demoEvents(city, 1, atMs - HOUR_MS, atMs + 1)) {
    if (event.kind !== 'case') folded.set(stateKey(event), event);
  }
  const state = new Map(simulatedStateAt(city, 1, atMs).map((event) => [stateKey(event), event]));
  expect(folded.size).toBeGreaterThan(1400);
  for (const [key, event] of folded) expect(state.get(key), key).toEqual(event);
});

test('The readings of one device are those it has among all events', () => {
  const fromMs = Date.UTC(2025, 6, 20, 4);
  const id = city.devices.find(({ kind }) => kind === 'drainLevel')?.point.sourceId ?? '';
  const own = simulatedReadings(city, 1, id, fromMs, fromMs + HOUR_MS);
  const among = [...demoEvents(city, 1, fromMs, fromMs + HOUR_MS)].filter((event) => event.id === id);
  // Every ten minutes.
  expect(own).toHaveLength(6);
  expect(among).toEqual(expect.arrayContaining([...own]));
  expect(simulatedReadings(city, 1, 'no such device', fromMs, fromMs + HOUR_MS)).toEqual([]);
});
