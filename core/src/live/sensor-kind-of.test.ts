import { describe, expect, it } from 'vitest';
import { DEFAULT_SENSOR_KINDS } from './default-sensor-kinds.ts';
import { deviceSamples } from './device-samples.ts';
import type { LiveEvent } from './live-event.ts';
import { sensorKindFinder } from './sensor-kind-of.ts';

const kindOf = sensorKindFinder(DEFAULT_SENSOR_KINDS);

function reading(id: string, quantity: string, unit: string, value: number | null = 1): LiveEvent {
  const head = { source: 's', id, eventTimeMs: 0, sequence: 0, position: null, quality: 'good' } as const;
  return { ...head, kind: 'reading', value: { quantity, unit, value } };
}

function samplesOf(event: LiveEvent) {
  const kind = kindOf(event, null);
  return kind === null ? null : deviceSamples(event, kind);
}

describe('the kind of a device', () => {
  it('is what its table calls it, before the letters of its number', () => {
    const place = { category: '积水监测', position: [119.6, 39.9] } as const;
    expect(kindOf(reading('ZNJG-0001', 'waterDepth', 'mm'), place)?.name).toBe('roadWater');
    expect(kindOf(reading('ZNJG-0001', 'tilt', 'deg'), null)?.name).toBe('smartCover');
    expect(kindOf(reading('ZNJG-0001', 'tilt', 'deg'), { ...place, category: 'no such' })?.name).toBe('smartCover');
  });

  it('is the one that measures such a thing in such a unit, where neither names one; of two it is none', () => {
    expect(kindOf(reading('X1', 'waterDepth', 'cm'), null)?.name).toBe('roadWater');
    // Water and gas mains both come in MPa and kPa.
    expect(kindOf(reading('X1', 'pressure', 'kPa'), null)).toBeNull();
    expect(kindOf(reading('X1', 'happiness', '%'), null)).toBeNull();
  });
});

describe('what a message says', () => {
  it('is brought to the unit of the kind', () => {
    expect(samplesOf(reading('JSJC-1', 'waterDepth', 'm', 0.25))).toEqual([
      { quantity: 'waterDepth', unit: 'mm', value: 250 },
    ]);
    expect(samplesOf(reading('SYJC-1', 'pressure', 'kPa', 300))?.[0]?.value).toBeCloseTo(0.3, 12);
  });

  it('is not known where it is missing, bad, beyond what can be true or of a unit that nobody knows', () => {
    const unknown = [{ quantity: 'waterDepth', unit: 'mm', value: null }];
    expect(samplesOf(reading('JSJC-1', 'waterDepth', 'mm', null))).toEqual(unknown);
    expect(samplesOf({ ...reading('JSJC-1', 'waterDepth', 'mm', 5), quality: 'bad' })).toEqual(unknown);
    expect(samplesOf(reading('JSJC-1', 'waterDepth', 'mm', -1))).toEqual(unknown);
    expect(samplesOf(reading('JSJC-1', 'waterDepth', 'inch', 5))).toEqual(unknown);
    // Of a quantity that the kind does not have it says nothing.
    expect(samplesOf(reading('JSJC-1', 'voltage', 'V', 3.6))).toEqual([]);
  });

  it('counts where a device says nothing of its quality', () => {
    expect(samplesOf({ ...reading('JSJC-1', 'waterDepth', 'mm', 5), quality: 'unknown' })?.[0]?.value).toBe(5);
  });
});
