import { z } from 'zod';
import { inspectionSchema, previewSchema } from './data-page.ts';
import { importReportSchema, issueSchema } from './import-answers.ts';

/** What the process says besides rows. `failed` and `done` are the last. */
export const readingEventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('identified'),
    format: z.string(),
    sha256: z.string(),
    readerVersion: z.string(),
    /** Of all files together. */
    sizeBytes: z.number(),
    /** Bytes of the pixels that a raster holds, which may be far more than its file has; absent for all others. */
    pixelBytes: z.number().optional(),
  }),
  z.object({ event: z.literal('progress'), percent: z.number(), features: z.number() }),
  z.object({ event: z.literal('issues'), issues: z.array(issueSchema) }),
  z.object({ event: z.literal('preview'), preview: previewSchema }),
  z.object({ event: z.literal('report'), report: importReportSchema }),
  z.object({ event: z.literal('inspection'), inspection: inspectionSchema }),
  z.object({
    event: z.literal('failed'),
    code: z.string(),
    message: z.string(),
    issues: z.array(issueSchema),
    /** Where it broke, for the log, when it was no refusal but a fault of the program. */
    stack: z.string().nullable(),
  }),
  z.object({ event: z.literal('done') }),
]);

export type ReadingEvent = z.infer<typeof readingEventSchema>;
