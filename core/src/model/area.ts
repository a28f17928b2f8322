import type { RawRecord } from './link.ts';

export const AREA_KINDS = ['subcatchment'] as const;

export type AreaKind = (typeof AREA_KINDS)[number];

/** A polygon that belongs to the network, such as the subcatchment that drains to a node. */
export interface Area {
  readonly kind: AreaKind;
  readonly sourceId: string;
  /** Outer ring, flat longitude, latitude in degrees, closed (first point repeated); `null` when none was drawn. */
  readonly ring: Float64Array | null;
  /** Area the source declares, m2. */
  readonly statedAreaM2: number | null;
  /** `sourceId` of the node or area it drains to. */
  readonly drainsTo: string | null;
  readonly raw: RawRecord;
}
