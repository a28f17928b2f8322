import { describe, expect, it } from 'vitest';
import { developedPicture } from './developed-picture.ts';

const SKY = { zenith: [0, 0, 100], haze: [200, 200, 200], zenithRow: 0, hazeRow: 2 } as const;

describe('a picture over the sky', () => {
  it('turns what was drawn the right way up, and fills what is clear with the sky of its row', () => {
    // One column of two rows; the lower one, which comes first, is a solid red.
    const drawn = Uint8Array.from([255, 0, 0, 255, 0, 0, 0, 0]);
    // A quarter of the way from the zenith to the haze: the middle of the upper row.
    expect([...developedPicture(drawn, 1, 2, SKY)]).toEqual([50, 50, 125, 255, 255, 0, 0, 255]);
  });

  it('lets the sky through what is half clear', () => {
    // 51 of 255 is a fifth; green is already multiplied by it. Three quarters down the sky is 150, 150, 175.
    const drawn = Uint8Array.from([0, 40, 0, 51, 0, 0, 0, 255]);
    expect([...developedPicture(drawn, 1, 2, SKY)].slice(4)).toEqual([120, 160, 140, 255]);
  });
});
