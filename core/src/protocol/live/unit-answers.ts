import { z } from 'zod';
import { LIVE_QUALITIES, POSITION_BASES } from '../../live/live-event.ts';

/** A unit on duty as it was last heard of. */
export const nearestUnitSchema = z.object({
  /** `sourceId` of the unit. */
  unitId: z.string(),
  /** Its point in the scene; null where no table names it. */
  featureId: z.string().nullable(),
  name: z.object({ zh: z.string().nullable(), en: z.string().nullable() }),
  /** What it is, word for word from its table; null where none names it. */
  category: z.string().nullable(),
  owner: z.string().nullable(),
  source: z.string(),
  position: z.tuple([z.number(), z.number()]),
  positionBasis: z.enum(POSITION_BASES).nullable(),
  quality: z.enum(LIVE_QUALITIES),
  /**
   * As the crow flies, metres. Null where its coordinate system is not declared: it may be half a kilometre elsewhere.
   */
  distanceM: z.number().nullable(),
  /** Since it was there, by its own clock, seconds. */
  ageS: z.number(),
  /** Older than its feed's heartbeat allows: it may be anywhere by now. */
  isStale: z.boolean(),
  headingDeg: z.number(),
  speedMps: z.number(),
  /** Whether a case was handed to it and is not handled yet; null where cases are not known. */
  isBusy: z.boolean().nullable(),
  /** Those cases. */
  cases: z.array(z.string()),
});

export const nearestUnitsSchema = z.object({
  scene: z.string(),
  /** By the server's clock, milliseconds since 1970 UTC. */
  atMs: z.number(),
  /** Fresh ones first, nearer ones first; those of unknown distance last. */
  units: z.array(nearestUnitSchema),
  /** Of all units that were ever heard of and are of the kinds asked for. */
  counts: z.object({ fresh: z.int(), stale: z.int() }),
});

export type NearestUnit = z.infer<typeof nearestUnitSchema>;
export type NearestUnitsAnswer = z.infer<typeof nearestUnitsSchema>;

/** Units that one answer names at most. */
export const MOST_NEAREST_UNITS = 50;
