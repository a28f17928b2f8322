import type { ColumnUnit } from '@undercroft/core/protocol/profile';
import {
  type CableSize,
  circularSize,
  type DuctBankSize,
  type NominalSize,
  type SizeIssue,
  type SizeReading,
} from './size.ts';
import { unitFactor } from './unit-factor.ts';
import { isUnknownText } from './unknown-text.ts';

/** Below it no pipe is measured in millimetres; above the other none is so wide in any unit. */
const SMALLEST_MM = 10;
const LARGEST_MM = 20_000;
/** Metres of a channel, and of a pipe, that are plainly metres when written with decimals. */
const LARGEST_METRES = 10;
const LARGEST_PIPE_METRES = 5;
/** Cross-sections that cable cores are made in, mm2. */
const CORE_MM2 = new Set([
  0.5, 0.75, 1, 1.5, 2.5, 4, 6, 10, 16, 25, 35, 50, 70, 95, 120, 150, 185, 240, 300, 400, 500, 630, 800, 1000,
]);

const N = '(\\d+(?:\\.\\d+)?|\\.\\d+)';
const DIAMETER = '(?:dn|de|d|φ|ф|ø|ϕ|⌀|直径|管径)';
const WHOLE_UNIT = /(mm|cm|m|毫米|厘米|米|in|inch|inches|英寸|英吋|吋|"|″|''|ft)$/u;

const CIRCULAR = new RegExp(`^(dn|de|d|φ|ф|ø|ϕ|⌀|直径|管径)?=?${N}$`, 'u');
const RECTANGLE = new RegExp(`^(?:b?xh=|[wb]|□|方沟|方涵|箱涵|矩形)?=?${N}x[hd]?${N}$`, 'u');
const WALLED = new RegExp(`^(?:de|d|φ|ф|ø|ϕ|⌀)${N}x${N}$`, 'u');
const THINNEST_WHOLE_WALL_MM = 3;
const REDUCER = new RegExp(`^${DIAMETER}?${N}[/→~]${DIAMETER}?${N}$`, 'u');
const BANK = new RegExp(`^(\\d+)x(\\d+)(?:孔)?(?:/|-?(?:φ|ф|ø|ϕ|⌀)|孔/?${DIAMETER}?)${N}$`, 'u');
const BANK_HOLES = /^(\d+)x(\d+)孔$/u;
const HOLES = new RegExp(`^(\\d+)孔(?:[-x/]?${DIAMETER}?${N})?$`, 'u');
const BARRELS = new RegExp(`^(\\d{1,2})(?:-|x(?=${DIAMETER})|(?=${DIAMETER}))\\(?(.+?)\\)?$`, 'u');
const CABLE = new RegExp(`^(\\d{1,3})x${N}(?:(?:mm2|平方)?\\+(\\d{1,2})x${N})?(?:mm2|平方)?$`, 'u');
const CORES = /^(?:光缆|电缆)?(\d{1,4})芯$/u;
const MIXED_INCHES = /^(\d+)[ -](\d+)\/(\d+)(?:"|″|''|in)$/u;
const FRACTION_INCHES = /^(\d+)\/(\d+)(?:"|″|''|in)$/u;

/**
 * Reads a size as survey tables write it, `unit` being that of the column (`null`: not said, so millimetres unless the
 * numbers can only be metres, which is reported).
 *
 * `300`, `DN300`, `Φ300`, `D300` circular; `De110`, `D219×6` outer diameter (and wall); `1200X800` rectangular, width by
 * height; `1.2×0.8` metres by magnitude; `2-DN400` two barrels; `300/400` a reducer; `6"` inches; `3x4/110` a bank of 3 by
 * 4 ducts; `9孔Φ110`; `4x120` a cable of 4 cores of 120 mm2 (3, 4 or 5 cores of a size that cables have), `24芯`.
 */
export function readSize(text: string, unit: ColumnUnit | null = null): SizeReading {
  if (isUnknownText(text)) return NOTHING;
  const plain = plainSize(text);
  const inches = fractionOfInch(plain);
  if (inches !== null) return found(circularSize(inches));
  const tail = WHOLE_UNIT.exec(plain);
  const stated = tail === null ? null : SIZE_UNITS[tail[1] ?? ''];
  if (stated !== null && stated !== undefined) {
    const bare = plain.replace(new RegExp(`(?<=\\d)\\s*${escapeRegExp(tail?.[1] ?? '')}`, 'gu'), '');
    return readBare(bare.replace(/\s+/g, ''), stated, text);
  }
  return readBare(plain.replace(/\s+/g, ''), unit, text);
}

/** `readSize` with a memory: tables hold few different sizes. */
export function sizeReader(unit: ColumnUnit | null): (text: string) => SizeReading {
  const known = new Map<string, SizeReading>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const reading = readSize(text, unit);
    if (known.size < MAX_KNOWN) known.set(text, reading);
    return reading;
  };
}

const MAX_KNOWN = 20_000;
const NOTHING: SizeReading = { size: null, issue: null, message: '' };
const SIZE_UNITS: Readonly<Record<string, ColumnUnit>> = {
  mm: 'mm',
  毫米: 'mm',
  cm: 'cm',
  厘米: 'cm',
  m: 'm',
  米: 'm',
  in: 'in',
  inch: 'in',
  inches: 'in',
  英寸: 'in',
  英吋: 'in',
  吋: 'in',
  '"': 'in',
  '″': 'in',
  "''": 'in',
  ft: 'ft',
};

function plainSize(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[×✕✖╳хх*]/gu, 'x')
    .replace(/[\u2010-\u2014\u2212]/gu, '-')
    .replace(/^b\s*x\s*h\s*=?/u, '')
    .replace(/\s*([x/+])\s*/gu, '$1')
    .trim();
}

function fractionOfInch(plain: string): number | null {
  const mixed = MIXED_INCHES.exec(plain);
  if (mixed !== null) return inchesMm(Number(mixed[1]) + Number(mixed[2]) / Number(mixed[3]));
  const fraction = FRACTION_INCHES.exec(plain);
  return fraction === null ? null : inchesMm(Number(fraction[1]) / Number(fraction[2]));
}

function inchesMm(inches: number): number | null {
  return Number.isFinite(inches) && inches > 0 ? rounded(inches * 25.4) : null;
}

function readBare(text: string, unit: ColumnUnit | null, source: string): SizeReading {
  const cores = CORES.exec(text);
  if (cores !== null)
    return found(cableSize({ cores: Number(cores[1]), coreMm2: null, extraCores: 0, extraCoreMm2: null }));
  return (
    readBank(text, source) ??
    readCable(text, unit) ??
    readBarrels(text, unit, source) ??
    readWalled(text, unit, source) ??
    readRectangle(text, unit, source) ??
    readReducer(text, unit, source) ??
    readCircular(text, unit, source) ??
    trouble('ambiguous', `"${source}" is no size that can be read.`)
  );
}

function readBank(text: string, source: string): SizeReading | null {
  const grid = BANK.exec(text) ?? BANK_HOLES.exec(text);
  if (grid !== null) {
    const [rows, columns] = [Number(grid[1]), Number(grid[2])];
    const holeMm = grid[3] === undefined ? null : Number(grid[3]);
    if (rows > 30 || columns > 30) return null;
    return bankReading({ rows, columns, holes: rows * columns, holeMm }, source);
  }
  const holes = HOLES.exec(text);
  if (holes === null) return null;
  const holeMm = holes[2] === undefined ? null : Number(holes[2]);
  return bankReading({ rows: null, columns: null, holes: Number(holes[1]), holeMm }, source);
}

function bankReading(bank: DuctBankSize, source: string): SizeReading {
  const sound =
    bank.holes > 0 && bank.holes <= 900 && (bank.holeMm === null || (bank.holeMm >= 10 && bank.holeMm <= 500));
  if (!sound) return trouble('implausible', `"${source}" is no bank of ducts that can be: ${bank.holes} holes.`);
  return found({ ...circularSize(0), shape: 'ductBank', widthMm: null, heightMm: null, bank });
}

/** Three, four or five cores of a cross-section that cables are made in; or any number of them with smaller ones added. */
function readCable(text: string, unit: ColumnUnit | null): SizeReading | null {
  const parts = CABLE.exec(text);
  if (parts === null || (unit !== null && unit !== 'mm')) return null;
  const [cores, coreMm2] = [Number(parts[1]), Number(parts[2])];
  const added = parts[3] !== undefined;
  if (!CORE_MM2.has(coreMm2) || (!added && (cores < 3 || cores > 5)) || cores > 5 || cores === 0) return null;
  const [extraCores, extraCoreMm2] = added ? [Number(parts[3]), Number(parts[4])] : [0, null];
  return found(cableSize({ cores, coreMm2, extraCores, extraCoreMm2 }));
}

function cableSize(cable: CableSize): NominalSize {
  return { ...circularSize(0), shape: 'cable', widthMm: null, heightMm: null, cable };
}

function readBarrels(text: string, unit: ColumnUnit | null, source: string): SizeReading | null {
  const parts = BARRELS.exec(text);
  const plainPair = parts === null ? /^(2)x(\d{3,4})$/u.exec(text) : parts;
  if (plainPair === null) return null;
  const barrels = Number(plainPair[1]);
  const rest = plainPair[2] ?? '';
  const one = readWalled(rest, unit, source) ?? readRectangle(rest, unit, source) ?? readCircular(rest, unit, source);
  if (one === null || one.size === null) return one;
  if (barrels < 1 || barrels > 20) return trouble('implausible', `"${source}" names ${barrels} barrels.`);
  return { ...one, size: { ...one.size, barrels } };
}

/** An outer diameter by a wall: the wall is at most a sixth of it, which no channel's height is of its width. */
function readWalled(text: string, unit: ColumnUnit | null, source: string): SizeReading | null {
  const parts = WALLED.exec(text);
  if (parts === null) return null;
  const scaled = inMillimetres([Number(parts[1]), Number(parts[2])], unit, source);
  if (scaled.values === null) return scaled.trouble;
  const [outer = 0, wall = 0] = scaled.values;
  const countOfPipes = Number.isInteger(wall) && wall < THINNEST_WHOLE_WALL_MM;
  if (countOfPipes || wall * 6 > outer) {
    return trouble(
      'ambiguous',
      `"${source}" has a diameter and a second number that may be a wall or a count of pipes.`,
    );
  }
  return found({ ...circularSize(outer), outside: true, wallMm: wall }, scaled.issue, scaled.message);
}

function readRectangle(text: string, unit: ColumnUnit | null, source: string): SizeReading | null {
  const parts = RECTANGLE.exec(text);
  if (parts === null) return null;
  const scaled = inMillimetres([Number(parts[1]), Number(parts[2])], unit, source);
  if (scaled.values === null) return scaled.trouble;
  const [width = 0, height = 0] = scaled.values;
  return found({ ...circularSize(width), shape: 'rectangular', heightMm: height }, scaled.issue, scaled.message);
}

function readReducer(text: string, unit: ColumnUnit | null, source: string): SizeReading | null {
  const parts = REDUCER.exec(text);
  if (parts === null) return null;
  const scaled = inMillimetres([Number(parts[1]), Number(parts[2])], unit, source);
  if (scaled.values === null) return scaled.trouble;
  const [from = 0, to = 0] = scaled.values;
  if (Math.max(from, to) > 4 * Math.min(from, to)) {
    return trouble('ambiguous', `"${source}" is no reducer: one end is more than four times the other.`);
  }
  return found({ ...circularSize(from), endWidthMm: to }, scaled.issue, scaled.message);
}

function readCircular(text: string, unit: ColumnUnit | null, source: string): SizeReading | null {
  const parts = CIRCULAR.exec(text);
  if (parts === null) return null;
  if (Number(parts[2]) === 0) return NOTHING;
  const scaled = inMillimetres([Number(parts[2])], unit, source);
  if (scaled.values === null) return scaled.trouble;
  const size = circularSize(scaled.values[0] ?? 0);
  return found(parts[1] === 'de' ? { ...size, outside: true } : size, scaled.issue, scaled.message);
}

type Scaled =
  | { readonly values: readonly number[]; readonly issue: SizeIssue | null; readonly message: string }
  | { readonly values: null; readonly trouble: SizeReading };

/**
 * Numbers to millimetres: by the unit stated, else as millimetres, else as metres where one has decimals and all are below
 * 10. Whole numbers below 10 may be either, and are neither.
 */
function inMillimetres(numbers: readonly number[], unit: ColumnUnit | null, source: string): Scaled {
  const factor = unit === null ? 1 : unitFactor(unit, 'size');
  if (factor === null)
    return { values: null, trouble: trouble('ambiguous', `"${source}" is in ${unit}, no unit of a size.`) };
  const largest = Math.max(...numbers);
  const smallMm = (unit === null || unit === 'mm') && largest < LARGEST_METRES;
  if (!smallMm)
    return checked(
      numbers.map((value) => rounded(value * factor)),
      source,
      null,
      '',
    );
  if (numbers.every(Number.isInteger) || (numbers.length === 1 && largest > LARGEST_PIPE_METRES)) {
    const message = `"${source}" may be metres, millimetres or a count of ducts: wanted a size of ${SMALLEST_MM} mm at least.`;
    return { values: null, trouble: trouble('ambiguous', message) };
  }
  const message = `"${source}" is taken as metres: no pipe is so small in millimetres.`;
  return checked(
    numbers.map((value) => rounded(value * 1000)),
    source,
    'metres-by-magnitude',
    message,
  );
}

/** A wall or a small pipe may be thin; the largest number is what has to be a size. */
function checked(values: readonly number[], source: string, issue: SizeIssue | null, message: string): Scaled {
  const largest = Math.max(...values);
  if (largest >= SMALLEST_MM && largest <= LARGEST_MM && Math.min(...values) > 0) return { values, issue, message };
  const text = `"${source}" would be ${largest} mm; wanted ${SMALLEST_MM} to ${LARGEST_MM} mm.`;
  return { values: null, trouble: trouble('implausible', text) };
}

/** Away with the noise of binary fractions: 1.1 m is 1100 mm and not 1100.0000000000002. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function found(size: NominalSize, issue: SizeIssue | null = null, message = ''): SizeReading {
  return { size, issue, message };
}

function trouble(issue: SizeIssue, message: string): SizeReading {
  return { size: null, issue, message };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
