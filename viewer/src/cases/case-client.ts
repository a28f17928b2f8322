import {
  type CaseSummary,
  type Cases,
  type CasesByCell,
  caseSummarySchema,
  casesByCellSchema,
  casesSchema,
} from '@undercroft/core/protocol/cases';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { type Fetch, parsedAnswer, type Schema } from '../api/ask.ts';
import type { CaseRange } from './case-period.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** Asks for cases. Fails with `ApiError`, or as aborted. */
export interface CaseClient {
  summary(scene: string, asked: CaseAsked, utcOffsetMinutes: number, signal: AbortSignal): Promise<CaseSummary>;
  byCell(scene: string, range: CaseRange, signal: AbortSignal): Promise<CasesByCell>;
  within(scene: string, asked: CaseAsked, box: Box, limit: number, signal: AbortSignal): Promise<Cases>;
}

export interface CaseAsked extends CaseRange {
  /** Code of a cell of the grid; `null` for all. */
  readonly cell: string | null;
}

export function caseClient(fetchUrl?: Fetch): CaseClient {
  const get = <T>(
    schema: Schema<T>,
    route: RouteName,
    scene: string,
    query: Readonly<Record<string, string | number | null>>,
    signal: AbortSignal,
  ): Promise<T> => {
    const given = Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
    const url = `${routePath(route, { scene })}?${new URLSearchParams(given)}`;
    return parsedAnswer(schema, url, { signal }, fetchUrl);
  };
  return {
    summary: (scene, { cell, ...range }, utcOffset, signal) =>
      get(caseSummarySchema, 'caseSummary', scene, { ...moments(range), cell, utcOffset }, signal),
    byCell: (scene, range, signal) => get(casesByCellSchema, 'casesByCell', scene, moments(range), signal),
    within: (scene, { cell, ...range }, box, limit, signal) =>
      get(casesSchema, 'cases', scene, { ...moments(range), cell, bbox: box.join(','), limit }, signal),
  };
}

function moments({ fromMs, toMs }: CaseRange): Readonly<Record<'from' | 'to', string | null>> {
  const text = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return { from: text(fromMs), to: text(toMs) };
}
