import type { ColumnUnit } from '@undercroft/core/protocol/profile';
import type { Quantity } from '@undercroft/core/protocol/profile-fields';
import { readHeading } from '../heading-key.ts';
import { ownUnit, unitFactor } from '../values/unit-factor.ts';
import type { ColumnStats } from './column-stats.ts';

/** The unit a column is taken to be in. */
export interface UnitJudgement {
  /** `null` for quantities without one. */
  readonly unit: ColumnUnit | null;
  /** `stated` by the heading or the values themselves; `custom` by what such tables are in; `magnitude` by size alone. */
  readonly by: 'stated' | 'custom' | 'magnitude';
  /** False where heading and magnitude disagree, or where nothing but magnitude speaks. */
  readonly isSure: boolean;
  /** True where the values cannot be what the heading says. */
  readonly contradicts: boolean;
}

/** Medians a quantity has in a city, in its own unit; outside, the unit is another. */
const PLAUSIBLE: Readonly<Partial<Record<Quantity, readonly [number, number]>>> = {
  depth: [0.05, 15],
  level: [-200, 5500],
  size: [15, 4500],
  lengthMm: [15, 10_000],
  lengthM: [0.5, 5000],
  areaM2: [5, 50_000_000],
  angleDeg: [-360, 360],
};

/** Fields whose range is their own. */
const PLAUSIBLE_FIELDS: Readonly<Record<string, readonly [number, number]>> = {
  wall: [1, 400],
  shaftDiameter: [200, 6000],
  outerDiameter: [15, 6000],
  height: [0.5, 6000],
};

/** A table holds a pipe or a channel this wide, in millimetres; one of only smaller ones may be in centimetres. */
const TELLING_PIPE_MM = 100;
const TELLING_CHANNEL_MM = 250;
/** More sizes than this that can only be metres, and the column is in metres. */
const METRE_SHARE = 0.2;

/** Sizes that pipes have in inches. */
const INCHES = new Set([
  1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 15, 16, 18, 20, 21, 24, 27, 30, 33, 36, 42, 48, 54, 60, 66, 72, 84, 96,
]);

/**
 * Judges a column's unit. `isMetric` is true for tables in Chinese or pinyin and of Chinese standards, whose depths and levels
 * are metres and whose sizes are millimetres by custom: then custom and magnitude are two pieces of evidence. Elsewhere a
 * unit that nobody states has to be confirmed.
 */
export function judgeUnit(quantity: Quantity, field: string, stats: ColumnStats, isMetric: boolean): UnitJudgement {
  const own = ownUnit(quantity);
  if (own === null || quantity === 'coordinate') return { unit: null, by: 'stated', isSure: true, contradicts: false };
  const { unit: stated } = readHeading(stats.column.name);
  if (stated !== null && unitFactor(stated, quantity) !== null) {
    const fits = isPlausible(quantity, field, stated, stats) && !(quantity === 'size' && isOtherSize(stated, stats));
    return { unit: stated, by: 'stated', isSure: fits && isTelling(quantity, stats), contradicts: !fits };
  }
  if (quantity === 'size' && stats.sizeWordShare > 0.5 && stats.metreSizeShare <= METRE_SHARE) {
    const metric = stats.texts.some((text) => text !== null && /dn|de|φ|Φ|mm/iu.test(text));
    if (metric) return { unit: own, by: 'stated', isSure: isTelling(quantity, stats), contradicts: false };
  }
  const guess = byMagnitude(quantity, own, stats);
  const isCustomary =
    (isMetric || quantity === 'angleDeg') &&
    guess === own &&
    isPlausible(quantity, field, own, stats) &&
    isTelling(quantity, stats);
  return { unit: guess, by: isCustomary ? 'custom' : 'magnitude', isSure: isCustomary, contradicts: false };
}

/** True for sizes that can only be metres under millimetres, or the other way round. */
function isOtherSize(stated: ColumnUnit, stats: ColumnStats): boolean {
  if (stated === 'mm') return stats.metreSizeShare > METRE_SHARE;
  return stated === 'm' && stats.sizeShare > 0.5 && stats.metreSizeShare < 0.5;
}

function isPlausible(quantity: Quantity, field: string, unit: ColumnUnit, stats: ColumnStats): boolean {
  const range = PLAUSIBLE_FIELDS[field] ?? PLAUSIBLE[quantity];
  const factor = unitFactor(unit, quantity);
  if (range === undefined || factor === null) return false;
  if (Number.isNaN(stats.median) || stats.numericShare < 0.5) return true;
  const median = stats.median * factor;
  return median === 0 || (median >= range[0] && median <= range[1]);
}

/**
 * False where another unit would do as well: pipes of 30 to 60 are small ones in millimetres and usual ones in centimetres;
 * levels without decimals may be of anything.
 */
function isTelling(quantity: Quantity, stats: ColumnStats): boolean {
  if (quantity === 'level') return stats.decimals > 0 || stats.filled === 0;
  if (quantity !== 'size' || stats.filled === 0 || stats.sizeShare === 0) return true;
  const hasBanks = stats.widestPipeMm === 0 && stats.widestChannelMm === 0;
  return hasBanks || stats.widestPipeMm >= TELLING_PIPE_MM || stats.widestChannelMm >= TELLING_CHANNEL_MM;
}

function byMagnitude(quantity: Quantity, own: ColumnUnit, stats: ColumnStats): ColumnUnit {
  if (quantity === 'size') return sizeUnit(stats);
  if (quantity === 'depth' && !Number.isNaN(stats.median)) return depthUnit(stats);
  return own;
}

function depthUnit({ median }: ColumnStats): ColumnUnit {
  if (median <= 15) return 'm';
  return median < 700 ? 'cm' : 'mm';
}

function sizeUnit(stats: ColumnStats): ColumnUnit {
  if (stats.metreSizeShare > METRE_SHARE) return 'm';
  const sizes = [...stats.numbers].filter((value) => !Number.isNaN(value));
  return stats.max <= 96 && sizes.length > 0 && sizes.every((value) => INCHES.has(value)) ? 'in' : 'mm';
}
