import { z } from 'zod';
import type { CaseShare } from '../../cases/kpi.ts';

const count = z.number();

/** `rate` is `yes` of `yes` and `no`, null when nothing is known; the other three say how many cases are not in it. */
export const knownShareSchema = z.object({
  rate: z.number().nullable(),
  yes: count,
  no: count,
  notYet: count,
  notAsked: count,
  unknown: count,
});

/** One of something for each share. */
function ofShares<Schema extends z.ZodType>(schema: Schema) {
  return z.object({
    registered: schema,
    registeredInTime: schema,
    dispatchedInTime: schema,
    dispatchedRight: schema,
    handledInTime: schema,
    closedInTime: schema,
  } satisfies Record<CaseShare, Schema>);
}

export const caseFiguresSchema = z.object({
  reported: count,
  open: count,
  closed: count,
  rejected: count,
  withdrawn: count,
  overdue: count,
  shares: ofShares(knownShareSchema),
  /** From dispatching to handling, natural time; null when of no case both are known. */
  meanHandlingMs: z.number().nullable(),
  handlingKnown: count,
  reopened: count,
  reopenedKnown: count,
});

/** What figures can be told apart by, up to three at once; `cell` has 15 digits, the others of the grid fewer of them. */
export const KPI_GROUPS = [
  'cell',
  'community',
  'street',
  'district',
  'department',
  'category',
  'channel',
  'day',
  'week',
  'month',
] as const;

export type KpiGroup = (typeof KPI_GROUPS)[number];

/**
 * Figures of the cases reported in a time, of tables and of the desk, each once. Days begin at midnight of the scene's
 * clock, weeks on Monday; `week` is named by its Monday, `category` by kind and class.
 */
export const caseKpiSchema = z.object({
  /** The instant at which they stand: what was due before and is not done is late. */
  atMs: z.number(),
  fromMs: z.number().nullable(),
  toMs: z.number().nullable(),
  utcOffsetMinutes: z.number(),
  names: ofShares(z.object({ en: z.string(), zh: z.string() })),
  total: caseFiguresSchema,
  by: z.array(z.enum(KPI_GROUPS)),
  groups: z.array(z.object({ key: z.array(z.string().nullable()), figures: caseFiguresSchema })),
  /** True when there are more groups than one answer holds; those with the most cases are here. */
  more: z.boolean(),
});

export type CaseFigures = z.infer<typeof caseFiguresSchema>;
export type CaseKpi = z.infer<typeof caseKpiSchema>;
