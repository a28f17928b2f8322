import type { CityCase } from '@undercroft/core/model/city-case';
import type { CityFeature } from '@undercroft/core/model/city-feature';

/** Monday 2026-03-02, 08:30 in China, 00:30 UTC. */
export const MONDAY_MORNING_MS = Date.UTC(2026, 2, 2, 0, 30);

const MINUTE_MS = 60_000;

/** A case about a sewer cover: registered after a minute, dispatched after three, handled in an hour, closed in two. */
export function sampleCase(sourceId: string, changes: Partial<CityCase> = {}): CityFeature {
  const reportMs = changes.steps?.report ?? MONDAY_MORNING_MS;
  const value: CityCase = {
    kind: 'component',
    sourceId,
    category: '0102',
    title: '污水井盖破损',
    channel: 'supervisor',
    position: [119.6, 39.92],
    gridCell: '130302001001001',
    component: '1303020102000001',
    address: '文化路12号',
    department: '排水公司',
    steps: {
      report: reportMs,
      register: reportMs + MINUTE_MS,
      dispatch: reportMs + 4 * MINUTE_MS,
      handle: reportMs + 64 * MINUTE_MS,
      verify: reportMs + 90 * MINUTE_MS,
      close: reportMs + 120 * MINUTE_MS,
    },
    dispatchDueMs: reportMs + 6 * MINUTE_MS,
    handleDueMs: reportMs + 244 * MINUTE_MS,
    result: 'closed',
    raw: { 案件编号: sourceId },
  };
  return { family: 'cityCase', value: { ...value, ...changes } };
}
