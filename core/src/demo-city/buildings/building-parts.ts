import type { BuildingUse, RoofShape } from '../../model/map-feature.ts';

/** What a building is, apart from its size: decides its use, how high its storeys are and its roof. */
export type BuildingPart =
  | 'slab'
  | 'tower'
  | 'shops'
  | 'house'
  | 'old'
  | 'office'
  | 'hotel'
  | 'mall'
  | 'hall'
  | 'tank'
  | 'teaching'
  | 'gym'
  | 'nursery'
  | 'ward'
  | 'clinic'
  | 'station'
  | 'market'
  | 'kiosk'
  | 'service'
  | 'pavilion';

export interface PartFacts {
  readonly use: BuildingUse;
  /** Usual height from floor to floor, metres. */
  readonly storeyM: number;
  readonly roof: RoofShape;
}

/** Usual practice; dwellings GB 50096-2011, 5.5.1 (2.80 m, with the slab 2.9 in towers). */
export const PART_FACTS: Readonly<Record<BuildingPart, PartFacts>> = {
  slab: { use: 'residential', storeyM: 2.8, roof: 'flat' },
  tower: { use: 'residential', storeyM: 2.9, roof: 'flat' },
  shops: { use: 'commercial', storeyM: 3.9, roof: 'flat' },
  house: { use: 'residential', storeyM: 3.1, roof: 'gabled' },
  old: { use: 'residential', storeyM: 3.3, roof: 'gabled' },
  office: { use: 'office', storeyM: 3.7, roof: 'flat' },
  hotel: { use: 'hotel', storeyM: 3.4, roof: 'flat' },
  mall: { use: 'commercial', storeyM: 5.1, roof: 'flat' },
  hall: { use: 'industrial', storeyM: 8, roof: 'gabled' },
  tank: { use: 'industrial', storeyM: 11, roof: 'domed' },
  teaching: { use: 'school', storeyM: 3.8, roof: 'flat' },
  gym: { use: 'school', storeyM: 9, roof: 'hipped' },
  nursery: { use: 'school', storeyM: 3.6, roof: 'hipped' },
  ward: { use: 'hospital', storeyM: 3.8, roof: 'flat' },
  clinic: { use: 'hospital', storeyM: 4.2, roof: 'flat' },
  station: { use: 'public', storeyM: 8.5, roof: 'flat' },
  market: { use: 'commercial', storeyM: 5.4, roof: 'gabled' },
  kiosk: { use: 'commercial', storeyM: 3.2, roof: 'flat' },
  service: { use: 'other', storeyM: 3.6, roof: 'flat' },
  pavilion: { use: 'public', storeyM: 4.2, roof: 'hipped' },
};
