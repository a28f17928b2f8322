import type { BuildingSolid } from '@undercroft/core/model/building-solid';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import {
  BUILDING_USES,
  type LandUseKind,
  type Rings,
  type RoofShape,
  UNNAMED,
} from '@undercroft/core/model/map-feature';
import type { CityObject } from './city-document.ts';

/** What a city object becomes on the map. `null`: nothing of its kind is modelled (city furniture, trees, tunnels). */
export type CityTarget = 'building' | 'water' | LandUseKind;

const TARGETS: Readonly<Record<string, CityTarget>> = {
  Building: 'building',
  BuildingPart: 'building',
  WaterBody: 'water',
  LandUse: 'unknown',
  PlantCover: 'vegetation',
  Road: 'roadSurface',
  Railway: 'unknown',
  TransportSquare: 'square',
  Bridge: 'roadSurface',
  GenericCityObject: 'unknown',
};

/** The target of a CityJSON type; extension types (`+...`) have none. */
export function cityTarget(type: string): CityTarget | null {
  return Object.hasOwn(TARGETS, type) ? (TARGETS[type] ?? null) : null;
}

interface Levels {
  readonly lowM: number;
  readonly highM: number;
}

/** The feature of one polygon of a city object, placed. */
export function cityFeature(
  sourceId: string,
  object: CityObject,
  target: CityTarget,
  rings: Rings,
  levels: Levels | null,
  solid: BuildingSolid | null = null,
): CityFeature {
  const raw = { type: object.type, ...object.attributes };
  const name = { ...UNNAMED, ...nameOf(object) };
  if (target === 'water') return { family: 'water', value: { sourceId, kind: 'unknown', name, rings, raw } };
  if (target !== 'building') return { family: 'landUse', value: { sourceId, kind: target, name, rings, raw } };
  const { attributes } = object;
  const use = BUILDING_USES.find((each) => each === attributes?.function || each === attributes?.usage);
  return {
    family: 'building',
    value: {
      sourceId,
      name,
      rings,
      heightM: levels === null || levels.highM - levels.lowM <= 0 ? null : round(levels.highM - levels.lowM),
      storeys: positive(attributes?.storeysAboveGround),
      use: use ?? 'unknown',
      useBasis: use === undefined ? 'unknown' : 'stated',
      roof: roofOf(attributes?.roofType),
      roofHeightM: null,
      roofDirectionDeg: null,
      solid,
      builtYear: yearOf(attributes?.yearOfConstruction ?? attributes?.oorspronkelijkbouwjaar),
      raw,
    },
  };
}

function nameOf({ attributes }: CityObject): { readonly en: string } | Record<never, never> {
  const name = attributes?.name;
  return typeof name === 'string' && name.trim() !== '' ? { en: name.trim() } : {};
}

const ROOFS: Readonly<Record<string, RoofShape>> = {
  '1000': 'flat',
  '1010': 'skillion',
  '1030': 'gabled',
  '1040': 'hipped',
  '1070': 'pyramidal',
  '1110': 'domed',
  flat: 'flat',
  gabled: 'gabled',
  hipped: 'hipped',
  pyramidal: 'pyramidal',
  skillion: 'skillion',
  domed: 'domed',
};

/** CityGML's code list of roofs, or plain words. */
function roofOf(value: unknown): RoofShape {
  const key = textOf(value).toLowerCase();
  return Object.hasOwn(ROOFS, key) ? (ROOFS[key] ?? 'unknown') : 'unknown';
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 300 ? value : null;
}

function yearOf(value: unknown): number | null {
  const year = typeof value === 'number' ? value : Number(/^(\d{4})/.exec(textOf(value))?.[1] ?? Number.NaN);
  return Number.isInteger(year) && year >= 1000 && year <= 2200 ? year : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Millimetres: what the vertices are given in. */
function round(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
