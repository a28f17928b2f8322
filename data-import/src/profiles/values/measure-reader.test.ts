import type { ColumnUnit } from '@undercroft/core/protocol/profile';
import type { Quantity } from '@undercroft/core/protocol/profile-fields';
import { describe, expect, test } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { type MeasureReader, measureReader } from './measure-reader.ts';

function reader(
  field: string,
  quantity: Quantity,
  unit: ColumnUnit | null,
  zeroIsUnknown: string[] = [],
): MeasureReader {
  const profile = { name: 'test', unknownValues: { level: [-500, 'dry'] }, zeroIsUnknown };
  return measureReader({ field, quantity, unit, profile });
}

describe('measureReader', () => {
  test.each([
    ['depth', 'cm', '120', 1.2],
    ['depth', 'mm', '1200', 1.2],
    ['depth', null, '1.2', 1.2],
    ['level', 'ft', '100', 30.48],
    ['lengthMm', 'm', '0.3', 300],
    ['lengthMm', 'in', '12', 304.8],
    ['lengthM', null, '12.5', 12.5],
    ['areaM2', 'km2', '0.01', 10_000],
    ['depth', 'm', '30cm', 0.3],
    ['depth', 'cm', '1.2米', 1.2],
  ] as const)('%s in %s: %s is %s', (quantity, unit, cell, value) => {
    expect(reader('any', quantity, unit)(cell)).toBeCloseTo(value, 12);
  });

  test.each(['-9999', -9999, '-1e39', -1e39, '', null, '不详', 'dry', '-500'])('%s is an unknown level', (cell) => {
    expect(reader('groundLevel', 'level', null)(cell)).toBeNull();
  });

  test('zero is zero, but where the profile says it means unknown', () => {
    expect(reader('depth', 'depth', 'm')('0')).toBe(0);
    expect(reader('depth', 'depth', 'm', ['depth'])('0.00')).toBeNull();
  });

  test('a unit that does not fit is refused: of a cell with a reason, of a column with an error', () => {
    expect(reader('depth', 'depth', 'm')('3km2')).toMatch(/no unit of a depth/);
    expect(() => reader('depth', 'depth', 'deg')).toThrow(ImportError);
  });
});
