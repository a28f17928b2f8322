import { z } from 'zod';
import { MAYBE_SEEN_WHYS, NOT_SEEN_WHYS } from '../../camera/sees.ts';

/** What goes over the wire about cameras. Distances are in plan, metres; angles clockwise from north, degrees. */

const lonLat = z.tuple([z.number(), z.number()]);
const bilingualName = z.object({ zh: z.string().nullable(), en: z.string().nullable() });

/** A camera with whether it sees the place asked for: `yes`, or `unknown` with what is not known. */
export const seeingCameraSchema = z.object({
  featureId: z.string(),
  sourceId: z.string(),
  name: bilingualName,
  category: z.string().nullable(),
  owner: z.string().nullable(),
  position: lonLat,
  headingDeg: z.number().nullable(),
  fieldOfViewDeg: z.number().nullable(),
  rangeM: z.number().nullable(),
  verdict: z.enum(['yes', 'unknown']),
  why: z.enum(['inSight', ...MAYBE_SEEN_WHYS]),
  distanceM: z.number(),
  /** Where it would have to look. */
  bearingDeg: z.number(),
  /** The building that may hide the place, by its feature id. */
  blockedBy: z.string().nullable(),
  /** Whether a gateway has pictures of it. */
  hasStream: z.boolean(),
});

export const camerasSeeingSchema = z.object({
  scene: z.string(),
  /** Of the rows it rests on. */
  revision: z.string(),
  /** The most useful first: those that see it, then those that may, nearer ones first. */
  cameras: z.array(seeingCameraSchema),
  /** Of all cameras in whose range the place lies. */
  counts: z.object({ yes: z.int(), no: z.int(), unknown: z.int() }),
});

const sightPolygons = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    /** `seen`: known to be seen. `maybe`: not known. */
    sight: z.enum(['seen', 'maybe']),
  }),
  geometry: z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(z.array(lonLat))),
  }),
});

/** GeoJSON; a sight without any ground has no feature. */
export const cameraFootprintSchema = z.object({
  type: z.literal('FeatureCollection'),
  scene: z.string(),
  revision: z.string(),
  camera: z.string(),
  /** What is not known: why some of it, or all, is `maybe`, or why there is no footprint. */
  unknown: z.array(z.enum(MAYBE_SEEN_WHYS)),
  /** Why it sees nothing for sure, where it does. */
  nothing: z.enum(NOT_SEEN_WHYS).nullable(),
  features: z.array(sightPolygons),
});

/** Where a camera's pictures come from. */
export const cameraStreamSchema = z.object({
  scene: z.string(),
  camera: z.string(),
  /** An HLS playlist; null where there is none. */
  url: z.string().nullable(),
  /** Why there is none: the scene names no gateway, or the camera has no code to ask it by. */
  why: z.enum(['noGateway', 'noCode']).nullable(),
});

export type SeeingCamera = z.infer<typeof seeingCameraSchema>;
export type CamerasSeeing = z.infer<typeof camerasSeeingSchema>;
export type CameraFootprintAnswer = z.infer<typeof cameraFootprintSchema>;
export type CameraStreamAnswer = z.infer<typeof cameraStreamSchema>;

/** Cameras that one answer names at most. */
export const MOST_CAMERAS_SEEING = 50;
