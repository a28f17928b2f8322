import { excavationRequestSchema } from '@undercroft/core/protocol/analysis/excavation';
import { REPORT_LANGUAGES } from '@undercroft/core/report/dig-words';
import { z } from 'zod';

/** A check as a page of PDF: the question itself, and how the page is to be. */
export const excavationReportRequestSchema = excavationRequestSchema.extend({
  language: z.enum(REPORT_LANGUAGES).default('zh'),
  /** Printed on the page: whose check it is. */
  note: z.string().max(200).optional(),
});
