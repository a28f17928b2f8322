import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromChinaFrame, toChinaFrame } from './china-offset.ts';

// Its types speak of an ECMAScript module; what Node loads is the CommonJS one.
const gcoord = createRequire(import.meta.url)('gcoord') as typeof import('gcoord')['default'];

const METRES_A_DEGREE = 111_320;
const inChina = fc.tuple(fc.double({ min: 73, max: 137, noNaN: true }), fc.double({ min: 2, max: 55, noNaN: true }));

function apartM(a: readonly [number, number], b: readonly [number, number]): number {
  const east = (a[0] - b[0]) * METRES_A_DEGREE * Math.cos((a[1] * Math.PI) / 180);
  return Math.hypot(east, (a[1] - b[1]) * METRES_A_DEGREE);
}

describe('frames of Chinese web maps', () => {
  it('shifts Qinhuangdao by some 590 m in GCJ-02 and gives it back', () => {
    const shifted = toChinaFrame('GCJ-02', 119.6, 39.935);
    expect(apartM([119.6, 39.935], shifted)).toBeGreaterThan(300);
    expect(apartM([119.6, 39.935], shifted)).toBeLessThan(900);
    expect(apartM(fromChinaFrame('GCJ-02', ...shifted), [119.6, 39.935])).toBeLessThan(0.001);
  });

  it('agrees with an independent implementation forwards, anywhere in China, within a millimetre', () => {
    fc.assert(
      fc.property(inChina, ([lon, lat]) => {
        const gcj = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
        const bd = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.BD09);
        expect(apartM(toChinaFrame('GCJ-02', lon, lat), gcj as [number, number])).toBeLessThan(0.001);
        expect(apartM(toChinaFrame('BD-09', lon, lat), bd as [number, number])).toBeLessThan(0.001);
      }),
      { seed: 20261, numRuns: 500 },
    );
  });

  it.each(['GCJ-02', 'BD-09'] as const)('closes a round trip in %s within 2 cm anywhere in China', (frame) => {
    fc.assert(
      fc.property(inChina, ([lon, lat]) => {
        const [there, thereLat] = toChinaFrame(frame, lon, lat);
        expect(apartM(fromChinaFrame(frame, there, thereLat), [lon, lat])).toBeLessThan(0.02);
      }),
      { seed: 20262, numRuns: 500 },
    );
  });

  it('leaves Copenhagen where it is', () => {
    expect(toChinaFrame('GCJ-02', 12.57, 55.68)).toEqual([12.57, 55.68]);
  });
});
