import { describe, expect, it } from 'vitest';
import { streetHeading } from './street-heading.ts';

describe('streetHeading', () => {
  it('runs along the widest pipe, 28 degrees across it, the way nearer to the camera’s own', () => {
    const pipes = [
      { bearingDeg: 10, widthMm: 100 },
      { bearingDeg: 90, widthMm: 600 },
    ];
    expect(streetHeading(pipes, 60)).toBe(118);
    expect(streetHeading(pipes, 300)).toBe(298);
  });

  it('stays where no pipe, or none with a direction, is known', () => {
    expect(streetHeading(null, 37)).toBe(37);
    expect(streetHeading([], 37)).toBe(37);
    expect(streetHeading([{ bearingDeg: null, widthMm: 900 }], 37)).toBe(37);
  });
});
