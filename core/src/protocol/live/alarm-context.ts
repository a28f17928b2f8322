import { z } from 'zod';
import { LIVE_QUALITIES } from '../../live/live-event.ts';
import { LINK_KINDS } from '../../model/link.ts';
import { NODE_KINDS } from '../../model/network-node.ts';
import { UTILITIES } from '../../model/utility.ts';
import { seeingCameraSchema } from './camera-answers.ts';
import { alarmSchema } from './live-messages.ts';
import { nearestUnitSchema } from './unit-answers.ts';

/** What lies about an alarm. A part that is `null` could not be told, and `missing` says why: it does not mean "none". */

const metres = z.number().nullable();
const bilingualName = z.object({ zh: z.string().nullable(), en: z.string().nullable() });
const lonLat = z.tuple([z.number(), z.number()]);

/** The device, as the city's table has it. */
const thingSchema = z.object({
  /** Feature id. */
  id: z.string(),
  sourceId: z.string(),
  name: bilingualName,
  category: z.string().nullable(),
  address: z.string().nullable(),
  owner: z.string().nullable(),
  position: lonLat,
  levelM: metres,
});

/** The node of the network that the device is in or on. */
const manholeSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  kind: z.enum(NODE_KINDS),
  utility: z.enum(UTILITIES),
  position: lonLat,
  coverLevelM: metres,
  sumpLevelM: metres,
  shaftDiameterMm: metres,
  owner: z.string().nullable(),
  /** `stated`: the device's record names it. `nearest`: it is the nearest manhole within a few metres. */
  foundBy: z.enum(['stated', 'nearest']),
  /** In plan from the device. */
  distanceM: z.number(),
});

/** The newest reading of a device near the alarm. */
const readingSchema = z.object({
  thingId: z.string(),
  name: bilingualName,
  source: z.string(),
  quantity: z.string(),
  unit: z.string(),
  /** Null where the device reports but does not know. */
  value: z.number().nullable(),
  quality: z.enum(LIVE_QUALITIES),
  eventTimeMs: z.number(),
  ageS: z.number(),
  /** Older than devices of its kind are to be silent: it says nothing of now. Null where silence is normal. */
  isStale: z.boolean().nullable(),
  /** In plan from the alarm. */
  distanceM: z.number(),
  /** Whether it stands in the same manhole. */
  isHere: z.boolean(),
});

const waterFields = {
  /** Metres above the height datum; null where the level of the sump is not known. */
  levelM: metres,
  /** Above the sump. */
  depthM: metres,
  thingId: z.string(),
  source: z.string(),
  eventTimeMs: z.number(),
  ageS: z.number(),
  isStale: z.boolean().nullable(),
};

export const alarmContextSchema = z.object({
  alarm: alarmSchema,
  /** What the rule is called and what to do; null where the rule is not in use any more. */
  rule: z
    .object({
      title: z.object({ en: z.string(), zh: z.string() }),
      advice: z.object({ en: z.string(), zh: z.string() }),
    })
    .nullable(),
  thing: thingSchema.nullable(),
  manhole: manholeSchema.nullable(),
  /** Water in this manhole, as a gauge in it says. */
  water: z.object(waterFields).nullable(),
  /** Where none is in it: the gauge nearest along its drains, and the manhole that stands in. It is not the water here. */
  drainWater: z.object({ ...waterFields, manholeId: z.string(), alongM: z.number() }).nullable(),
  readings: z.array(readingSchema).nullable(),
  /** Links that end at the manhole. */
  pipes: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(LINK_KINDS),
        utility: z.enum(UTILITIES),
        widthMm: metres,
        heightMm: metres,
        material: z.string().nullable(),
        owner: z.string().nullable(),
        /** Which of its ends is here, and its invert there. */
        end: z.enum(['from', 'to']),
        invertM: metres,
        /** Direction in which it leaves, clockwise from north, degrees. */
        bearingDeg: z.number().nullable(),
        /** Feature id of the node at its other end. */
        otherNode: z.string().nullable(),
      }),
    )
    .nullable(),
  cameras: z.array(seeingCameraSchema).nullable(),
  /** Of all cameras in whose range it lies. */
  cameraCounts: z.object({ yes: z.int(), no: z.int(), unknown: z.int() }).nullable(),
  /** The nearest, fresh ones first. */
  units: z.array(nearestUnitSchema).nullable(),
  /** Who answers for the device, else for the manhole. */
  owner: z.string().nullable(),
  /** Department that a case of it would go to, by the rules of cases: a row of the grid, or the class alone. */
  responsible: z.object({ department: z.string(), basis: z.enum(['grid', 'class']) }).nullable(),
  /** Units of that department, or of the owner, that were heard of lately: the one on duty for the cell first. */
  onDuty: z.array(nearestUnitSchema).nullable(),
  /** Parts that could not be told, each with a sentence. */
  missing: z.array(
    z.object({
      part: z.enum([
        'place',
        'thing',
        'manhole',
        'water',
        'readings',
        'pipes',
        'cameras',
        'units',
        'responsible',
        'onDuty',
        'rule',
      ]),
      why: z.string(),
    }),
  ),
});

export type AlarmContext = z.infer<typeof alarmContextSchema>;
