import type { SensorKind, SensorQuantity } from '../protocol/live/sensor-kind.ts';
import type { LiveEvent } from './live-event.ts';

/** What is known of a device that an event names. */
export interface DevicePlace {
  readonly category: string | null;
  /** Longitude, latitude in degrees. */
  readonly position: readonly [lon: number, lat: number];
}

/** Finds the kind of a device. */
export type SensorKindOf = (event: LiveEvent, place: DevicePlace | null) => SensorKind | null;

/**
 * By what its table calls it, else by the letters its number begins with; a device that neither names is of the one kind
 * that sends such an event with such a quantity and unit. Null when none, or more than one, would do.
 */
export function sensorKindFinder(kinds: readonly SensorKind[]): SensorKindOf {
  const named = namedKindFinder(kinds);
  return (event, place) => {
    const kind = named(event.id, place?.category ?? null);
    if (kind !== null) return kind;
    const fitting = kinds.filter((kind) => sends(kind, event));
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  };
}

/** The kind of a device by its category and its number alone; null when neither names one. */
export function namedKindFinder(
  kinds: readonly SensorKind[],
): (sourceId: string, category: string | null) => SensorKind | null {
  const byCategory = new Map(kinds.flatMap((kind) => kind.categories.map((name) => [name, kind] as const)));
  const byPrefix = new Map(kinds.flatMap((kind) => kind.prefixes.map((prefix) => [prefix, kind] as const)));
  return (sourceId, category) => {
    const prefix = sourceId.slice(0, Math.max(0, sourceId.lastIndexOf('-')));
    return (category === null ? undefined : byCategory.get(category)) ?? byPrefix.get(prefix) ?? null;
  };
}

function sends(kind: SensorKind, event: LiveEvent): boolean {
  if (event.kind !== 'reading') return kind.event === event.kind;
  const { quantity, unit } = event.value;
  const measured = kind.quantities.find(({ name }) => name === quantity);
  return measured !== undefined && inOwnUnit(measured, unit, 0) !== null;
}

/** A value in the quantity's own unit; null when its unit is none that the quantity comes in. */
export function inOwnUnit(quantity: SensorQuantity, unit: string, value: number): number | null {
  if (unit === quantity.unit) return value;
  const factor = Object.hasOwn(quantity.otherUnits, unit) ? quantity.otherUnits[unit] : undefined;
  return factor === undefined ? null : value * factor;
}
