import { describe, expect, it } from 'vitest';
import type { Accuracy } from '../model/quality-level.ts';
import { ACCURACY_NOT_STATED } from '../model/quality-level.ts';
import type { Section } from '../model/section-shape.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { axisBand } from './axis-band.ts';

const DN300: Section = {
  shape: 'circular',
  widthMm: 300,
  heightMm: 300,
  wallMm: 10,
  floorWidthMm: null,
  open: false,
  barrels: 1,
};
const STATED: Accuracy = { qualityLevel: null, sigmaXyM: 0.25, sigmaZM: 0.1 };

function bandOf(
  section: Section | null,
  accuracy: Accuracy,
  { levelKnown = true, depthM = 2 as number | null, material = null as string | null } = {},
) {
  return axisBand(NATIONAL_RULES, { utility: 'water', section, material, accuracy }, levelKnown, depthM);
}

const close = (metres: number) => expect.closeTo(metres, 9);

describe('the band about an axis', () => {
  it('DN300, wall 10 mm, 0.25 m in plan and 0.10 m in level: 0.16 m of wall, 0.50 m aside, 0.20 m up and down', () => {
    expect(bandOf(DN300, STATED)).toEqual({
      sureness: 'known',
      round: true,
      outerHalfWidthM: close(0.16),
      outerHalfHeightM: close(0.16),
      bandXyM: close(0.5),
      bandZM: close(0.2),
    });
  });

  it('counts from the casing, 500 mm: 0.25 m of wall', () => {
    expect(bandOf({ ...DN300, casingMm: 500 }, STATED)).toMatchObject({
      outerHalfWidthM: close(0.25),
      sureness: 'known',
    });
  });

  it('allows for an unknown wall of ductile iron 15 mm: 0.165 m', () => {
    const band = bandOf({ ...DN300, wallMm: null }, STATED, { material: 'ductileIron' });
    expect(band).toMatchObject({ outerHalfWidthM: close(0.165), sureness: 'known' });
  });

  it('a box 2.0 x 1.0 m with walls of 0.2 m is 2.4 x 1.4 m outside', () => {
    const box: Section = { ...DN300, shape: 'rectangular', widthMm: 2000, heightMm: 1000, wallMm: 200 };
    expect(bandOf(box, STATED)).toMatchObject({
      round: false,
      outerHalfWidthM: close(1.2),
      outerHalfHeightM: close(0.7),
    });
  });

  it('grows with depth where the survey standard holds: at 2 m twice 0.10 m aside and twice 0.15 m in level', () => {
    expect(bandOf(DN300, ACCURACY_NOT_STATED)).toMatchObject({ bandXyM: close(0.2), bandZM: close(0.3) });
    expect(bandOf(DN300, ACCURACY_NOT_STATED, { depthM: 4 })).toMatchObject({
      bandXyM: close(0.4),
      bandZM: close(0.6),
    });
  });

  it('of unknown size lets the wall stand 2 m out', () => {
    expect(bandOf(null, STATED)).toMatchObject({
      sureness: 'unknownSize',
      round: true,
      outerHalfWidthM: 2,
      outerHalfHeightM: 2,
    });
  });

  it('of unknown level is worth aside what it is 10 m down, at any depth: twice 0.5 m', () => {
    const band = bandOf(DN300, ACCURACY_NOT_STATED, { levelKnown: false, depthM: null });
    expect(band).toMatchObject({ sureness: 'unknownLevel', bandXyM: close(1), bandZM: null });
  });

  it.each([
    ['detected from records alone', { ...ACCURACY_NOT_STATED, qualityLevel: 'D' }, 2],
    ['as the standard says, below unknown ground', ACCURACY_NOT_STATED, null],
  ] satisfies [string, Accuracy, number | null][])(
    'of unknown accuracy (%s) is no thin one: 5 m aside, at any depth',
    (_, accuracy, depthM) => {
      const band = bandOf(DN300, accuracy, { depthM });
      expect(band).toMatchObject({ sureness: 'unknownAccuracy', bandXyM: 5, bandZM: null });
    },
  );

  it('keeps what is known of the two: 0.1 m in level stated, nothing in plan', () => {
    const band = bandOf(DN300, { qualityLevel: 'D', sigmaXyM: null, sigmaZM: 0.1 });
    expect(band).toMatchObject({ sureness: 'unknownAccuracy', bandXyM: 5, bandZM: close(0.2) });
  });

  it('of a level that is 11 m off says nothing of it, and in plan no more than the dig looks for: 20 m', () => {
    const band = bandOf(DN300, { qualityLevel: null, sigmaXyM: 30, sigmaZM: 11 });
    expect(band).toMatchObject({ sureness: 'unknownLevel', bandXyM: 20, bandZM: null });
  });
});
