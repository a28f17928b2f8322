import { z } from 'zod';
import { attributionSchema } from './scene.ts';

/** What imports answer with: their reports, records and progress. */

const metres = z.number().nullable();

export const issueSchema = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  where: z.object({ row: z.number().nullable(), field: z.string().nullable(), table: z.string().optional() }),
  message: z.string(),
  rule: z.string().optional(),
  sourceId: z.string().optional(),
  at: z.tuple([z.number(), z.number()]).readonly().optional(),
});

/** What an import found; `issues` holds the first of each code, `issueCounts` all of them. */
export const importReportSchema = z.object({
  format: z.string(),
  crs: z.string().nullable(),
  accepted: z.boolean(),
  /** Number of features by kind; nodes of every kind under `node`. */
  features: z.record(z.string(), z.number()),
  /** Nodes by kind. */
  nodeKinds: z.record(z.string(), z.number()),
  /** Declared lengths of conduits where the format has them, else plan geometry, metres. */
  lengthM: z.number(),
  /** Plan length of conduits, metres. */
  geometryLengthM: z.number(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  /** Number of features by field whose value is unknown. */
  unknown: z.record(z.string(), z.number()),
  issueCounts: z.record(z.string(), z.number()),
  issues: z.array(issueSchema),
  /** Rows (of an elevation model: blocks) against the version published before; absent until the layer is loaded. */
  changes: z.object({ added: z.number(), changed: z.number(), retired: z.number(), unchanged: z.number() }).optional(),
  /** Issues against those of the import before it of the same layer; absent for the first, and where not all were kept. */
  recheck: z.object({ resolved: z.number(), remaining: z.number(), added: z.number() }).optional(),
  /** Whom to thank for it, where whoever brought it said so. */
  attribution: attributionSchema.optional(),
  /** What a layer of pictures holds; absent for all others. */
  imagery: z.object({ tiles: z.number(), minZoom: z.number(), maxZoom: z.number() }).optional(),
  /** What an elevation model holds; absent for a layer of features. */
  terrain: z
    .object({
      columns: z.number(),
      rows: z.number(),
      /** Levels of the pyramid and blocks on all of them. */
      levels: z.number(),
      blocks: z.number(),
      /** Size of a cell in degrees of longitude and latitude. */
      cellDeg: z.tuple([z.number(), z.number()]),
      /** Least and greatest known level, metres above the scene's datum; `null` when none is known. */
      minM: metres,
      maxM: metres,
      /** Cells of the finest level whose level is unknown. */
      unknownCells: z.number(),
    })
    .optional(),
});

export const importRecordSchema = z.object({
  id: z.number(),
  layer: z.string(),
  source: z.string(),
  sha256: z.string(),
  startedAt: z.string(),
  publishedAt: z.string().nullable(),
  /** `draft`: loaded whole, seen by nobody, to be published or discarded. `undone`: was published and taken back. */
  state: z.enum(['loading', 'draft', 'published', 'failed', 'superseded', 'undone']),
  /** Who brought it, in their own words. */
  by: z.string().nullable(),
  report: importReportSchema.nullable(),
});

/** Every import of a scene, newest first. */
export const importsSchema = z.object({ imports: z.array(importRecordSchema) });

/** One line of the NDJSON stream that an import request answers with. */
export const importProgressSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('progress'),
    layer: z.string(),
    phase: z.enum(['read', 'write', 'publish']),
    done: z.number(),
    total: z.number().nullable(),
  }),
  /** A source the scene can do without has no file; `message` says where it was looked for. */
  z.object({ event: z.literal('skipped'), layer: z.string(), message: z.string() }),
  z.object({ event: z.literal('layer'), layer: z.string(), unchanged: z.boolean(), report: importReportSchema }),
  z.object({ event: z.literal('done') }),
  z.object({ event: z.literal('failed'), code: z.string(), message: z.string() }),
]);

export type ImportReport = z.infer<typeof importReportSchema>;
export type ImportRecord = z.infer<typeof importRecordSchema>;
export type Imports = z.infer<typeof importsSchema>;
export type ImportProgress = z.infer<typeof importProgressSchema>;
