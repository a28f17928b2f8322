import type { Basis } from './basis.ts';
import type { BuildingSolid } from './building-solid.ts';
import type { RawRecord } from './link.ts';

/** Names as the source gives them; `null` where it gives none in that language. */
export interface BilingualName {
  readonly zh: string | null;
  readonly en: string | null;
}

export const UNNAMED: BilingualName = { zh: null, en: null };

/** Roads from the widest in rank to the narrowest (道路等级), after the classes of OpenStreetMap and CJJ 37. */
export const ROAD_CLASSES = [
  'motorway',
  'trunk',
  'avenue',
  'street',
  'lane',
  'service',
  'footway',
  'rail',
  'unknown',
] as const;

export type RoadClass = (typeof ROAD_CLASSES)[number];

export interface Road {
  readonly sourceId: string;
  readonly class: RoadClass;
  readonly name: BilingualName;
  /** Flat longitude, latitude in degrees along the centreline, two points at least. */
  readonly path: Float64Array;
  /** Between the kerbs, metres. */
  readonly widthM: number | null;
  /** Order of crossing: 0 on the ground, 1 above, -1 below; `null` is not stated. */
  readonly level: number | null;
  readonly isBridge: boolean;
  readonly raw: RawRecord;
}

export const LAND_USES = [
  'residential',
  'commercial',
  'industrial',
  'public',
  'school',
  'hospital',
  'park',
  'wood',
  'grass',
  'farmland',
  'beach',
  'square',
  'parking',
  'construction',
  /** The paved area of a road, where a source draws it as a polygon. */
  'roadSurface',
  /** Plants of a kind the source does not say. */
  'vegetation',
  'unknown',
] as const;

export type LandUseKind = (typeof LAND_USES)[number];

export const WATER_KINDS = ['sea', 'lake', 'river', 'stream', 'canal', 'basin', 'unknown'] as const;

export type WaterKind = (typeof WATER_KINDS)[number];

/**
 * Rings of one polygon: the outer ring, then its holes, each flat longitude, latitude in degrees, closed (first point
 * repeated), in any winding.
 */
export type Rings = readonly Float64Array[];

export interface LandUse {
  readonly sourceId: string;
  readonly kind: LandUseKind;
  readonly name: BilingualName;
  readonly rings: Rings;
  readonly raw: RawRecord;
}

export interface Water {
  readonly sourceId: string;
  readonly kind: WaterKind;
  readonly name: BilingualName;
  readonly rings: Rings;
  readonly raw: RawRecord;
}

export const BUILDING_USES = [
  'residential',
  'commercial',
  'office',
  'industrial',
  'public',
  'school',
  'hospital',
  'hotel',
  'other',
  'unknown',
] as const;

export type BuildingUse = (typeof BUILDING_USES)[number];

export const ROOF_SHAPES = ['flat', 'gabled', 'hipped', 'pyramidal', 'skillion', 'domed', 'unknown'] as const;

export type RoofShape = (typeof ROOF_SHAPES)[number];

/** A building's footprint and what is known of its height. */
export interface Building {
  readonly sourceId: string;
  readonly name: BilingualName;
  readonly rings: Rings;
  /** From the ground to the eaves or the top of a flat roof, metres. */
  readonly heightM: number | null;
  /** Storeys above the ground. */
  readonly storeys: number | null;
  readonly use: BuildingUse;
  readonly useBasis: Basis;
  readonly roof: RoofShape;
  /** From the eaves to the top of the roof, metres. */
  readonly roofHeightM: number | null;
  /** Where the roof falls to, clockwise from north, degrees: down its slope, across its ridge. */
  readonly roofDirectionDeg: number | null;
  /**
   * Its surfaces as surveyed; `null` where there is only an outline to raise. Of a building in several pieces the first has
   * them all and the others have none of their own: they are not raised.
   */
  readonly solid: BuildingSolid | null;
  readonly builtYear: number | null;
  readonly raw: RawRecord;
}

export const PLACE_KINDS = [
  'city',
  'district',
  'quarter',
  'park',
  'school',
  'hospital',
  'beach',
  'sea',
  'poi',
] as const;

export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A name to be written on the map at a point. */
export interface Place {
  readonly sourceId: string;
  readonly kind: PlaceKind;
  readonly name: BilingualName;
  /** Longitude, latitude in degrees. */
  readonly position: readonly [lon: number, lat: number];
  /** 1 is written first and from farthest away; `null` is not stated and comes last. */
  readonly rank: number | null;
  readonly raw: RawRecord;
}

/** What stands along streets and in parks and is drawn for its looks: broad-leaved trees, conifers, street lamps. */
export const FURNITURE_KINDS = ['tree', 'conifer', 'lamp'] as const;

export type FurnitureKind = (typeof FURNITURE_KINDS)[number];

export interface Furniture {
  readonly sourceId: string;
  readonly kind: FurnitureKind;
  /** The species of a tree. */
  readonly name: BilingualName;
  /** Longitude, latitude in degrees of the foot. */
  readonly position: readonly [lon: number, lat: number];
  /** From the ground to the top, metres. */
  readonly heightM: number | null;
  /** Diameter of a crown, metres. */
  readonly widthM: number | null;
  /** Where the arm of a lamp points, clockwise from north, degrees. */
  readonly headingDeg: number | null;
  readonly raw: RawRecord;
}

/** What a base map is drawn from, with the family it belongs to. */
export type MapFeature =
  | { readonly family: 'road'; readonly value: Road }
  | { readonly family: 'landUse'; readonly value: LandUse }
  | { readonly family: 'water'; readonly value: Water }
  | { readonly family: 'building'; readonly value: Building }
  | { readonly family: 'place'; readonly value: Place }
  | { readonly family: 'furniture'; readonly value: Furniture };

export type MapFamily = MapFeature['family'];
