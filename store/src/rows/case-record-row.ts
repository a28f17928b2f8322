import type { LiveCase } from '@undercroft/core/live/live-case';
import { CASE_STEPS } from '@undercroft/core/model/city-case';
import type { RawRecord } from '@undercroft/core/model/link';
import type { SqlValue } from '../sql.ts';
import { type CityCaseRow, cityCaseOf } from './city-case-row.ts';

/** A case under way as it stands in its row; times in milliseconds since 1970 UTC. */
export interface CaseRecordRow extends Omit<CityCaseRow, 'source_id'> {
  readonly case_id: string;
  readonly register_due_ms: number | null;
  readonly verify_due_ms: number | null;
  readonly close_due_ms: number | null;
  readonly unit: string | null;
  readonly alarm_id: string | null;
  readonly duplicate_of: string | null;
  readonly reopened_count: number;
  readonly returned_count: number;
  readonly late_steps: string;
  readonly raw: RawRecord;
}

/** Every column of a case itself with its value. */
const VALUES: { readonly [Column in keyof CaseRecordRow]: (value: LiveCase) => SqlValue } = {
  case_id: ({ sourceId }) => sourceId,
  kind: ({ kind }) => kind,
  category: ({ category }) => category,
  title: ({ title }) => title,
  channel: ({ channel }) => channel,
  lon: ({ position }) => position[0],
  lat: ({ position }) => position[1],
  grid_cell: ({ gridCell }) => gridCell,
  component: ({ component }) => component,
  address: ({ address }) => address,
  department: ({ department }) => department,
  report_ms: ({ steps }) => steps.report,
  register_ms: ({ steps }) => steps.register,
  dispatch_ms: ({ steps }) => steps.dispatch,
  handle_ms: ({ steps }) => steps.handle,
  verify_ms: ({ steps }) => steps.verify,
  close_ms: ({ steps }) => steps.close,
  register_due_ms: ({ registerDueMs }) => registerDueMs,
  dispatch_due_ms: ({ dispatchDueMs }) => dispatchDueMs,
  handle_due_ms: ({ handleDueMs }) => handleDueMs,
  verify_due_ms: ({ verifyDueMs }) => verifyDueMs,
  close_due_ms: ({ closeDueMs }) => closeDueMs,
  result: ({ result }) => result,
  unit: ({ unit }) => unit,
  alarm_id: ({ alarmId }) => alarmId,
  duplicate_of: ({ duplicateOf }) => duplicateOf,
  reopened_count: ({ reopenedCount }) => reopenedCount,
  returned_count: ({ returnedCount }) => returnedCount,
  late_steps: ({ lateSteps }) => lateSteps.join(','),
  raw: ({ raw }) => JSON.stringify(raw),
};

/** Columns of a case itself, in the order of `caseRecordValues`. */
export const CASE_RECORD_COLUMNS = Object.keys(VALUES);

/** Select list of a `CaseRecordRow` from the alias `r`. */
export const CASE_RECORD_SELECT: string = CASE_RECORD_COLUMNS.map((column) => `r.${column}`).join(', ');

export function caseRecordValues(value: LiveCase): readonly SqlValue[] {
  return Object.values(VALUES).map((columnOf) => columnOf(value));
}

export function liveCaseOf(row: CaseRecordRow): LiveCase {
  const late = row.late_steps.split(',');
  return {
    ...cityCaseOf({ ...row, source_id: row.case_id }),
    registerDueMs: row.register_due_ms,
    verifyDueMs: row.verify_due_ms,
    closeDueMs: row.close_due_ms,
    unit: row.unit,
    alarmId: row.alarm_id,
    duplicateOf: row.duplicate_of,
    reopenedCount: row.reopened_count,
    returnedCount: row.returned_count,
    lateSteps: CASE_STEPS.filter((step) => late.includes(step)),
    raw: row.raw,
  };
}
