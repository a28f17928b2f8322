import type { SensorKind } from '../protocol/live/sensor-kind.ts';
import type { LiveEvent } from './live-event.ts';
import type { Sample } from './rule-watch.ts';
import { inOwnUnit } from './sensor-kind-of.ts';

/**
 * What an event of a device says, in the units of its kind. A value that the source itself calls bad, of a unit that is not
 * known, or beyond what can be true, is null: not known. Empty for a quantity that the kind does not have.
 */
export function deviceSamples(event: LiveEvent, kind: SensorKind): readonly Sample[] {
  const isUsable = event.quality !== 'bad';
  const sample = (quantity: string, unit: string, value: number | null): readonly Sample[] => {
    const measured = kind.quantities.find(({ name }) => name === quantity);
    if (measured === undefined) return [];
    const own = isUsable && value !== null ? inOwnUnit(measured, unit, value) : null;
    const { from, to } = measured.plausible;
    const isPlausible = own !== null && own >= from && own <= to;
    return [{ quantity, unit: measured.unit, value: isPlausible ? own : null }];
  };
  switch (event.kind) {
    case 'reading':
      return sample(event.value.quantity, event.value.unit, event.value.value);
    case 'cover':
      return [
        ...sample('tilt', 'deg', event.value.tiltDeg),
        { quantity: 'isOpen', unit: '', value: isUsable ? event.value.isOpen : null },
      ];
    case 'flow':
      return sample('flow', 'veh/h', event.value.vehiclesAnHour);
    case 'alarm':
    case 'case':
    case 'position':
    case 'signal':
      return [];
  }
}
