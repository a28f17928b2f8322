import { z } from 'zod';
import { CASE_CHANNELS, CASE_KINDS, CASE_RESULTS } from '../model/city-case.ts';

const momentMs = z.number().nullable();

/** A case as the server tells it. Times are milliseconds since 1970 UTC; `null` is not reached, or not stated. */
export const cityCaseSchema = z.object({
  /** `layer.sourceId`. */
  id: z.string(),
  layer: z.string(),
  sourceId: z.string(),
  kind: z.enum(CASE_KINDS),
  category: z.string().nullable(),
  title: z.string().nullable(),
  channel: z.enum(CASE_CHANNELS),
  position: z.tuple([z.number(), z.number()]),
  gridCell: z.string().nullable(),
  component: z.string().nullable(),
  address: z.string().nullable(),
  department: z.string().nullable(),
  steps: z.object({
    report: momentMs,
    register: momentMs,
    dispatch: momentMs,
    handle: momentMs,
    verify: momentMs,
    close: momentMs,
  }),
  dispatchDueMs: momentMs,
  handleDueMs: momentMs,
  result: z.enum(CASE_RESULTS),
});

/** Cases of a time and place, newest report first; `more` when there are others beyond the limit. */
export const casesSchema = z.object({ revision: z.string(), cases: z.array(cityCaseSchema), more: z.boolean() });

/** Most cases that one answer holds. */
export const MOST_CASES = 5000;

const counted = z.array(z.object({ key: z.string().nullable(), count: z.number() }));

/**
 * Cases counted. Hours, weekdays (from Monday) and months are those of the clock asked for. Shares rest on cases for which
 * both the step and its due time are known; how many those are stands beside them.
 */
export const caseSummarySchema = z.object({
  revision: z.string(),
  total: z.number(),
  /** First and last report. */
  fromMs: momentMs,
  toMs: momentMs,
  byHour: z.array(z.number()).length(24),
  byWeekday: z.array(z.number()).length(7),
  byMonth: z.array(z.number()).length(12),
  /** A class means one thing among components and another among events; `title` is null where its cases have several. */
  byCategory: z.array(
    z.object({ kind: z.enum(CASE_KINDS), key: z.string().nullable(), title: z.string().nullable(), count: z.number() }),
  ),
  byChannel: counted,
  byDepartment: counted,
  byResult: counted,
  /** 立案: registered, of all reported. */
  registered: z.number(),
  dispatch: z.object({ known: z.number(), inTime: z.number(), medianMs: momentMs }),
  handle: z.object({ known: z.number(), inTime: z.number(), medianMs: momentMs }),
  closed: z.number(),
});

/**
 * Counts per cell of the management grid; cases without a cell stand under `null`. `known` are those of which both the
 * handling and its due time are known: only of them can be said how many were `late`.
 */
export const casesByCellSchema = z.object({
  revision: z.string(),
  cells: z.array(
    z.object({
      gridCell: z.string().nullable(),
      total: z.number(),
      open: z.number(),
      known: z.number(),
      late: z.number(),
    }),
  ),
});

export type CityCaseAnswer = z.infer<typeof cityCaseSchema>;
export type Cases = z.infer<typeof casesSchema>;
export type CaseSummary = z.infer<typeof caseSummarySchema>;
export type CasesByCell = z.infer<typeof casesByCellSchema>;
