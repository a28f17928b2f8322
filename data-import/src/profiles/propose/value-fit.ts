import {
  PROFILE_FIELDS,
  type ProfileField,
  type ProfileTarget,
  type Quantity,
} from '@undercroft/core/protocol/profile-fields';
import { gridCode } from '../../operations/china-codes.ts';
import type { CodeListName } from '../codes/code-lists.ts';
import type { CodeReader } from '../codes/code-reader.ts';
import { readAngle } from '../values/read-angle.ts';
import type { ColumnStats } from './column-stats.ts';
import { coordinateKind } from './coordinate-kind.ts';

/** What the columns of a source know of one another while they are weighed. */
export interface ValueContext {
  readonly codes: CodeReader;
  /** Values of columns that look like the numbers of points, over all tables of the source. */
  readonly pointIds: ReadonlySet<string>;
}

/** List that a field's words stand in, where it is a field of codes. */
const LIST_OF: Readonly<Record<string, CodeListName>> = {
  utility: 'utility',
  subclass: 'utility',
  feature: 'feature',
  appurtenance: 'appurtenance',
  material: 'material',
  coverMaterial: 'material',
  coverShape: 'shape',
  shape: 'shape',
  joint: 'joint',
  embedding: 'embedding',
  status: 'status',
  flowDirection: 'flowDirection',
  qualityLevel: 'qualityLevel',
  depthReference: 'depthReference',
  'cityPoint.kind': 'cityPointKind',
  'gridCell.level': 'gridLevel',
  'cityCase.kind': 'caseKind',
  'cityCase.channel': 'caseChannel',
  'cityCase.result': 'caseResult',
  'building.use': 'buildingUse',
  'building.roof': 'roof',
  'road.class': 'roadClass',
  'landUse.kind': 'landUse',
  'water.kind': 'waterKind',
  'place.kind': 'placeKind',
};

/** The list of codes a field is read by; `null` for fields of other quantities. */
export function codeListOf(target: ProfileTarget, field: string): CodeListName | null {
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  if (fields[field]?.quantity !== 'code') return null;
  return LIST_OF[`${target}.${field}`] ?? LIST_OF[field] ?? null;
}

/**
 * How well the values of a column fit a field, 0 (they cannot be it) to 1 (they can hardly be anything else). An empty column
 * fits anything a little.
 */
export function valueFit(target: ProfileTarget, field: string, stats: ColumnStats, context: ValueContext): number {
  if (stats.filled === 0) return 0.4;
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  const quantity = fields[field]?.quantity;
  if (quantity === undefined) return 0;
  if (field === 'fromId' || field === 'toId') return referenceFit(stats, context.pointIds);
  if (target === 'gridCell' && field === 'code') return isGridCodes(stats) ? 1 : Math.min(0.6, idFit(stats));
  const list = codeListOf(target, field);
  return list === null ? quantityFit(quantity, stats) : codeFit(list, stats, context.codes);
}

function referenceFit(stats: ColumnStats, pointIds: ReadonlySet<string>): number {
  if (stats.decimals > 0 || stats.counts.size < Math.min(3, stats.filled)) return 0;
  if (pointIds.size > 0) {
    const known = [...stats.counts.keys()].filter((id) => pointIds.has(id)).length / stats.counts.size;
    if (known > 0.5) return 0.7 + 0.3 * known;
  }
  if (stats.isSequence) return 0.45;
  return stats.hanShare > 0.5 ? 0.2 : 0.7;
}

/** True for a column of codes of the management grid: digits of an administrative division and what follows them. */
export function isGridCodes({ counts }: ColumnStats): boolean {
  return counts.size > 0 && [...counts.keys()].every((text) => 'parts' in gridCode(text));
}

function codeFit(list: CodeListName, stats: ColumnStats, codes: CodeReader): number {
  const known = knownShare(list, stats, codes);
  if (known > 0) return 0.35 + 0.65 * known;
  const isShort = [...stats.counts.keys()].every((text) => text.length <= 12) && stats.counts.size <= 40;
  if (stats.numericShare > 0.9) return stats.counts.size <= 12 && stats.decimals === 0 ? 0.4 : 0;
  return isShort ? 0.35 : 0.15;
}

/** Share of a column's cells that a list of codes knows. */
export function knownShare(list: CodeListName, stats: ColumnStats, codes: CodeReader): number {
  if (stats.filled === 0) return 0;
  let known = 0;
  for (const [text, count] of stats.counts) if (!codes.isUnknownWord(list, text)) known += count;
  return known / stats.filled;
}

function quantityFit(quantity: Quantity, stats: ColumnStats): number {
  switch (quantity) {
    case 'id':
      return idFit(stats);
    case 'text':
    case 'code':
      return stats.decimals > 2 ? 0.15 : stats.dateShare > 0.9 ? 0.3 : stats.numericShare > 0.95 ? 0.45 : 0.6;
    case 'coordinate':
      return coordinateKind(stats) === 'none' ? 0 : coordinateKind(stats) === 'plane' ? 0.6 : 0.9;
    case 'level':
      return levelFit(stats);
    case 'depth':
      return depthFit(stats);
    case 'size':
      return sizeFit(stats);
    case 'lengthMm':
      return numberWithin(stats, 0.5, 10_000, 0.6);
    case 'lengthM':
      return numberWithin(stats, 0, 100_000, 0.6);
    case 'areaM2':
      return numberWithin(stats, 0, 1e10, 0.6);
    case 'angleDeg':
      return angleFit(stats);
    case 'count':
      return stats.integerShare > 0.95 ? numberWithin(stats, 0, 500, 0.7) : 0;
    case 'number':
      return stats.numericShare > 0.9 ? 0.6 : 0.1;
    case 'date':
    case 'moment':
      return stats.dateShare > 0.9 ? 0.9 : stats.dateShare > 0.5 ? 0.6 : 0.05;
  }
}

function idFit(stats: ColumnStats): number {
  if (stats.decimals > 0 || stats.filled < stats.rows * 0.9) return 0.1;
  const share = stats.counts.size / stats.filled;
  if (stats.isSequence) return 0.5;
  if (stats.isUnique) return stats.hanShare > 0.9 ? 0.6 : 0.9;
  return share > 0.95 ? 0.75 : share > 0.8 ? 0.4 : 0.1;
}

function levelFit(stats: ColumnStats): number {
  if (stats.numericShare < 0.9 || stats.min < -200 || stats.max > 29_000) return 0;
  if (coordinateKind(stats) !== 'none' && stats.min > 30_000) return 0;
  return stats.decimals >= 1 ? 0.8 : 0.45;
}

function depthFit(stats: ColumnStats): number {
  if (stats.numericShare < 0.9 || stats.min < -30 || stats.max > 20_000) return 0;
  if (stats.median < 15) return stats.decimals >= 1 || stats.zeroShare > 0.5 ? 0.85 : 0.5;
  return stats.median < 1500 && stats.decimals === 0 ? 0.6 : stats.median < 8000 && stats.decimals === 0 ? 0.5 : 0.3;
}

function sizeFit(stats: ColumnStats): number {
  if (stats.sizeWordShare > 0.3) return 0.6 + 0.4 * stats.sizeShare;
  if (stats.numericShare < 0.9) return stats.sizeShare > 0.6 ? 0.6 : 0.1;
  if (stats.min < 0 || stats.max > 20_000) return 0;
  return stats.counts.size <= Math.max(25, stats.filled * 0.3) ? 0.7 : 0.35;
}

function angleFit(stats: ColumnStats): number {
  let count = 0;
  for (const [text, times] of stats.counts) if (typeof readAngle(text) === 'number') count += times;
  const read = count / Math.max(1, stats.filled);
  if (read < 0.9) return 0;
  return stats.numericShare < 0.5 ? 0.9 : stats.min >= -360 && stats.max <= 360 ? 0.65 : 0;
}

function numberWithin(stats: ColumnStats, low: number, high: number, score: number): number {
  return stats.numericShare > 0.9 && stats.min >= low && stats.max <= high ? score : 0;
}
