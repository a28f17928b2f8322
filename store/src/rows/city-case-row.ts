import { CASE_STEPS, type CaseStep, type CityCase } from '@undercroft/core/model/city-case';
import type { ColumnWriters, TableWriter } from './table-writer.ts';

/** A case's row without its record; times in milliseconds since 1970 UTC. */
export interface CityCaseRow {
  readonly source_id: string;
  readonly kind: CityCase['kind'];
  readonly category: string | null;
  readonly title: string | null;
  readonly channel: CityCase['channel'];
  readonly lon: number;
  readonly lat: number;
  readonly grid_cell: string | null;
  readonly component: string | null;
  readonly address: string | null;
  readonly department: string | null;
  readonly report_ms: number | null;
  readonly register_ms: number | null;
  readonly dispatch_ms: number | null;
  readonly handle_ms: number | null;
  readonly verify_ms: number | null;
  readonly close_ms: number | null;
  readonly dispatch_due_ms: number | null;
  readonly handle_due_ms: number | null;
  readonly result: CityCase['result'];
}

const ROW_COLUMNS: readonly (keyof CityCaseRow)[] = [
  'source_id',
  'kind',
  'category',
  'title',
  'channel',
  'lon',
  'lat',
  'grid_cell',
  'component',
  'address',
  'department',
  ...CASE_STEPS.map((step): `${CaseStep}_ms` => `${step}_ms`),
  'dispatch_due_ms',
  'handle_due_ms',
  'result',
];

/** Select list of a `CityCaseRow` from the alias `f`. */
export const CITY_CASE_SELECT: string = ROW_COLUMNS.map((column) => `f.${column}`).join(', ');

const COLUMNS: ColumnWriters<keyof CityCaseRow | 'raw', CityCase> = {
  source_id: (out, each) => out.text(each.sourceId),
  kind: (out, each) => out.text(each.kind),
  category: (out, each) => out.text(each.category),
  title: (out, each) => out.text(each.title),
  channel: (out, each) => out.text(each.channel),
  lon: (out, each) => out.double(each.position[0]),
  lat: (out, each) => out.double(each.position[1]),
  grid_cell: (out, each) => out.text(each.gridCell),
  component: (out, each) => out.text(each.component),
  address: (out, each) => out.text(each.address),
  department: (out, each) => out.text(each.department),
  report_ms: (out, each) => out.double(each.steps.report),
  register_ms: (out, each) => out.double(each.steps.register),
  dispatch_ms: (out, each) => out.double(each.steps.dispatch),
  handle_ms: (out, each) => out.double(each.steps.handle),
  verify_ms: (out, each) => out.double(each.steps.verify),
  close_ms: (out, each) => out.double(each.steps.close),
  dispatch_due_ms: (out, each) => out.double(each.dispatchDueMs),
  handle_due_ms: (out, each) => out.double(each.handleDueMs),
  result: (out, each) => out.text(each.result),
  raw: (out, each) => out.json(each.raw),
};

export const CITY_CASE_WRITER: TableWriter<CityCase> = { table: 'city_case', columns: COLUMNS };

export function cityCaseOf(row: CityCaseRow): Omit<CityCase, 'raw'> {
  return {
    sourceId: row.source_id,
    kind: row.kind,
    category: row.category,
    title: row.title,
    channel: row.channel,
    position: [row.lon, row.lat],
    gridCell: row.grid_cell,
    component: row.component,
    address: row.address,
    department: row.department,
    steps: {
      report: row.report_ms,
      register: row.register_ms,
      dispatch: row.dispatch_ms,
      handle: row.handle_ms,
      verify: row.verify_ms,
      close: row.close_ms,
    },
    dispatchDueMs: row.dispatch_due_ms,
    handleDueMs: row.handle_due_ms,
    result: row.result,
  };
}
