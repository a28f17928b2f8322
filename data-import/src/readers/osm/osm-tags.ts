import type { CityPointKind } from '@undercroft/core/model/city-point';
import type {
  BilingualName,
  BuildingUse,
  LandUseKind,
  PlaceKind,
  RoadClass,
  RoofShape,
  WaterKind,
} from '@undercroft/core/model/map-feature';
import type { OsmTags } from './osm-primitives.ts';

/** What the tags of OpenStreetMap mean here (OpenStreetMap wiki, "Map features"). `null`: nothing that is drawn. */

const ROADS: Readonly<Record<string, RoadClass>> = {
  motorway: 'motorway',
  motorway_link: 'motorway',
  trunk: 'trunk',
  trunk_link: 'trunk',
  primary: 'avenue',
  primary_link: 'avenue',
  secondary: 'avenue',
  secondary_link: 'avenue',
  tertiary: 'street',
  tertiary_link: 'street',
  unclassified: 'street',
  residential: 'street',
  living_street: 'lane',
  pedestrian: 'lane',
  service: 'service',
  track: 'service',
  footway: 'footway',
  path: 'footway',
  steps: 'footway',
  cycleway: 'footway',
  road: 'unknown',
};

export function roadClassOf(tags: OsmTags): RoadClass | null {
  if (tags.area === 'yes') return null;
  if (tags.railway === 'rail' || tags.railway === 'tram' || tags.railway === 'light_rail') return 'rail';
  return lookup(ROADS, tags.highway);
}

const LAND_USE_KEYS: readonly (readonly [string, Readonly<Record<string, LandUseKind>>])[] = [
  [
    'amenity',
    {
      school: 'school',
      kindergarten: 'school',
      university: 'school',
      college: 'school',
      hospital: 'hospital',
      parking: 'parking',
    },
  ],
  ['leisure', { park: 'park', garden: 'park', pitch: 'grass', golf_course: 'grass' }],
  [
    'natural',
    { wood: 'wood', grassland: 'grass', scrub: 'vegetation', heath: 'vegetation', beach: 'beach', sand: 'beach' },
  ],
  [
    'landuse',
    {
      residential: 'residential',
      commercial: 'commercial',
      retail: 'commercial',
      industrial: 'industrial',
      railway: 'industrial',
      port: 'industrial',
      education: 'school',
      forest: 'wood',
      grass: 'grass',
      meadow: 'grass',
      village_green: 'grass',
      recreation_ground: 'park',
      farmland: 'farmland',
      orchard: 'farmland',
      vineyard: 'farmland',
      construction: 'construction',
      brownfield: 'construction',
    },
  ],
  ['place', { square: 'square' }],
];

/** Of an area; what lies on the land (a school in a residential quarter) comes before the land itself. */
export function landUseOf(tags: OsmTags): LandUseKind | null {
  for (const [key, kinds] of LAND_USE_KEYS) {
    const kind = lookup(kinds, tags[key]);
    if (kind !== null) return kind;
  }
  return tags.highway === 'pedestrian' && tags.area === 'yes' ? 'square' : null;
}

const WATERS: Readonly<Record<string, WaterKind>> = {
  lake: 'lake',
  pond: 'lake',
  reservoir: 'basin',
  basin: 'basin',
  river: 'river',
  stream: 'stream',
  canal: 'canal',
};

export function waterKindOf(tags: OsmTags): WaterKind | null {
  if (tags.natural === 'bay') return 'sea';
  if (tags.waterway === 'riverbank') return 'river';
  if (tags.landuse === 'reservoir' || tags.landuse === 'basin') return 'basin';
  return tags.natural === 'water' ? (lookup(WATERS, tags.water) ?? 'unknown') : null;
}

const USES: Readonly<Record<string, BuildingUse>> = {
  residential: 'residential',
  apartments: 'residential',
  house: 'residential',
  detached: 'residential',
  terrace: 'residential',
  dormitory: 'residential',
  commercial: 'commercial',
  retail: 'commercial',
  supermarket: 'commercial',
  kiosk: 'commercial',
  office: 'office',
  industrial: 'industrial',
  warehouse: 'industrial',
  public: 'public',
  civic: 'public',
  government: 'public',
  church: 'public',
  cathedral: 'public',
  mosque: 'public',
  temple: 'public',
  school: 'school',
  university: 'school',
  kindergarten: 'school',
  hospital: 'hospital',
  hotel: 'hotel',
};

export function isBuilding(tags: OsmTags): boolean {
  return tags.building !== undefined && tags.building !== 'no';
}

export function buildingUseOf(tags: OsmTags): BuildingUse {
  if (tags.building === 'yes') return 'unknown';
  return lookup(USES, tags.building) ?? 'other';
}

const ROOFS: Readonly<Record<string, RoofShape>> = {
  flat: 'flat',
  gabled: 'gabled',
  hipped: 'hipped',
  pyramidal: 'pyramidal',
  skillion: 'skillion',
  dome: 'domed',
  onion: 'domed',
};

export function roofOf(tags: OsmTags): RoofShape {
  return lookup(ROOFS, tags['roof:shape']) ?? 'unknown';
}

const PLACES: Readonly<Record<string, readonly [PlaceKind, number]>> = {
  city: ['city', 1],
  town: ['city', 2],
  suburb: ['district', 3],
  borough: ['district', 3],
  village: ['quarter', 4],
  quarter: ['quarter', 4],
  neighbourhood: ['quarter', 5],
};

/** Kind and rank of a named place at a node. */
export function placeOf(tags: OsmTags): readonly [PlaceKind, number] | null {
  return tags.name === undefined ? null : lookup(PLACES, tags.place);
}

/** The kind of a device or component at a node. */
export function cityPointKindOf(tags: OsmTags): CityPointKind | null {
  if (tags.man_made === 'surveillance') return 'camera';
  if (tags.highway === 'traffic_signals') return 'signal';
  return tags.emergency === 'fire_hydrant' ? 'hydrant' : null;
}

/** `name` is in whatever language the place speaks: taken as Chinese when it holds a Han character, else as English. */
export function nameOf(tags: OsmTags): BilingualName {
  const own = tags.name ?? null;
  const isHan = own !== null && /\p{Script=Han}/u.test(own);
  return { zh: tags['name:zh'] ?? (isHan ? own : null), en: tags['name:en'] ?? (isHan ? null : own) };
}

const COMPASS = ['N', 'NNE', 'NE', 'ENE', 'E', 'ESE', 'SE', 'SSE', 'S', 'SSW', 'SW', 'WSW', 'W', 'WNW', 'NW', 'NNW'];

/** Degrees from a number or a point of the compass; a range (`90-180`) says no one direction. */
export function headingOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const point = COMPASS.indexOf(text.trim().toUpperCase());
  if (point >= 0) return (point * 360) / COMPASS.length;
  const degrees = plainNumber(text);
  return degrees !== null && degrees >= 0 && degrees <= 360 ? degrees % 360 : null;
}

const FEET_AND_INCHES = /^(\d+(?:\.\d+)?)'(?:\s*(\d+(?:\.\d+)?)")?$/;
const METRES_PER_FOOT = 0.3048;
const INCHES_PER_FOOT = 12;

/** A length as the wiki wants it: metres, `30 m`, `40 ft`, `6'10"`; anything else is not known. */
export function lengthM(text: string | undefined): number | null {
  if (text === undefined) return null;
  const trimmed = text.trim();
  const imperial = FEET_AND_INCHES.exec(trimmed);
  if (imperial !== null) {
    return (Number(imperial[1]) + Number(imperial[2] ?? 0) / INCHES_PER_FOOT) * METRES_PER_FOOT;
  }
  const [, figures, unit] = /^(\d+(?:\.\d+)?)\s*(m|ft)?$/.exec(trimmed) ?? [];
  const value = plainNumber(figures);
  return value === null ? null : value * (unit === 'ft' ? METRES_PER_FOOT : 1);
}

export function plainNumber(text: string | undefined): number | null {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}

function lookup<T>(table: Readonly<Record<string, T>>, key: string | undefined): T | null {
  return key !== undefined && Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
