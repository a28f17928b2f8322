import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Building, Rings } from '@undercroft/core/model/map-feature';
import type { OsmTags } from './osm-primitives.ts';
import {
  buildingUseOf,
  cityPointKindOf,
  headingOf,
  isBuilding,
  landUseOf,
  lengthM,
  nameOf,
  placeOf,
  plainNumber,
  roadClassOf,
  roofOf,
  waterKindOf,
} from './osm-tags.ts';

type Position = readonly [lon: number, lat: number];

/** Nothing stands higher than this, metres, or on more storeys. */
const MOST_HEIGHT_M = 1000;
const MOST_STOREYS = 200;
const MOST_WIDTH_M = 200;

/** What a node of these tags is drawn as: a device, or a name. */
export function osmPoint(sourceId: string, position: Position, tags: OsmTags): CityFeature | null {
  const kind = cityPointKindOf(tags);
  if (kind !== null) {
    return {
      family: 'cityPoint',
      value: {
        kind,
        sourceId,
        name: nameOf(tags),
        position,
        levelM: null,
        heightM: lengthM(tags.height),
        code: tags.ref ?? null,
        category: tags['camera:type'] ?? tags['fire_hydrant:type'] ?? null,
        headingDeg: headingOf(tags['camera:direction'] ?? tags.direction),
        fieldOfViewDeg: headingOf(tags['camera:angle']),
        rangeM: null,
        gridCell: null,
        address: addressOf(tags),
        owner: tags.operator ?? null,
        status: 'unknown',
        raw: tags,
      },
    };
  }
  const place = placeOf(tags);
  if (place === null) return null;
  return {
    family: 'place',
    value: { sourceId, kind: place[0], name: nameOf(tags), position, rank: place[1], raw: tags },
  };
}

/** True for a way whose nodes are needed. */
export function isDrawnLine(tags: OsmTags): boolean {
  return roadClassOf(tags) !== null;
}

export function isDrawnArea(tags: OsmTags): boolean {
  return isBuilding(tags) || waterKindOf(tags) !== null || landUseOf(tags) !== null;
}

/** What a line of these tags is drawn as. */
export function osmLine(sourceId: string, path: Float64Array, tags: OsmTags): CityFeature | null {
  const roadClass = roadClassOf(tags);
  if (roadClass === null) return null;
  const widthM = lengthM(tags.width);
  return {
    family: 'road',
    value: {
      sourceId,
      class: roadClass,
      name: nameOf(tags),
      path,
      widthM: widthM !== null && widthM > 0 && widthM <= MOST_WIDTH_M ? widthM : null,
      level: plainNumber(tags.layer),
      isBridge: tags.bridge !== undefined && tags.bridge !== 'no',
      raw: tags,
    },
  };
}

/** What an area of these tags is drawn as; a building before the land it stands on. */
export function osmArea(sourceId: string, rings: Rings, tags: OsmTags): CityFeature | null {
  if (isBuilding(tags)) return { family: 'building', value: buildingOf(sourceId, rings, tags) };
  const water = waterKindOf(tags);
  const name = nameOf(tags);
  if (water !== null) return { family: 'water', value: { sourceId, kind: water, name, rings, raw: tags } };
  const landUse = landUseOf(tags);
  return landUse === null ? null : { family: 'landUse', value: { sourceId, kind: landUse, name, rings, raw: tags } };
}

function buildingOf(sourceId: string, rings: Rings, tags: OsmTags): Building {
  const totalM = lengthM(tags.height);
  const roofHeightM = positive(lengthM(tags['roof:height']));
  // The map's height is up to the top of the roof, ours to the eaves.
  const heightM = totalM !== null && roofHeightM !== null && roofHeightM < totalM ? totalM - roofHeightM : totalM;
  const storeys = plainNumber(tags['building:levels']);
  const use = buildingUseOf(tags);
  const year = Number(/^(\d{4})/.exec(tags.start_date ?? '')?.[1] ?? Number.NaN);
  return {
    sourceId,
    name: nameOf(tags),
    rings,
    heightM: heightM !== null && heightM > 0 && heightM <= MOST_HEIGHT_M ? heightM : null,
    storeys: storeys !== null && storeys > 0 && storeys <= MOST_STOREYS ? storeys : null,
    use,
    useBasis: use === 'unknown' ? 'unknown' : 'stated',
    roof: roofOf(tags),
    roofHeightM,
    roofDirectionDeg: headingOf(tags['roof:direction']),
    solid: null,
    builtYear: Number.isNaN(year) ? null : year,
    raw: tags,
  };
}

function positive(lengthOrNull: number | null): number | null {
  return lengthOrNull !== null && lengthOrNull > 0 && lengthOrNull <= MOST_HEIGHT_M ? lengthOrNull : null;
}

function addressOf(tags: OsmTags): string | null {
  const { 'addr:street': street, 'addr:housenumber': number } = tags;
  return street === undefined ? null : [street, number].filter((part) => part !== undefined).join(' ');
}
