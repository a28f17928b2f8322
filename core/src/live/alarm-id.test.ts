import { describe, expect, it } from 'vitest';
import { alarmIdOf } from './alarm-id.ts';

describe('the id of an alarm', () => {
  it('is the same for the same, and another for another rule, source, device or time', () => {
    const id = alarmIdOf('cover-open', 'gateway', 'ZNJG-0001', 1_795_147_200_012);
    expect(alarmIdOf('cover-open', 'gateway', 'ZNJG-0001', 1_795_147_200_012)).toBe(id);
    const others = [
      alarmIdOf('cover-shut', 'gateway', 'ZNJG-0001', 1_795_147_200_012),
      alarmIdOf('cover-open', 'gateway2', 'ZNJG-0001', 1_795_147_200_012),
      alarmIdOf('cover-open', 'gateway', 'ZNJG-0002', 1_795_147_200_012),
      alarmIdOf('cover-open', 'gateway', 'ZNJG-0001', 1_795_147_200_013),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
    expect(id).toMatch(/^[a-z0-9-]+$/);
  });

  it('is another for each of a hundred thousand devices', () => {
    const ids = new Set(Array.from({ length: 100_000 }, (_, i) => alarmIdOf('cover-open', 'gateway', `ZNJG-${i}`, 0)));
    expect(ids.size).toBe(100_000);
  });
});
