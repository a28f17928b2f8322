import { describe, expect, it } from 'vitest';
import { readSize } from '../profiles/values/read-size.ts';
import { lineSection } from './section-cell.ts';

const NONE = Number.NaN;
const sizes = (text: string, more: Partial<Parameters<typeof lineSection>[0]> = {}) =>
  lineSection({
    size: readSize(text).size,
    widthMm: NONE,
    heightMm: NONE,
    outerMm: NONE,
    wallMm: NONE,
    shape: null,
    outside: false,
    ...more,
  });

describe('lineSection', () => {
  it('reads DN500 with a wall of 50 as 500 inside and 600 outside, in millimetres', () => {
    const { section, heights } = sizes('DN500', { wallMm: 50 });
    expect(section).toMatchObject({ shape: 'circular', widthMm: 500, heightMm: 500, wallMm: 50 });
    expect(heights).toEqual({ innerM: 0.5, outerM: 0.6 });
  });

  it('leaves the outer height open where there is no wall', () => {
    expect(sizes('DN300').heights).toEqual({ innerM: 0.3, outerM: null });
  });

  it('keeps a shape whose size nobody states', () => {
    const { section, heights } = lineSection({
      size: null,
      widthMm: NONE,
      heightMm: NONE,
      outerMm: NONE,
      wallMm: NONE,
      shape: 'egg',
      outside: false,
    });
    expect(section).toMatchObject({ shape: 'egg', widthMm: null, heightMm: null, wallMm: null });
    expect(heights).toEqual({ innerM: null, outerM: null });
  });

  it('takes the wall off an outer diameter: D219x6 is 207 inside', () => {
    expect(sizes('D219×6').section).toMatchObject({ widthMm: 207, wallMm: 6 });
    expect(sizes('D219×6').heights).toEqual({ innerM: 0.207, outerM: 0.219 });
  });

  it('takes the wall from nominal and outer diameter: DN200 of 219 outside', () => {
    expect(sizes('DN200', { outerMm: 219 }).section).toMatchObject({ widthMm: 200, wallMm: 9.5 });
  });

  it('knows no bore of De110 alone', () => {
    const { section, heights } = sizes('De110');
    expect(section).toMatchObject({ widthMm: 110, wallMm: null, measured: 'outside' });
    expect(heights).toEqual({ innerM: null, outerM: 0.11 });
  });

  it('reads 1200X800 as a culvert 1.2 m wide and 0.8 m high inside', () => {
    const { section, heights, isRound } = sizes('1200X800', { wallMm: 200 });
    expect(section).toMatchObject({ shape: 'rectangular', widthMm: 1200, heightMm: 800, wallMm: 200 });
    expect(heights).toEqual({ innerM: 0.8, outerM: 1.2 });
    expect(isRound).toBe(false);
  });

  it('takes a duct bank of 600X400 as measured outside', () => {
    const { section, heights } = sizes('600X400', { outside: true });
    expect(section).toMatchObject({ widthMm: 600, heightMm: 400, wallMm: null, measured: 'outside' });
    expect(heights).toEqual({ innerM: null, outerM: 0.4 });
  });

  it('does not know how large a bank of 3x4 ducts or a cable is outside', () => {
    expect(sizes('3x4/110').section).toMatchObject({ shape: 'envelope', widthMm: null, heightMm: null });
    expect(sizes('3x4/110').heights).toEqual({ innerM: null, outerM: null });
    expect(sizes('4x120').section).toMatchObject({ shape: 'circular', widthMm: null, measured: 'outside' });
  });

  it('draws a reducer at its larger end', () => {
    expect(sizes('300/400').section).toMatchObject({ widthMm: 400, heightMm: 400 });
  });

  it('has no section where nothing is said', () => {
    expect(sizes('').section).toBeNull();
  });
});
