import { z } from 'zod';
import { LINK_KINDS } from '../../model/link.ts';
import { NODE_KINDS, NODE_ROLES, VALVE_STATES } from '../../model/network-node.ts';
import { UTILITIES } from '../../model/utility.ts';

/** A node of a network on the map. */
export const networkNodeSchema = z.object({
  featureId: z.string(),
  kind: z.enum(NODE_KINDS),
  role: z.enum(NODE_ROLES).nullable(),
  /** Longitude, latitude in degrees. */
  at: z.tuple([z.number(), z.number()]),
});

/** What shuts off: a node whose role it is, or a link that can be shut (`kind` says which). */
export const valveSchema = z.object({
  featureId: z.string(),
  family: z.enum(['node', 'link']),
  kind: z.enum([...NODE_KINDS, ...LINK_KINDS]),
  /** Null: the data does not say; it is then taken to be open, and to turn. */
  state: z.enum(VALVE_STATES).nullable(),
  /** Longitude, latitude in degrees; of a link's first node. Null where that is not known. */
  at: z.tuple([z.number(), z.number()]).nullable(),
});

/** How much of links: their known lengths and volumes are summed, the others counted. */
export const amountSchema = z.object({
  count: z.int(),
  lengthM: z.number(),
  lengthUnknown: z.int(),
});

/** What every answer about a network carries. */
export const networkAnswer = {
  /** An answer is whole or it is an error. */
  complete: z.literal(true),
  scene: z.string(),
  revision: z.string(),
  /** Newest import that the answer rests on, ISO 8601. */
  dataDate: z.string(),
  /** The utilities that were taken to be one network. */
  utilities: z.array(z.enum(UTILITIES)),
  /** What was not known and was taken for something, with the features it concerns. */
  assumed: z.array(z.object({ what: z.enum(['valveOpen', 'utility']), featureIds: z.array(z.string()) })),
  /** What whoever acts on the answer must know; a code to branch on and a sentence. */
  warnings: z.array(z.object({ code: z.string(), count: z.int(), message: z.string() })),
};

export type NetworkWarning = z.infer<(typeof networkAnswer)['warnings']>[number];
export type NetworkAssumption = z.infer<(typeof networkAnswer)['assumed']>[number];
export type Amount = z.infer<typeof amountSchema>;
