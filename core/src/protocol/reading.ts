import { z } from 'zod';
import { georeferenceSchema, localGridsSchema } from './georeference.ts';
import { profileSchema } from './profile.ts';
import { utilityRuleSchema } from './scene.ts';

/**
 * What the process that reads a source is told; `reading-events.ts` is what it tells back. It is a
 * process of its own because it looks at bytes that nobody vouches for: it may die or be killed without taking anything
 * else with it.
 */

/** Everything that decides what is read: the files and what was said about them. */
export const sourceSpecSchema = z.strictObject({
  /** `path` is where the file lies on this machine and is never shown; `name` is what people call it. */
  files: z
    .array(z.strictObject({ path: z.string().min(1), name: z.string().min(1) }))
    .min(1)
    .max(51),
  /** Name of a reader or table format; `null`: told from the files. */
  format: z.string().nullable(),
  /** Without `crs` the coordinates lie where the files themselves say. */
  georeference: georeferenceSchema.partial({ crs: true }),
  /** Cities' own grids, by name. */
  localGrids: localGridsSchema,
  encoding: z.string().nullable(),
  /** What the columns mean; `null`: proposed from headings and values. */
  profile: profileSchema.nullable(),
  /** Profiles of the city, which a proposal may follow besides those that come with the program. */
  ownProfiles: z.array(profileSchema),
  /** True when a person has agreed to what is proposed, whatever it will be. */
  proposalConfirmed: z.boolean(),
  utility: utilityRuleSchema,
  /** Longitude and latitude about which the scene lies: systems that lead near it are suggested first. */
  near: z.tuple([z.number(), z.number()]).nullable(),
  /** Minutes that the city's clock is ahead of UTC, where the scene declares it. */
  utcOffsetMinutes: z.int().optional(),
  /** For what cannot have been built yet. */
  thisYear: z.int(),
  limits: z.strictObject({
    maxFileBytes: z.number().exactOptional(),
    maxLineBytes: z.number().exactOptional(),
    maxRows: z.number().exactOptional(),
  }),
});

/** First line to the process. */
export const readingJobSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('read'),
    source: sourceSpecSchema,
    /** Digest of the content where it is known already, empty where nobody asks for it; `null`: the process takes it. */
    sha256: z.string().nullable(),
    /** True: rows are wanted, and the process waits for a `readingTarget` before it reads. */
    rows: z.boolean(),
    /** Features that a preview holds at most; 0 wants none. */
    previewFeatures: z.int().min(0),
  }),
  z.strictObject({
    kind: z.literal('inspect'),
    source: sourceSpecSchema,
    /** True where only the first bytes of a file are there; one entry a file. */
    heads: z.array(z.boolean()),
  }),
]);

/** Second line: under which numbers the rows are to be written. */
export const readingTargetSchema = z.strictObject({ layerId: z.int(), importId: z.int() });

export type SourceSpec = z.infer<typeof sourceSpecSchema>;
export type ReadingJob = z.infer<typeof readingJobSchema>;
export type ReadingTarget = z.infer<typeof readingTargetSchema>;
