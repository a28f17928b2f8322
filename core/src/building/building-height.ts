import type { Building, BuildingUse } from '../model/map-feature.ts';

/**
 * What a building's drawn height rests on. Only `surveyed` (its own surfaces at their own levels) and `statedHeight` are
 * measurements; `storeys` is a number of storeys times a usual storey, `unknownHeight` a nominal box, `unknownGround`
 * stands on an assumed level. The last two are drawn translucent.
 */
export const BUILDING_DRAWN_AS = ['statedHeight', 'storeys', 'unknownHeight', 'unknownGround', 'surveyed'] as const;

export type BuildingDrawnAs = (typeof BUILDING_DRAWN_AS)[number];

/** True for what is drawn translucent: its height or its ground is a convention. */
export function isAssumption(drawnAs: BuildingDrawnAs): boolean {
  return drawnAs === 'unknownHeight' || drawnAs === 'unknownGround';
}

/**
 * Usual height of a storey, metres. Dwellings: GB 50096-2011, 5.5.1 (2.80 m); the others are usual practice in China. A
 * convention of the drawing, never used in an answer.
 */
export const STOREY_HEIGHTS_M: Readonly<Record<BuildingUse, number>> = {
  residential: 2.8,
  hotel: 3.3,
  office: 3.6,
  commercial: 3.6,
  industrial: 3.6,
  public: 3.6,
  school: 3.6,
  hospital: 3.6,
  other: 3,
  unknown: 3,
};

/** Height at which a building of unknown height is drawn, metres: two storeys. A convention of the drawing. */
export const NOMINAL_HEIGHT_M = 6;

export interface DrawnHeight {
  readonly heightM: number;
  /** Storeys to be told apart on the walls; `null` where they are not known: a plain wall. */
  readonly storeys: number | null;
  readonly drawnAs: BuildingDrawnAs;
}

/** The height a building is drawn with. A height or a number of storeys that is not above zero counts as unknown. */
export function drawnHeight(building: Pick<Building, 'heightM' | 'storeys' | 'use'>): DrawnHeight {
  const storeys = isPositive(building.storeys) ? Math.max(1, Math.round(building.storeys)) : null;
  if (isPositive(building.heightM)) return { heightM: building.heightM, storeys, drawnAs: 'statedHeight' };
  if (storeys === null) return { heightM: NOMINAL_HEIGHT_M, storeys: null, drawnAs: 'unknownHeight' };
  return { heightM: storeys * STOREY_HEIGHTS_M[building.use], storeys, drawnAs: 'storeys' };
}

function isPositive(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value > 0;
}
