import type { CityFeature } from '@undercroft/core/model/city-feature';
import { type Building, type Place, type Road, UNNAMED, type Water } from '@undercroft/core/model/map-feature';

/** A street of 14 m running 140 m east along 55.3 degrees north. */
export function sampleRoad(sourceId: string, changes: Partial<Road> = {}): CityFeature {
  const value: Road = {
    sourceId,
    class: 'street',
    name: { zh: '示范街', en: 'Sample Street' },
    path: Float64Array.of(10.3, 55.3, 10.302, 55.3),
    widthM: 14,
    level: 0,
    isBridge: false,
    raw: { id: sourceId },
  };
  return { family: 'road', value: { ...value, ...changes } };
}

/** A square ring about a place, closed, `halfDeg` to each side. */
export function squareRing(lon: number, lat: number, halfDeg: number): Float64Array {
  const [w, s, e, n] = [lon - halfDeg, lat - halfDeg, lon + halfDeg, lat + halfDeg];
  return Float64Array.of(w, s, e, s, e, n, w, n, w, s);
}

/** A square building of 5 storeys with a courtyard, its height unknown. */
export function sampleBuilding(sourceId: string, changes: Partial<Building> = {}): CityFeature {
  const value: Building = {
    sourceId,
    name: UNNAMED,
    rings: [squareRing(10.3, 55.3, 0.0002), squareRing(10.3, 55.3, 0.0001)],
    heightM: null,
    storeys: 5,
    use: 'residential',
    useBasis: 'stated',
    roof: 'flat',
    roofHeightM: null,
    roofDirectionDeg: null,
    solid: null,
    builtYear: 1998,
    raw: { id: sourceId },
  };
  return { family: 'building', value: { ...value, ...changes } };
}

/** A lake of about 22 km from south to north. */
export function sampleWater(sourceId: string, changes: Partial<Water> = {}): CityFeature {
  const value: Water = {
    sourceId,
    kind: 'lake',
    name: UNNAMED,
    rings: [squareRing(10.3, 55.3, 0.1)],
    raw: { id: sourceId },
  };
  return { family: 'water', value: { ...value, ...changes } };
}

/** A quarter of rank 4. */
export function samplePlace(sourceId: string, changes: Partial<Place> = {}): CityFeature {
  const value: Place = {
    sourceId,
    kind: 'quarter',
    name: { zh: null, en: 'Bellinge' },
    position: [10.3, 55.3],
    rank: 4,
    raw: { id: sourceId },
  };
  return { family: 'place', value: { ...value, ...changes } };
}
