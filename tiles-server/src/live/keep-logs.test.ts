import { sceneSchema } from '@undercroft/core/protocol/scene';
import { NOON_MS, sampleAlarm, sampleReading } from '@undercroft/store/testing/sample-events';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { forgetOld } from './keep-logs.ts';

const DAY_MS = 86_400_000;
const both = (text: string) => ({ en: text, zh: text });

describeStores('a log that is kept for two days', (using) => {
  test('loses readings of the third day before, never an alarm, nor the last word of a device', async () => {
    const { store, newScene } = using();
    const id = newScene();
    const scene = sceneSchema.parse({
      id,
      title: both('Town'),
      description: both('A log'),
      synthetic: true,
      frame: { origin: [119.6, 39.92], displayCrs: 'EPSG:4549' },
      heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
      sources: [{ kind: 'generated', layer: 'net', title: both('Net'), generator: 'demo-map', seed: 1 }],
      attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
      camera: { target: [119.6, 39.92], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
      live: { keepDays: 2 },
    });
    const old = NOON_MS - 3 * DAY_MS;
    await store.live.append(id, [
      sampleReading('W1', 1, old),
      sampleAlarm('A1', 1, old, 'open'),
      sampleAlarm('A1', 2, old + 1, 'closed'),
      sampleReading('W2', 1, old),
      sampleReading('W1', 2, NOON_MS - DAY_MS),
    ]);
    await forgetOld({ live: store.live, scenes: new Map([[id, scene]]), wallClock: () => NOON_MS });
    expect((await store.live.since(id, 0, 10)).map(({ eventId }) => eventId)).toEqual([2, 3, 4, 5]);
  });
});
