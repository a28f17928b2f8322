import type { Basis } from './basis.ts';
import type { RawRecord } from './link.ts';
import type { Accuracy } from './quality-level.ts';
import type { Utility } from './utility.ts';

/** A point of the network (管线点). `junction` is a joint whose build is not stated; a SWMM junction is one. */
export const NODE_KINDS = ['manhole', 'junction', 'outfall', 'storage', 'divider', 'fitting', 'appurtenance'] as const;

export type NodeKind = (typeof NODE_KINDS)[number];

/**
 * What a node looks like beyond its kind, where the source names its appurtenance (附属物): a fire hydrant, a gully under
 * its grate, a cabinet above ground (调压箱, 交接箱, 箱变), a hand hole, a chamber with a flat slab (阀门井, 人孔, 热力井,
 * 倒虹吸井), a station, a post, a pole (电杆, 灯杆), a valve or a meter on the pipe itself.
 */
export const NODE_FORMS = [
  'hydrant',
  'gully',
  'cabinet',
  'handhole',
  'chamber',
  'station',
  'post',
  'pole',
  'valve',
  'meter',
] as const;

export type NodeForm = (typeof NODE_FORMS)[number];

/**
 * What a node does in its network: a valve can shut it off, a source feeds it (works, reservoir, regulator station, or
 * where a main goes on beyond the survey), a customer takes from it, or drains into it (入户).
 */
export const NODE_ROLES = ['valve', 'source', 'customer'] as const;

export type NodeRole = (typeof NODE_ROLES)[number];

/** How a valve was found. `inoperable` can be neither opened nor closed and stands open. */
export const VALVE_STATES = ['open', 'closed', 'inoperable'] as const;

export type ValveState = (typeof VALVE_STATES)[number];

/** A node in its canonical form. Levels in metres above the scene's height datum; `null` is unknown. */
export interface NetworkNode {
  readonly kind: NodeKind;
  /** `null`, or absent, where the source does not say or its kind says all. */
  readonly form?: NodeForm | null | undefined;
  /** `null`, or absent, where it has none that is known of. */
  readonly role?: NodeRole | null | undefined;
  /** State of a valve; null or absent is not stated, which is not "open". */
  readonly valveState?: ValveState | null | undefined;
  readonly sourceId: string;
  readonly utility: Utility;
  readonly utilityBasis: Basis;
  /** Longitude, latitude in degrees. */
  readonly position: readonly [lon: number, lat: number];
  /** Level of the cover or the ground over the node (井盖高程). */
  readonly coverLevelM: number | null;
  /** Level of the lowest point inside (井底高程). */
  readonly sumpLevelM: number | null;
  /** Inside diameter of the shaft, mm; `null` is unknown (drawn at a nominal 1000 mm and said so). */
  readonly shaftDiameterMm: number | null;
  readonly material: string | null;
  readonly owner: string | null;
  readonly builtYear: number | null;
  readonly status: 'inUse' | 'abandoned' | 'planned' | 'unknown';
  readonly accuracy: Accuracy;
  /** Day it was surveyed or recorded, `2024-05-31`; absent or null where the source does not say. */
  readonly surveyedOn?: string | null | undefined;
  readonly raw: RawRecord;
}
