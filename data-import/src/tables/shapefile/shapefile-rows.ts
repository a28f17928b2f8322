import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { rowBatches } from '../row-batches.ts';
import type { CellValue, RawRow } from '../table-format.ts';
import { tableIssue } from '../table-issue.ts';
import { type DbfRecords, type DbfStep, dbfRecords } from './dbf-records.ts';
import type { ShapefileTable } from './open-set.ts';
import { type ShpRecords, type ShpStep, shpRecords } from './shp-records.ts';
import type { Shape } from './shp-shape.ts';

const NO_ISSUES: readonly Issue[] = [];

/** Shapes and attributes of a shapefile, paired by their place as the format wants it; deleted records are left out. */
export async function* shapefileRows(
  table: ShapefileTable,
  maxRows: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly RawRow[]> {
  const { shp, attributes, info } = table;
  const shapes = shp === null ? null : shpRecords(shp, signal);
  const records =
    attributes === null ? null : dbfRecords(attributes.source, attributes.header, attributes.encoding.encoding, signal);
  const blank: readonly CellValue[] = info.columns.map(() => null);
  const closing: Issue[] = [];
  const batches = rowBatches();
  let shapesEnded = shapes === null;
  let recordsEnded = records === null;
  let row = 0;
  for (;;) {
    let shape: Shape | null = null;
    let bytes = attributes?.header.recordBytes ?? 0;
    if (shapes !== null && !shapesEnded) {
      const taken = shapes.next();
      const step = taken.kind === 'starved' ? await fedShape(shapes) : taken;
      if (step === null || step.kind !== 'shape') {
        shapesEnded = true;
        closing.push(...endOfShapes(table, step, shapes.leftBytes, row));
      } else {
        shape = step.shape;
        bytes += step.bytes;
      }
    }
    let values: readonly CellValue[] | 'deleted' | null = null;
    if (records !== null && !recordsEnded) {
      const taken = records.next();
      values = taken === 'starved' ? await fedRecord(records) : taken;
      recordsEnded = values === null;
    }
    if (shape === null && values === null) break;
    row++;
    if (row > maxRows) throw new ImportError('too-many-rows', `"${info.file}" holds more than ${maxRows} records.`);
    if (values === 'deleted') continue;
    const full = batches.add(rowOf(row, shape, values, blank, table), bytes);
    if (full !== null) yield full;
  }
  yield* batches.rest(closing, info.columns.length);
}

function rowOf(
  row: number,
  shape: Shape | null,
  values: readonly CellValue[] | null,
  blank: readonly CellValue[],
  { shp, attributes, info }: ShapefileTable,
): RawRow {
  const complete = (shape !== null || shp === null) && (values !== null || attributes === null);
  const geometry = shape?.geometry ?? null;
  if (complete && (shape === null || (shape.fault === null && shape.mended.length === 0))) {
    return { row, values: values ?? blank, geometry, issues: NO_ISSUES };
  }
  const issues: Issue[] = [];
  if (shape === null && shp !== null) {
    issues.push(
      tableIssue(
        info.name,
        'bad-record',
        row,
        null,
        `Record ${row} of "${info.file}" has attributes and no shape: the .shp ends before it.`,
      ),
    );
  }
  if (values === null && attributes !== null) {
    issues.push(
      tableIssue(
        info.name,
        'bad-record',
        row,
        null,
        `Record ${row} of "${info.file}" has a shape and no attributes: the .dbf ends before it.`,
      ),
    );
  }
  if (shape !== null && shape.fault !== null) {
    issues.push(tableIssue(info.name, 'bad-geometry', row, null, `The shape of record ${row} ${shape.fault}.`));
  }
  for (const mended of shape?.mended ?? []) {
    issues.push(tableIssue(info.name, 'bad-polygon', row, null, `In the shape of record ${row} ${mended}.`));
  }
  return { row, values: values ?? blank, geometry, issues };
}

function endOfShapes(table: ShapefileTable, step: ShpStep | null, leftBytes: number, row: number): readonly Issue[] {
  const name = table.shp?.name ?? '';
  if (step !== null && step.kind === 'broken') {
    const message = `"${name}" goes wrong at byte ${step.atByte}: ${step.why}. The last whole record is number ${row}; what follows is not read.`;
    return [tableIssue(table.info.name, 'truncated-file', row, null, message)];
  }
  if (leftBytes === 0) return [];
  const message = `"${name}" ends within a record: ${leftBytes} bytes are left after number ${row}.`;
  return [tableIssue(table.info.name, 'truncated-file', row, null, message)];
}

/** The next shape with more bytes taken in, or what ends them; `null` at the end of the file. */
async function fedShape(shapes: ShpRecords): Promise<ShpStep | null> {
  while (await shapes.more()) {
    const step = shapes.next();
    if (step.kind !== 'starved') return step;
  }
  return null;
}

async function fedRecord(records: DbfRecords): Promise<Exclude<DbfStep, 'starved'>> {
  while (await records.more()) {
    const step = records.next();
    if (step !== 'starved') return step;
  }
  return null;
}
