import type { Placement } from '../placing/placement.ts';
import type { RawRow } from '../tables/table-format.ts';
import type { RowReader } from './row-reader.ts';

/** Longitude and latitude of a row by its columns or its geometry; `null` where it has no place, which is then said. */
export function pointPosition(
  row: RawRow,
  reader: RowReader,
  placement: Placement,
  sourceId: string,
): readonly [number, number] | null {
  const hasColumns = reader.cell('x') !== null || reader.cell('y') !== null;
  const pair = hasColumns ? columnPair(reader, placement) : geometryPair(row, reader);
  if (pair === null) {
    reader.say('missing-coordinates', 'x', `"${sourceId}" has no coordinates.`);
    return null;
  }
  const [x, y] = pair;
  if (x === 0 && y === 0) {
    reader.say('missing-coordinates', 'x', `"${sourceId}" has the coordinates 0, 0, which stand for none.`);
    return null;
  }
  const there = placement.place(x, y);
  if (typeof there !== 'string') return there;
  reader.say('outside-area-of-use', 'x', `"${sourceId}": ${there}`);
  return null;
}

/** In the unit of the coordinate system: columns that state a unit of their own have come as metres. */
function columnPair(reader: RowReader, { crs }: Placement): readonly [number, number] | null {
  const pair = (['x', 'y'] as const).map((field) => {
    const value = reader.measure(field, 'coordinate');
    const unit = reader.bound.columns.get(field)?.unit ?? null;
    const isOwn = value === null || unit === null || unit === 'deg' || crs.metresPerUnit === null;
    return isOwn ? value : value / crs.metresPerUnit;
  });
  const [x, y] = pair;
  return x === null || x === undefined || y === null || y === undefined ? null : [x, y];
}

function geometryPair({ geometry }: RawRow, reader: RowReader): readonly [number, number] | null {
  if (geometry === null) return null;
  if (geometry.kind !== 'point') {
    reader.say('other-geometry', null, `A point was wanted; a ${geometry.kind} came.`);
    return null;
  }
  const [x, y] = geometry.xy;
  if (geometry.xy.length > 2) {
    const count = geometry.xy.length / 2;
    reader.say('several-places', null, `One point was wanted, ${count} came: the first is taken.`);
  }
  return x === undefined || y === undefined || Number.isNaN(x) || Number.isNaN(y) ? null : [x, y];
}
