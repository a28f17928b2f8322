import { z } from 'zod';
import { asOfSchema } from './evidence.ts';
import { amountSchema, networkAnswer, networkNodeSchema, valveSchema } from './network-shapes.ts';

/** `connected`: all that is joined, up to closed valves. `path`: the shortest way between two features. */
export const TRACE_DIRECTIONS = ['downstream', 'upstream', 'connected', 'path'] as const;

export const traceRequestSchema = z.discriminatedUnion('direction', [
  z.strictObject({
    direction: z.enum(['downstream', 'upstream', 'connected']),
    /** Feature ids of the links and nodes to start at. */
    features: z.array(z.string()).min(1).max(100),
    asOf: asOfSchema,
  }),
  z.strictObject({ direction: z.literal('path'), from: z.string(), to: z.string(), asOf: asOfSchema }),
]);

export type TraceRequest = z.infer<typeof traceRequestSchema>;

/** What the direction of flow was taken from. */
export const FLOW_METHODS = ['fall', 'sources', 'notAsked'] as const;

export const traceAnswerSchema = z.object({
  ...networkAnswer,
  direction: z.enum(TRACE_DIRECTIONS),
  /** The fall of the inverts of drains; from the sources of a network under pressure. */
  flowBy: z.enum(FLOW_METHODS),
  summary: z.object({ certain: amountSchema, possible: amountSchema, customers: z.int() }),
  /** Feature ids of the links that are certainly reached; of a path in their order. */
  links: z.array(z.string()),
  /** Feature ids of those that are reached over a link whose direction of flow is not known. */
  possibleLinks: z.array(z.string()),
  /** Where nothing leads on. Loose ends, at which no node stands, are counted in the warnings. */
  ends: z.array(networkNodeSchema.extend({ certain: z.boolean() })),
  /** Closed valves that end it; those of a path that leads through them all the same. */
  closedValves: z.array(valveSchema),
  path: z
    .object({
      /** `no`: no way at all joins them in the data; `throughClosedValves`: none that is open. */
      joined: z.enum(['yes', 'throughClosedValves', 'no']),
      /** Null where they are not joined, or the length of a link on the way is not known. */
      lengthM: z.number().nullable(),
    })
    .nullable(),
});

export type TraceAnswer = z.infer<typeof traceAnswerSchema>;
