import type { Migration } from './migration.ts';

/** Cases that took longer than this are told apart: 14 days, in milliseconds. */
export const LONG_CASE_MS = 1_209_600_000;

/**
 * When a case of `city_case f` was over: by its closing; without one never while it is open or may be, else with the last
 * of its steps. Written the same wherever an index has to answer it.
 */
export const CASE_END = `coalesce(close_ms, case when result in ('open', 'unknown') then 'infinity'::double precision
  else greatest(report_ms, register_ms, dispatch_ms, handle_ms, verify_ms) end)`;

/**
 * For cases that were under way at an instant. Nearly all of them were reported in the two weeks before it, which the index
 * by report finds; the few that took longer have one of their own. An index of spans (GiST) would double what loading a
 * year of cases takes, and one by report and closing is read through for half a year.
 */
export const CASES_AS_OF: Migration = {
  number: 13,
  name: 'cases as of',
  statements: [
    `create index city_case_long on city_case (layer_id, report_ms) where ${CASE_END} - report_ms > ${LONG_CASE_MS}`,
  ],
  postgresStatements: [],
};
