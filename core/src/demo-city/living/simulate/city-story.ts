import type { DeviceKindName } from '../devices/device-kinds.ts';
import type { LivingDevice } from '../devices.ts';
import { type BeatingSource, SIMULATOR } from './beating-source.ts';
import { bell } from './city-weather.ts';

const MINUTE_MS = 60_000;
/** Every so often one cover of the cast is lifted, and put back three minutes later. */
const CYCLE_MINUTES = 6;
const LIFTED_AT = 1;
const PUT_BACK_AT = 4;
const COVER_CAST = 4;
const LIFTED_DEG = 47;
/** Every so often a shower falls on one gauge of the cast, as wide as this. */
const SHOWER_CYCLE_MS = 90 * MINUTE_MS;
const SHOWER_WIDTH_MS = 10 * MINUTE_MS;
const SHOWER_CAST = 2;
/** What a shower adds at its height, in the units of `DEVICE_KINDS`: millimetres, metres, millimetres an hour. */
const AT_HEIGHT: Readonly<Partial<Record<DeviceKindName, number>>> = { roadWater: 160, drainLevel: 0.9, rain: 24 };

/** What happens in the made-up city beyond its daily round, always to the same few: enough to be seen within minutes. */
export interface CityStory {
  /** Covers of the cast, lifted and put back. */
  readonly covers: BeatingSource;
  /** What the story adds to the reading of a device, by its number. */
  extraOf(number: number, timeMs: number): number;
}

/** The story of some devices. The covers are those nearest to a level gauge in a drain: their water is known too. */
export function cityStory(devices: readonly LivingDevice[]): CityStory {
  const covers = nearestPairs(devices, 'smartCover', 'drainLevel').slice(0, COVER_CAST);
  const showers = new Map<number, number>();
  for (const [part, gauge] of nearestPairs(devices, 'roadWater', 'drainLevel').slice(0, SHOWER_CAST).entries()) {
    for (const number of [gauge.number, gauge.nearest, nearestTo(devices, gauge.number, 'rain')?.number]) {
      if (number !== undefined) showers.set(number, part);
    }
  }
  return {
    covers: {
      periodMs: MINUTE_MS,
      offsetMs: 0,
      eventAt(beat, eventTimeMs) {
        const minute = ((beat % CYCLE_MINUTES) + CYCLE_MINUTES) % CYCLE_MINUTES;
        const device = devices[covers[Math.abs(Math.floor(beat / CYCLE_MINUTES)) % covers.length]?.number ?? -1];
        if (device === undefined || (minute !== LIFTED_AT && minute !== PUT_BACK_AT)) return null;
        const isOpen = minute === LIFTED_AT;
        return {
          kind: 'cover',
          source: SIMULATOR,
          id: device.point.sourceId,
          eventTimeMs,
          sequence: eventTimeMs,
          position: null,
          quality: 'good',
          value: { tiltDeg: isOpen ? LIFTED_DEG : 0, isOpen },
        };
      },
    },
    extraOf(number, timeMs) {
      const part = showers.get(number);
      const kind = devices[number]?.kind;
      if (part === undefined || kind === undefined) return 0;
      const sinceMs = (timeMs + (part * SHOWER_CYCLE_MS) / SHOWER_CAST) % SHOWER_CYCLE_MS;
      const strength = bell((sinceMs - SHOWER_CYCLE_MS / 2) / SHOWER_WIDTH_MS, 1);
      // What is left of it at the edges of its time is nothing.
      return strength < 0.01 ? 0 : (AT_HEIGHT[kind] ?? 0) * strength;
    },
  };
}

/** Every device of a kind with its nearest of another, the nearest pairs first. */
function nearestPairs(
  devices: readonly LivingDevice[],
  kind: DeviceKindName,
  other: DeviceKindName,
): readonly { readonly number: number; readonly nearest: number; readonly apart: number }[] {
  const pairs = devices.flatMap((device, number) => {
    const nearest = device.kind === kind ? nearestTo(devices, number, other) : null;
    return nearest === null ? [] : [{ number, nearest: nearest.number, apart: nearest.apart }];
  });
  return pairs.sort((a, b) => a.apart - b.apart || a.number - b.number);
}

/** The nearest device of a kind, `apart` in degrees of latitude squared. */
function nearestTo(
  devices: readonly LivingDevice[],
  from: number,
  kind: DeviceKindName,
): { readonly number: number; readonly apart: number } | null {
  const here = devices[from]?.point.position;
  if (here === undefined) return null;
  const shrink = Math.cos((here[1] * Math.PI) / 180);
  let best: { readonly number: number; readonly apart: number } | null = null;
  for (const [number, { kind: itsKind, point }] of devices.entries()) {
    if (itsKind !== kind) continue;
    const apart = ((point.position[0] - here[0]) * shrink) ** 2 + (point.position[1] - here[1]) ** 2;
    if (best === null || apart < best.apart) best = { number, apart };
  }
  return best;
}
