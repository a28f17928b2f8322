import type { Issue } from '@undercroft/core/model/issue';
import type { Section, SectionShape } from '@undercroft/core/model/section-shape';
import { issue } from '../../issues.ts';
import { decimal } from '../inp/inp-number.ts';
import type { SwmmRow } from './swmm-file.ts';
import { archSize, horizontalEllipseSize, type SizeInches, verticalEllipseSize } from './swmm-size-codes.ts';
import type { Transect } from './swmm-transects.ts';

/** What a row of [XSECTIONS] is read with. */
export interface CrossSectionTables {
  /** Metres in the file's unit of length. */
  readonly metresPerUnit: number;
  /** Greatest width over full height, by curve name (`idKey`); `null` for a curve of that name without usable points. */
  readonly shapeCurves: ReadonlyMap<string, number | null>;
  readonly transects: ReadonlyMap<string, Transect>;
  readonly idKey: (id: string) => string;
}

export interface CrossSection {
  /** `null` when the row says nothing of the size. */
  readonly section: Section | null;
  readonly issues: readonly Issue[];
}

const MM_PER_INCH = 25.4;
const MM_PER_M = 1000;
const SHORT_CUSTOM_WORDS = 5;
/** No pipe or lined channel is wider or higher; sizes given in millimetres are. Natural channels have transects. */
const GREATEST_PIPE_MM = 100_000;

/**
 * How each shape's greatest width follows from its fields. `ratio` shapes state only their height; their widths are
 * those of the solver's `xsect.c` (SWMM 5.2 reference manual volume II, table 5-1).
 *
 * The core shape is the nearest one that is drawn: the horseshoe, gothic, catenary, semi-elliptical, basket-handle and
 * semicircular sewers are arches on a flat floor there, of their true width and height. `envelope` is the box around.
 */
type Rule =
  | { readonly from: 'diameter'; readonly shape: SectionShape }
  | { readonly from: 'ratio'; readonly shape: SectionShape; readonly widthOverHeight: number }
  | { readonly from: 'box'; readonly shape: SectionShape; readonly open: boolean }
  | { readonly from: 'code'; readonly shape: SectionShape; readonly size: (code: number) => SizeInches | null }
  | { readonly from: 'trapezoid' | 'curve' | 'transect' | 'nothing' };

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['CIRCULAR', { from: 'diameter', shape: 'circular' }],
  ['FORCE_MAIN', { from: 'diameter', shape: 'circular' }],
  // Geom2 is the depth of the sediment: the pipe around it is the full circle.
  ['FILLED_CIRCULAR', { from: 'diameter', shape: 'circular' }],
  ['RECT_CLOSED', { from: 'box', shape: 'rectangular', open: false }],
  ['RECT_OPEN', { from: 'box', shape: 'rectangular', open: true }],
  ['TRAPEZOIDAL', { from: 'trapezoid' }],
  ['TRIANGULAR', { from: 'box', shape: 'triangular', open: true }],
  ['HORIZ_ELLIPSE', { from: 'code', shape: 'elliptical', size: horizontalEllipseSize }],
  ['VERT_ELLIPSE', { from: 'code', shape: 'elliptical', size: verticalEllipseSize }],
  ['ARCH', { from: 'code', shape: 'arch', size: archSize }],
  ['PARABOLIC', { from: 'box', shape: 'parabolic', open: true }],
  ['POWER', { from: 'box', shape: 'envelope', open: true }],
  ['RECT_TRIANGULAR', { from: 'box', shape: 'envelope', open: false }],
  ['RECT_ROUND', { from: 'box', shape: 'envelope', open: false }],
  ['MODBASKETHANDLE', { from: 'box', shape: 'arch', open: false }],
  ['EGG', { from: 'ratio', shape: 'egg', widthOverHeight: 2 / 3 }],
  ['HORSESHOE', { from: 'ratio', shape: 'arch', widthOverHeight: 1 }],
  ['GOTHIC', { from: 'ratio', shape: 'arch', widthOverHeight: 0.84 }],
  ['CATENARY', { from: 'ratio', shape: 'arch', widthOverHeight: 0.9 }],
  ['SEMIELLIPTICAL', { from: 'ratio', shape: 'arch', widthOverHeight: 1 }],
  ['BASKETHANDLE', { from: 'ratio', shape: 'arch', widthOverHeight: 0.944 }],
  ['SEMICIRCULAR', { from: 'ratio', shape: 'arch', widthOverHeight: 1.64 }],
  ['IRREGULAR', { from: 'transect' }],
  ['CUSTOM', { from: 'curve' }],
  ['STREET', { from: 'nothing' }],
  ['DUMMY', { from: 'nothing' }],
]);

/** Every shape name of SWMM 5.2. */
export const SWMM_SHAPES: readonly string[] = [...RULES.keys()];

/** The section a row of [XSECTIONS] describes: inside sizes in mm, unknown where it does not say. */
export function crossSectionOf(row: SwmmRow, tables: CrossSectionTables): CrossSection {
  const [link = '', shapeName = ''] = row.tokens;
  const rule = RULES.get(shapeName.toUpperCase());
  const issues: Issue[] = [];
  const report: Report = (code, field, message) => {
    issues.push(issue(code, row.row, field, `Link "${link}": ${message}`));
  };
  if (rule === undefined) {
    report('unknown-shape', 'Shape', `"${shapeName}" is not a shape of SWMM 5; its size stays unknown.`);
    return { section: sized('unknown', null, null), issues };
  }
  const length = (index: number, field: string): number | null => lengthMm(row, index, field, tables, report);
  const barrels = barrelsOf(row, report);
  const section = sectionBy(rule, row, tables, length, report);
  return { section: section === null ? null : { ...section, barrels }, issues };
}

type Report = (code: Parameters<typeof issue>[0], field: string, message: string) => void;
type LengthReader = (index: number, field: string) => number | null;

function sectionBy(
  rule: Rule,
  row: SwmmRow,
  tables: CrossSectionTables,
  length: LengthReader,
  report: Report,
): Section | null {
  const shapeName = row.tokens[1] ?? '';
  switch (rule.from) {
    case 'diameter': {
      const diameter = length(2, 'Geom1');
      return sized(rule.shape, diameter, diameter);
    }
    case 'ratio': {
      const height = length(2, 'Geom1');
      return sized(rule.shape, height === null ? null : positiveMm(height * rule.widthOverHeight), height);
    }
    case 'box':
      return { ...sized(rule.shape, length(3, 'Geom2'), length(2, 'Geom1')), open: rule.open };
    case 'code':
      return bySizeCode(rule, row, length, report);
    case 'trapezoid':
      return trapezoid(row, length, report);
    case 'curve': {
      const height = length(2, 'Geom1');
      const name = row.tokens[3] ?? '';
      const ratio = tables.shapeCurves.get(tables.idKey(name));
      if (ratio === undefined) report('unresolved-reference', 'Geom2', `shape curve "${name}" is not in [CURVES].`);
      else if (ratio === null) report('missing-size', 'Geom2', `shape curve "${name}" has no width.`);
      return sized('envelope', height === null || ratio == null ? null : positiveMm(height * ratio), height);
    }
    case 'transect': {
      const name = row.tokens[2] ?? '';
      const transect = tables.transects.get(tables.idKey(name));
      if (transect === undefined) {
        report('unresolved-reference', 'Geom1', `transect "${name}" is not in [TRANSECTS].`);
        return { ...sized('unknown', null, null), open: true };
      }
      const scale = tables.metresPerUnit * MM_PER_M;
      return {
        ...sized('envelope', positiveMm(transect.width * scale), positiveMm(transect.height * scale)),
        open: true,
      };
    }
    case 'nothing':
      report(
        'shape-not-modelled',
        'Shape',
        `a ${shapeName.toUpperCase()} section has no pipe; its size stays unknown.`,
      );
      return { ...sized('unknown', null, null), open: shapeName.toUpperCase() === 'STREET' };
  }
}

/**
 * A size code stands in Geom3; files of SWMM 5.0 hold it in Geom1 with Geom2 = 0. A Geom1 that is no code number then
 * is a height whose width was left out: the width stays unknown (the solver would take another pipe's size).
 */
function bySizeCode(
  rule: Extract<Rule, { from: 'code' }>,
  row: SwmmRow,
  length: LengthReader,
  report: Report,
): Section {
  const third = decimal(row.tokens[4]) ?? 0;
  const oldForm = third <= 0 && (decimal(row.tokens[3]) ?? 0) === 0;
  const code = oldForm ? (decimal(row.tokens[2]) ?? 0) : third;
  if (code > 0) {
    const size = rule.size(code);
    if (size !== null) return sized(rule.shape, tidyMm(size.spanIn * MM_PER_INCH), tidyMm(size.riseIn * MM_PER_INCH));
    const field = oldForm ? 'Geom1' : 'Geom3';
    if (!oldForm) report('missing-size', field, `${code} is not a standard size code of a ${row.tokens[1]} section.`);
  }
  return sized(rule.shape, length(3, 'Geom2'), length(2, 'Geom1'));
}

/** Geom2 is the floor's width, Geom3 and Geom4 the run over rise of its two sides. */
function trapezoid(row: SwmmRow, length: LengthReader, report: Report): Section {
  const height = length(2, 'Geom1');
  const floor = decimal(row.tokens[3]) === 0 ? 0 : length(3, 'Geom2');
  const left = decimal(row.tokens[4]);
  const right = decimal(row.tokens[5]);
  const sides = left === null || right === null || left < 0 || right < 0 ? null : left + right;
  if (sides === null) report('missing-size', 'Geom3', 'a trapezoid wants two side slopes of at least 0.');
  const width = height === null || floor === null || sides === null ? null : positiveMm(floor + height * sides);
  return { ...sized('trapezoidal', width, height), floorWidthMm: floor, open: true };
}

function sized(shape: SectionShape, widthMm: number | null, heightMm: number | null): Section {
  return { shape, widthMm, heightMm, wallMm: null, floorWidthMm: null, open: false, barrels: 1 };
}

/** A length of the row in mm; `null`, with an issue, when it is no positive number: zero is "not stated". */
function lengthMm(
  row: SwmmRow,
  index: number,
  field: string,
  tables: CrossSectionTables,
  report: Report,
): number | null {
  const text = row.tokens[index];
  const value = decimal(text);
  if (text !== undefined && value === null) {
    report('not-a-number', field, `${field} wants a number; "${text}" came.`);
    return null;
  }
  const sizeMm = value === null ? 0 : tidyMm(value * tables.metresPerUnit * MM_PER_M);
  if (sizeMm <= 0) {
    report(
      'missing-size',
      field,
      `${field} wants a length above 0; ${text ?? 'nothing'} came. The size stays unknown.`,
    );
    return null;
  }
  if (sizeMm <= GREATEST_PIPE_MM) return sizeMm;
  report('implausible-size', field, `${field} is ${text}, which reads ${sizeMm / MM_PER_M} m; it is taken as unknown.`);
  return null;
}

/** The seventh word; of a custom section also the fifth when it is the last, the short form of the manual. */
function barrelsOf(row: SwmmRow, report: Report): number {
  const isShort = row.tokens[1]?.toUpperCase() === 'CUSTOM' && row.tokens.length === SHORT_CUSTOM_WORDS;
  const text = row.tokens[isShort ? SHORT_CUSTOM_WORDS - 1 : 6];
  if (text === undefined) return 1;
  const value = decimal(text);
  if (value !== null && Number.isInteger(value) && value >= 1) return value;
  report('not-a-number', 'Barrels', `Barrels wants a whole number of at least 1; "${text}" came.`);
  return 1;
}

/** A size worked out from others; `null` for one that is nothing at a nanometre. */
function positiveMm(valueMm: number): number | null {
  return tidyMm(valueMm) || null;
}

/** Sizes to the nanometre: 1.001 m reads 1001 mm, not 1000.9999999999999. */
function tidyMm(valueMm: number): number {
  return Math.round(valueMm * 1e6) / 1e6;
}
