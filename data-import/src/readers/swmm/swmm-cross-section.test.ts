import { describe, expect, it } from 'vitest';
import { tokensOf } from '../inp/inp-file.ts';
import { crossSectionOf, SWMM_SHAPES } from './swmm-cross-section.ts';
import { idKey } from './swmm-model.ts';
import { shapeCurvesOf } from './swmm-shape-curves.ts';
import { transectsOf } from './swmm-transects.ts';

const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line, index) => ({ row: index + 1, tokens: tokensOf(line), comment: null }));

const CURVES = rowsOf(`
O-shaped  Shape  0    0
O-shaped         0.5  0.889
O-shaped         1    0
Flat      Shape  0 0  0.5 0  1 0
Pump      Pump4  0 0.021 4.6 0.9
`);
// A ditch from station 0 to 12, its bed 2.5 below its banks; the second has every station doubled by its factor.
const TRANSECTS = rowsOf(`
NC 0.03 0.03 0.02
X1 ditch 4 0 12 0 0 0 0 0
GR 12.5 0 10 4 10 8 12.5 12
X1 wide 3 0 5 0 0 0 2 0
GR 3 0 1 2 3 5
X1 manual 3 0 5 0 0 0 0 2 0
GR 3 0 1 2 3 5
`);

function section(line: string, metresPerUnit = 1) {
  const [row] = rowsOf(`C1 ${line}`);
  if (row === undefined) throw new TypeError('no row');
  return crossSectionOf(row, {
    metresPerUnit,
    shapeCurves: shapeCurvesOf(CURVES, idKey),
    transects: transectsOf(TRANSECTS, idKey),
    idKey,
  });
}

/** Shape line, then core's shape, width and height in mm, open. Figures by hand from the row's own numbers. */
const CASES: readonly (readonly [string, string, number | null, number | null, boolean])[] = [
  ['CIRCULAR 0.5 0 0 0 1', 'circular', 500, 500, false],
  ['FORCE_MAIN 0.3 120 0 0 1', 'circular', 300, 300, false],
  ['FILLED_CIRCULAR 0.6 0.1 0 0 1', 'circular', 600, 600, false],
  ['RECT_CLOSED 1.0 4 0 0 1', 'rectangular', 4000, 1000, false],
  ['RECT_OPEN 0.95 2 0 0', 'rectangular', 2000, 950, true],
  ['TRAPEZOIDAL 1.5 2 1 2 1', 'trapezoidal', 6500, 1500, true],
  ['TRIANGULAR 1 3 0 0 1', 'triangular', 3000, 1000, true],
  ['HORIZ_ELLIPSE 0.8 1.2 0 0 1', 'elliptical', 1200, 800, false],
  ['VERT_ELLIPSE 1.2 0.8 0 0 1', 'elliptical', 800, 1200, false],
  ['ARCH 1.1 1.4 0 0 1', 'arch', 1400, 1100, false],
  ['PARABOLIC 2 5 0 0 1', 'parabolic', 5000, 2000, true],
  ['POWER 2 5 3 0 1', 'envelope', 5000, 2000, true],
  ['RECT_TRIANGULAR 2 1.5 0.4 0 1', 'envelope', 1500, 2000, false],
  ['RECT_ROUND 2 1.5 1 0 1', 'envelope', 1500, 2000, false],
  ['MODBASKETHANDLE 2 1.5 1 0 1', 'arch', 1500, 2000, false],
  ['EGG 1.5 0 0 0 1', 'egg', 1000, 1500, false],
  ['HORSESHOE 2 0 0 0 1', 'arch', 2000, 2000, false],
  ['GOTHIC 2 0 0 0 1', 'arch', 1680, 2000, false],
  ['CATENARY 2 0 0 0 1', 'arch', 1800, 2000, false],
  ['SEMIELLIPTICAL 2 0 0 0 1', 'arch', 2000, 2000, false],
  ['BASKETHANDLE 2 0 0 0 1', 'arch', 1888, 2000, false],
  ['SEMICIRCULAR 2 0 0 0 1', 'arch', 3280, 2000, false],
  ['IRREGULAR ditch 0 0 0 1', 'envelope', 12000, 2500, true],
  ['CUSTOM 0.7875 O-shaped 0 0 1', 'envelope', 700.0875, 787.5, false],
  ['STREET main', 'unknown', null, null, true],
  ['DUMMY 0 0 0 0 1', 'unknown', null, null, false],
];

describe('crossSectionOf', () => {
  it.each(CASES)('reads %s as %s', (line, shape, widthMm, heightMm, open) => {
    expect(section(line).section).toMatchObject({ shape, widthMm, heightMm, open, wallMm: null });
  });

  it('has a case for every shape SWMM 5.2 knows', () => {
    expect(new Set(CASES.map(([line]) => line.split(' ')[0]))).toEqual(new Set(SWMM_SHAPES));
  });

  it('keeps the floor of a trapezoid, which may be zero', () => {
    expect(section('TRAPEZOIDAL 1.5 2 1 2 1').section?.floorWidthMm).toBe(2000);
    expect(section('TRAPEZOIDAL 1 0 1 1 1').section).toMatchObject({ floorWidthMm: 0, widthMm: 2000 });
  });

  it('turns feet into millimetres: 2 ft is 609.6 mm', () => {
    expect(section('CIRCULAR 2 0 0 0 1', 0.3048).section?.widthMm).toBe(609.6);
  });

  it('counts barrels', () => {
    expect(section('RECT_CLOSED 1 2 0 0 3').section?.barrels).toBe(3);
    expect(section('CIRCULAR 0.5').section?.barrels).toBe(1);
    expect(section('CUSTOM 0.9 O-shaped 0 0 2').section?.barrels).toBe(2);
    expect(section('CUSTOM 0.9 O-shaped 2').section?.barrels).toBe(2);
  });

  it('looks standard sizes up by their code, in inches whatever the file is in', () => {
    // Code 4: 24 x 38 in = 609.6 x 965.2 mm. Arch code 12: 62 x 102 in = 1574.8 x 2590.8 mm.
    expect(section('HORIZ_ELLIPSE 2 3.17 4 0 1').section).toMatchObject({ heightMm: 609.6, widthMm: 965.2 });
    expect(section('VERT_ELLIPSE 3.17 2 4 0 1').section).toMatchObject({ heightMm: 965.2, widthMm: 609.6 });
    expect(section('ARCH 5.17 8.5 12 0 1').section).toMatchObject({ heightMm: 1574.8, widthMm: 2590.8 });
  });

  it('knows the old form, in which Geom1 is the code', () => {
    expect(section('HORIZ_ELLIPSE 17 0 0 0').section).toMatchObject({ heightMm: 1955.8, widthMm: 3073.4 });
    expect(section('ARCH 102 0 0 0').section).toMatchObject({ heightMm: 4013.2, widthMm: 6273.8 });
  });

  it('does not take a height for a code: a width left out stays unknown', () => {
    const { section: found, issues } = section('HORIZ_ELLIPSE 1.2 0 0 0');
    expect(found).toMatchObject({ heightMm: 1200, widthMm: null });
    expect(issues.map((issue) => issue.code)).toEqual(['missing-size']);
  });

  it('leaves a size of zero unknown, never zero', () => {
    const { section: found, issues } = section('CIRCULAR 0 0 0 0 1');
    expect(found).toMatchObject({ shape: 'circular', heightMm: null, widthMm: null });
    expect(issues[0]).toMatchObject({ code: 'missing-size', severity: 'warning', where: { row: 1, field: 'Geom1' } });
  });

  it('names a shape it does not know and keeps its size unknown', () => {
    const { section: found, issues } = section('HEXAGON 1 1 0 0 1');
    expect(found).toMatchObject({ shape: 'unknown', widthMm: null, heightMm: null });
    expect(issues[0]).toMatchObject({ code: 'unknown-shape', message: expect.stringContaining('HEXAGON') });
  });

  it('reports a curve or transect that is not there', () => {
    expect(section('CUSTOM 1 nowhere 0 0 1').issues[0]?.code).toBe('unresolved-reference');
    expect(section('IRREGULAR nowhere').issues[0]?.code).toBe('unresolved-reference');
    expect(section('CUSTOM 1 Flat 0 0 1').section).toMatchObject({ widthMm: null, heightMm: 1000 });
  });

  it('widens a transect by its factor, in the ten words the solver reads and the eleven of the manual', () => {
    expect(section('IRREGULAR wide').section).toMatchObject({ widthMm: 10000, heightMm: 2000 });
    expect(section('IRREGULAR manual').section).toMatchObject({ widthMm: 10000, heightMm: 2000 });
  });
});
