import type { LoggedEvent } from '@undercroft/core/live/live-event';
import { type DevicePlace, sensorKindFinder } from '@undercroft/core/live/sensor-kind-of';
import type { AlarmContext } from '@undercroft/core/protocol/live/alarm-context';
import type { SensorKind } from '@undercroft/core/protocol/live/sensor-kind';
import type { Store } from '@undercroft/store/store';
import type { DeviceRow } from './scene-devices.ts';

const DAY_MS = 86_400_000;

/** Readings older than this are not looked for. */
const LOOK_BACK_MS = 7 * DAY_MS;
/** A device's clock may be ahead of ours by so much. */
const AHEAD_MS = 3_600_000;
/** Messages of one device that are read: the newest of each of its quantities is among them. */
const MESSAGES = 12;

type Reading = NonNullable<AlarmContext['readings']>[number];

/** A device whose newest readings are wanted, and where it stands. */
export interface NearDevice {
  readonly row: DeviceRow;
  readonly distanceM: number;
  readonly isHere: boolean;
}

/** The newest reading of each quantity of each device, in the order of the devices. */
export async function nearReadings(
  store: Pick<Store, 'live'>,
  scene: string,
  devices: readonly NearDevice[],
  kinds: readonly SensorKind[],
  atMs: number,
): Promise<readonly Reading[]> {
  const kindOf = sensorKindFinder(kinds);
  const range = { fromMs: atMs - LOOK_BACK_MS, toMs: atMs + AHEAD_MS, limit: MESSAGES };
  const all = await Promise.all(
    devices.map(async (device): Promise<readonly Reading[]> => {
      const { sourceId } = device.row.value;
      const [readings, covers] = await Promise.all([
        store.live.ofThing(scene, 'reading', sourceId, range),
        store.live.ofThing(scene, 'cover', sourceId, { ...range, limit: 1 }),
      ]);
      const newest = new Map<string, Reading>();
      for (const logged of [...covers, ...readings]) {
        const reading = readingOf(logged, device, kindOf(logged.event, placeOf(device)), atMs);
        if (reading === null) continue;
        const before = newest.get(reading.quantity);
        if (before === undefined || before.eventTimeMs < reading.eventTimeMs) newest.set(reading.quantity, reading);
      }
      return [...newest.values()];
    }),
  );
  return all.flat();
}

function placeOf({ row }: NearDevice): DevicePlace {
  return { category: row.value.category, position: row.value.position };
}

function readingOf(
  { event }: LoggedEvent,
  { row, distanceM, isHere }: NearDevice,
  kind: SensorKind | null,
  atMs: number,
): Reading | null {
  const ageS = Math.max(0, (atMs - event.eventTimeMs) / 1000);
  const head = {
    thingId: event.id,
    name: { ...row.value.name },
    source: event.source,
    quality: event.quality,
    eventTimeMs: event.eventTimeMs,
    ageS: Math.round(ageS),
    isStale: kind?.heartbeatS == null ? null : ageS > kind.heartbeatS,
    distanceM: Math.round(distanceM * 10) / 10,
    isHere,
  };
  if (event.kind === 'reading') return { ...head, ...event.value };
  if (event.kind === 'cover') return { ...head, quantity: 'tilt', unit: 'deg', value: event.value.tiltDeg };
  return null;
}
