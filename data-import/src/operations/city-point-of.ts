import { CITY_POINT_KINDS, type CityPoint, type CityPointKind } from '@undercroft/core/model/city-point';
import type { Placement } from '../placing/placement.ts';
import type { RawRow } from '../tables/table-format.ts';
import { cameraCode, componentCode } from './china-codes.ts';
import { pointPosition } from './point-position.ts';
import type { RowReader } from './row-reader.ts';

const STATUSES = ['inUse', 'abandoned', 'planned', 'unknown'] as const;

/** No device sees or covers farther, metres. */
const FARTHEST_M = 50_000;
/** No device stands higher above the ground, metres. */
const HIGHEST_M = 1000;

/**
 * The device or component of a row; `null` where it has no name or no place, which is then among the row's issues. The grid
 * cell is the stated one.
 */
export function cityPointOf(row: RawRow, reader: RowReader, placement: Placement): CityPoint | null {
  reader.turnTo(row);
  const sourceId = reader.id('id');
  if (sourceId === null) {
    reader.say('missing-value', 'id', `Row ${row.row} has no number of its own: one was wanted for every point.`);
    return null;
  }
  reader.name(sourceId);
  const position = pointPosition(row, reader, placement, sourceId);
  if (position === null) return null;
  reader.name(sourceId, position);
  const stated = reader.id('code');
  const kind = kindOf(reader, stated ?? sourceId);
  const { code, category } = codeOf(reader, kind, stated, sourceId);
  const levelM = reader.measure('level', 'level');
  const status = reader.word('status', 'status');
  return {
    kind,
    sourceId,
    name: reader.names(),
    position,
    // The reader has turned feet into metres; the placement adds what lies between the datums.
    levelM: levelM === null ? null : levelM + placement.levelM(0),
    heightM: bounded(reader, 'height', HIGHEST_M),
    code,
    category: reader.text('category') ?? category,
    headingDeg: headingOf(reader),
    fieldOfViewDeg: fieldOfViewOf(reader),
    rangeM: bounded(reader, 'range', FARTHEST_M),
    gridCell: reader.id('gridCell'),
    address: reader.text('address'),
    owner: reader.text('owner'),
    status: STATUSES.find((candidate) => candidate === status) ?? 'unknown',
    raw: reader.raw(),
  };
}

/** As the source says; else as a whole code of a standard says. */
function kindOf(reader: RowReader, code: string): CityPointKind {
  const word = reader.word('kind', 'cityPointKind');
  const stated = CITY_POINT_KINDS.find((kind) => kind === word);
  if (stated !== undefined) return stated;
  if (reader.text('kind') !== null) return 'other';
  if ('parts' in cameraCode(code)) return 'camera';
  return 'parts' in componentCode(code) ? 'component' : 'other';
}

interface CodeFacts {
  readonly code: string | null;
  /** The class that a component's code stands for. */
  readonly category: string | null;
}

/** The code of the standard for its kind. A number of the source's own that looks like one is checked as one. */
function codeOf(reader: RowReader, kind: CityPointKind, stated: string | null, sourceId: string): CodeFacts {
  if (kind !== 'camera' && kind !== 'component') return { code: stated, category: null };
  const length = kind === 'camera' ? 20 : 16;
  const code = stated ?? (sourceId.length === length && /^\d+$/.test(sourceId) ? sourceId : null);
  if (code === null) return { code: null, category: null };
  const field = stated === null ? 'id' : 'code';
  const reading = kind === 'camera' ? cameraCode(code) : componentCode(code);
  if ('fault' in reading) {
    reader.say(kind === 'camera' ? 'camera-code' : 'component-code', field, `The code "${code}" ${reading.fault}.`);
    return { code: null, category: null };
  }
  return { code, category: 'minorName' in reading.parts ? reading.parts.minorName : null };
}

/** Brought into 0 to 360; a turn beyond one round either way is a mistake. */
function headingOf(reader: RowReader): number | null {
  const heading = reader.angle('heading');
  if (heading === null) return null;
  if (heading < -360 || heading > 360) return implausible(reader, 'heading', heading, 'between -360 and 360 degrees');
  return ((heading % 360) + 360) % 360;
}

function fieldOfViewOf(reader: RowReader): number | null {
  const angle = reader.angle('fieldOfView');
  if (angle === null || (angle > 0 && angle <= 360)) return angle;
  return implausible(reader, 'fieldOfView', angle, 'between 0 and 360 degrees');
}

function bounded(reader: RowReader, field: 'height' | 'range', most: number): number | null {
  const value = reader.measure(field, 'lengthM');
  if (value === null || (value > 0 && value <= most)) return value;
  return implausible(reader, field, value, `above 0 and at most ${most} m`);
}

function implausible(reader: RowReader, field: string, value: number, wanted: string): null {
  reader.say('implausible-value', field, `A value ${wanted} was wanted; ${value} came. It stays unknown.`);
  return null;
}
