import type { PlanRing } from '../../plan/ring-geometry.ts';
import type { StreetName } from '../../plan/street-names.ts';
import type { CellCharacter } from '../case-ground.ts';

/** Codes of the three districts (GB/T 2260). */
export type DistrictCode = '130302' | '130303' | '130304';

/** A cell before it has a code. */
export interface CellDraft {
  /** Anticlockwise, in plan. */
  readonly ring: PlanRing;
  readonly district: DistrictCode;
  /** The 街道 or 镇 it lies in: its name tells it from the others of the district. */
  readonly subdistrict: StreetName;
  /** Number of the community within the subdistrict: cells of the same number are one. */
  readonly community: number;
  /** The street along its longest side; `null` where none runs. */
  readonly street: StreetName | null;
  readonly character: CellCharacter;
  /** In the district of full detail. */
  readonly isDetailed: boolean;
}
