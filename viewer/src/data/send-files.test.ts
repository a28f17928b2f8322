import { describe, expect, it } from 'vitest';
import { isReadInPart, LARGE_BYTES } from './send-files.ts';

describe('a file that is sent', () => {
  it('is looked at by its beginning when it is large text, and whole otherwise', () => {
    expect(isReadInPart('管点表.CSV', LARGE_BYTES + 1)).toBe(true);
    expect(isReadInPart('管点表.csv', LARGE_BYTES)).toBe(false);
    expect(isReadInPart('city.zip', LARGE_BYTES * 9)).toBe(false);
    expect(isReadInPart('city.osm.pbf', LARGE_BYTES * 9)).toBe(false);
  });
});
