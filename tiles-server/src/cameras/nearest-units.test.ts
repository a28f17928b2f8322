import { type LiveCase, NEW_LIVE_CASE } from '@undercroft/core/live/live-case';
import type { LoggedEvent } from '@undercroft/core/live/live-event';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { NOON_MS, samplePosition } from '@undercroft/store/testing/sample-events';
import { describe, expect, it } from 'vitest';
import { NearestUnits } from './nearest-units.ts';

const both = (text: string) => ({ en: text, zh: text });

const SCENE: Scene = sceneSchema.parse({
  id: 'town',
  title: both('Town'),
  description: both('Two crews'),
  synthetic: true,
  frame: { origin: [119.6, 39.93], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 0, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'net', title: both('Net'), generator: 'demo-map', seed: 1 }],
  attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
  camera: { target: [119.6, 39.93], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

const PLACE = { lon: 119.6, lat: 39.93 };

function logged(eventId: number, id: string, eventTimeMs: number): LoggedEvent {
  return { ...samplePosition(id, eventId, eventTimeMs), eventId, isHistorical: false };
}

function caseOf(sourceId: string, unit: string, steps: Partial<LiveCase['steps']>): LiveCase {
  return {
    ...NEW_LIVE_CASE,
    sourceId,
    unit,
    kind: 'event',
    category: null,
    title: null,
    channel: 'unknown',
    position: [119.6, 39.93],
    gridCell: null,
    component: null,
    address: null,
    department: null,
    steps: { report: NOON_MS, register: null, dispatch: null, handle: null, verify: null, close: null, ...steps },
    dispatchDueMs: null,
    handleDueMs: null,
    result: 'open',
    raw: {},
  };
}

describe('units near a place', () => {
  it('are busy from the moment a case is handed to them until they have handled it', async () => {
    const units = new NearestUnits({
      live: { state: async () => ({ upTo: 3, events: ['A', 'B', 'C'].map((id, i) => logged(i + 1, id, NOON_MS)) }) },
      log: null,
      unitsOf: async () => new Map(),
      openCases: async () => [
        caseOf('K1', 'A', { dispatch: NOON_MS }),
        caseOf('K2', 'B', { dispatch: NOON_MS, handle: NOON_MS + 1 }),
        caseOf('K3', 'A', { dispatch: NOON_MS }),
      ],
      now: () => NOON_MS,
    });
    const { units: found } = await units.near(SCENE, PLACE);
    expect(found.map(({ unitId, isBusy, cases }) => [unitId, isBusy, cases])).toEqual([
      ['A', true, ['K1', 'K3']],
      ['B', false, []],
      ['C', false, []],
    ]);
  });

  it('are where the log says they are now, without asking the store again; older word does not count', async () => {
    let reads = 0;
    let told: ((events: readonly LoggedEvent[]) => void) | null = null;
    let nowMs = NOON_MS;
    const units = new NearestUnits({
      live: {
        state: async () => {
          reads++;
          return { upTo: 1, events: [logged(1, 'A', NOON_MS)] };
        },
      },
      log: {
        listen: (_scene, listener) => {
          told = listener;
          return () => {
            told = null;
          };
        },
      },
      unitsOf: async () => new Map(),
      openCases: null,
      now: () => nowMs,
    });
    const ages = async () =>
      (await units.near(SCENE, PLACE)).units.map(({ unitId, ageS, isStale }) => [unitId, ageS, isStale]);
    expect(await ages()).toEqual([['A', 0, false]]);
    nowMs += 60_000;
    const tell = told as ((events: readonly LoggedEvent[]) => void) | null;
    tell?.([logged(2, 'A', NOON_MS + 50_000), logged(3, 'A', NOON_MS + 20_000)]);
    expect(await ages()).toEqual([['A', 10, false]]);
    // Without a declared heartbeat a unit is stale after five minutes.
    nowMs = NOON_MS + 50_000 + 301_000;
    expect(await ages()).toEqual([['A', 301, true]]);
    expect(reads).toBe(1);
    units.close();
    expect(told).toBeNull();
  });
});
