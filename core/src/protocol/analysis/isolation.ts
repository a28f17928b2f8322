import { z } from 'zod';
import { asOfSchema } from './evidence.ts';
import { amountSchema, networkAnswer, networkNodeSchema, valveSchema } from './network-shapes.ts';

export const isolationRequestSchema = z.strictObject({
  /** Feature ids of what is broken or is to be worked on: links and nodes. */
  features: z.array(z.string()).min(1).max(100),
  /** What is known on site beyond the data: feature ids of valves found open, found closed, or that do not turn. */
  found: z
    .strictObject({
      open: z.array(z.string()).max(1000).default([]),
      closed: z.array(z.string()).max(1000).default([]),
      inoperable: z.array(z.string()).max(1000).default([]),
    })
    .default({ open: [], closed: [], inoperable: [] }),
  asOf: asOfSchema,
});

export type IsolationRequest = z.infer<typeof isolationRequestSchema>;

/**
 * What is done with a valve round the isolated section: `close` it; `closeToBeSure`, for by the data no source stands behind
 * it; `keepClosed`; it `doesNotTurn` and lies inside, which is why the section reaches farther.
 */
export const VALVE_USES = ['close', 'closeToBeSure', 'keepClosed', 'doesNotTurn'] as const;

/**
 * What is known of the supply. `known`: a source reaches the break. `sourceInside`: one lies in the section itself and has
 * to be stopped, for no valve parts them. `noSourceKnown`, `noSourceReaches`: the data names no source of this network, or
 * none that reaches the break; then which valves suffice and who else is cut off is not known, and is null.
 */
export const SUPPLIES = ['known', 'sourceInside', 'noSourceKnown', 'noSourceReaches'] as const;

export const isolationAnswerSchema = z.object({
  ...networkAnswer,
  /** What was asked for. */
  features: z.array(z.string()),
  supply: z.enum(SUPPLIES),
  summary: z.object({
    /** Links that are shut off; the volume of their insides, cubic metres, and how many it is not known of. */
    links: amountSchema.extend({ volumeM3: z.number(), volumeUnknown: z.int() }),
    customers: z.object({
      /** Shut off with the break. */
      inside: z.int(),
      /** Elsewhere, had supply and lose it (for a valve was closed already); null is unknown. */
      beyond: z.int().nullable(),
      /** Keep their supply only if valves whose state the data does not say are open. */
      inDoubt: z.int(),
    }),
    valves: z.object({
      /** To close so that no known source reaches the break; null is unknown. */
      needed: z.int().nullable(),
      /** All open ones round the section: closing them isolates it whatever feeds the network. */
      boundary: z.int(),
      closedAlready: z.int(),
      doNotTurn: z.int(),
      /** Of the boundary, those whose state the data does not say. */
      stateUnknown: z.int(),
    }),
    sources: z.object({ inside: z.int(), reaching: z.int() }),
  }),
  /** Feature ids of the links that are shut off with the break. */
  links: z.array(z.string()),
  valves: z.array(valveSchema.extend({ use: z.enum(VALVE_USES) })),
  /** Fewer valves that do as well at the price of more customers; null where there are none, or it is not known. */
  fewer: z.object({ valves: z.array(valveSchema), customersOut: z.int() }).nullable(),
  /** Customers without supply. */
  customers: z.array(networkNodeSchema.extend({ where: z.enum(['inside', 'beyond']) })),
  sources: z.array(networkNodeSchema.extend({ where: z.enum(['inside', 'reaching']) })),
});

export type IsolationAnswer = z.infer<typeof isolationAnswerSchema>;
