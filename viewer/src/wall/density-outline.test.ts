import { describe, expect, it } from 'vitest';
import { outlineTiles } from './density-outline.ts';

describe('outlineTiles', () => {
  it('covers a rectangle with nine tiles at the most, as fine as that allows', () => {
    // At zoom 3 a tile is 45 degrees wide: 1 E to 89 E are two of them; from 1 N to 39 N (half of 41 N) is one row.
    expect(outlineTiles([1, 1, 89, 39])).toHaveLength(
      // At zoom 4 they are four columns and two rows, at zoom 5 eight by four: too many.
      8,
    );
    expect(outlineTiles([1, 1, 89, 39])[0]).toEqual({ z: 4, x: 8, y: 6 });
  });

  it('is one tile of the finest zoom for a place', () => {
    // 2^14 columns of 360 degrees: 119.6 E is in (119.6 + 180) / 360 x 16384 = 13635.1.
    const [tile, ...others] = outlineTiles([119.6, 39.92, 119.6, 39.92]);
    expect(others).toEqual([]);
    expect(tile).toMatchObject({ z: 14, x: 13_635 });
  });
});
