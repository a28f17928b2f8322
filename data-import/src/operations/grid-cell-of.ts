import { GRID_LEVELS, type GridCell, type GridLevel } from '@undercroft/core/model/grid-cell';
import type { Placement } from '../placing/placement.ts';
import type { RawRow } from '../tables/table-format.ts';
import { GRID_CODE_LENGTHS, gridCode } from './china-codes.ts';
import { placedPolygons } from './placed-geometry.ts';
import type { RowReader } from './row-reader.ts';

/** The grid polygon of a row; `null` where it has no code or no polygon, which is then among the row's issues. */
export function gridCellOf(row: RawRow, reader: RowReader, placement: Placement): GridCell | null {
  reader.turnTo(row);
  const sourceId = reader.id('code');
  if (sourceId === null) {
    reader.say('missing-value', 'code', `Row ${row.row} has no code: one was wanted for every cell of the grid.`);
    return null;
  }
  reader.name(sourceId);
  const { geometry } = row;
  if (geometry === null) {
    reader.say('missing-coordinates', null, `Cell "${sourceId}" has no polygon.`);
    return null;
  }
  if (geometry.kind !== 'polygon') {
    reader.say('other-geometry', null, `Cell "${sourceId}": a polygon was wanted; a ${geometry.kind} came.`);
    return null;
  }
  const { polygons, notes } = placedPolygons(geometry, placement);
  for (const { kind, message, at } of notes) reader.say(kind, null, `Cell "${sourceId}": ${message}.`, at);
  const first = polygons[0]?.[0];
  if (first === undefined) {
    reader.say('missing-coordinates', null, `Cell "${sourceId}" has no polygon that bounds an area.`);
    return null;
  }
  reader.name(sourceId, [first[0] ?? 0, first[1] ?? 0]);
  const { level, code } = levelAndCode(reader, sourceId);
  return {
    sourceId,
    level,
    code,
    name: reader.names(),
    polygons,
    statedAreaM2: statedArea(reader),
    manager: reader.text('manager'),
    raw: reader.raw(),
  };
}

/** A code of the wrong length for the stated level is broken; without a stated level the length tells it. */
function levelAndCode(reader: RowReader, code: string): { readonly level: GridLevel; readonly code: string | null } {
  const word = reader.word('level', 'gridLevel');
  const stated = GRID_LEVELS.find((level) => level === word && level !== 'unknown') ?? null;
  const reading = gridCode(code);
  // Duty grids are coded as each city pleases.
  if (stated === 'duty') return { level: 'duty', code: 'parts' in reading ? code : null };
  if ('fault' in reading) {
    reader.say('grid-code', 'code', `The code "${code}" ${reading.fault}.`);
    return { level: stated ?? 'unknown', code: null };
  }
  const { level } = reading.parts;
  if (stated === null || stated === level) return { level, code };
  const wanted = stated === 'unknown' ? '' : ` of ${GRID_CODE_LENGTHS[stated]} digits`;
  reader.say(
    'grid-code',
    'code',
    `"${code}" is called a ${stated}, whose code${wanted} was wanted; ${code.length} came.`,
  );
  return { level: stated, code: null };
}

function statedArea(reader: RowReader): number | null {
  const area = reader.measure('area', 'areaM2');
  if (area === null || area > 0) return area;
  reader.say('implausible-value', 'area', `An area above 0 was wanted; ${area} came. It stays unknown.`);
  return null;
}
