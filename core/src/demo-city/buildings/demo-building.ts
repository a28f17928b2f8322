import type { BuildingUse, RoofShape } from '../../model/map-feature.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { PlanRing } from '../plan/district-plan.ts';

/** A building of the made-up district. */
export interface DemoBuilding {
  /** `J00123`, unique within the site. */
  readonly id: string;
  readonly blockId: string;
  /** Outer ring, then courtyards. */
  readonly rings: readonly PlanRing[];
  readonly storeys: number;
  readonly heightM: number;
  readonly use: BuildingUse;
  readonly roof: RoofShape;
  readonly builtYear: number;
  readonly zh: string | null;
  readonly en: string | null;
  /** `文化路12号`. */
  readonly address: string;
  /** Dwellings, or an equivalent number for other uses: decides the sizes of its connections. */
  readonly households: number;
  /** `Street.id` of the street it takes its connections from, and the point of its outer wall where they enter. */
  readonly streetId: string;
  readonly entry: PlanPoint;
}
