import { describe, expect, it } from 'vitest';
import { tileWindow } from './tile-window.ts';

describe('the part of a data tile that a picture shows', () => {
  it('is the whole tile down to the finest zoom of the data', () => {
    const address = { z: 16, x: 54_543, y: 24_800 };
    expect(tileWindow(address, 16, 512)).toEqual({ data: address, tilePx: 512, leftPx: 0, topPx: 0 });
  });

  it('is an eighth of a side three zooms beyond it', () => {
    expect(tileWindow({ z: 19, x: 8 * 7 + 5, y: 8 * 9 + 2 }, 16, 512)).toEqual({
      data: { z: 16, x: 7, y: 9 },
      tilePx: 4096,
      leftPx: 5 * 512,
      topPx: 2 * 512,
    });
  });
});
