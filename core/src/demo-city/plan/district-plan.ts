import type { LandUseKind, PlaceKind, RoadClass, WaterKind } from '../../model/map-feature.ts';
import type { PlanLine, PlanPoint } from '../place/plan-geometry.ts';
import type { StreetNetwork } from './street.ts';

/** Anticlockwise, not closed. */
export type PlanRing = readonly PlanPoint[];

/** How a block is built over. `null` stands for open land. */
export type BuildPattern =
  | 'slabs'
  | 'towers'
  | 'mixed'
  | 'villas'
  | 'village'
  | 'courtyards'
  | 'market'
  | 'offices'
  | 'school'
  | 'hospital'
  | 'halls'
  | 'port'
  | 'station'
  | 'park';

/** A piece of land with one use, inside the boundaries (道路红线) of the streets around it. */
export interface Block {
  /** `B012`, unique within the site. */
  readonly id: string;
  readonly kind: LandUseKind;
  readonly pattern: BuildPattern | null;
  readonly ring: PlanRing;
  readonly zh: string | null;
  readonly en: string | null;
  /** When most of it was built; decides styles, materials and what has been renewed. */
  readonly builtYear: number;
}

/** Anything else the base map draws. */
export interface PlanWay {
  readonly id: string;
  readonly class: RoadClass;
  readonly zh: string | null;
  readonly en: string | null;
  readonly line: PlanLine;
  readonly widthM: number;
  readonly isBridge: boolean;
}

export interface PlanWater {
  readonly id: string;
  readonly kind: WaterKind;
  readonly zh: string | null;
  readonly en: string | null;
  readonly ring: PlanRing;
}

export interface PlanPlace {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly zh: string;
  readonly en: string;
  readonly at: PlanPoint;
  readonly rank: number;
}

/** Everything that is decided of a district before anything is built or laid. */
export interface DistrictPlan {
  readonly network: StreetNetwork;
  readonly blocks: readonly Block[];
  /** Footpaths, service ways, railway tracks, quays; streets are in the network. */
  readonly ways: readonly PlanWay[];
  readonly waters: readonly PlanWater[];
  readonly places: readonly PlanPlace[];
  /** Axis of the river from inland to the sea, half its width at the water's level, and its bed at the mouth, metres. */
  readonly river: { readonly axis: PlanLine; readonly halfWidthM: number; readonly bedLevelM: number };
  /** Axis of the railway, where utilities may cross but not run. */
  readonly railway: PlanLine;
}
