import { CITY_POINT_LAYER } from '@undercroft/core/map/map-layers';
import { numberOf } from '@undercroft/core/map/paint-rules';
import { CITY_POINT_KINDS } from '@undercroft/core/model/city-point';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { attributeOf, type DecodedTile, partCoordinates, partsOf } from '@undercroft/core/vector-tile/decoded-tile';
import { unprojectPoint } from '@undercroft/core/vector-tile/project';
import type { MapPoint } from './painter-protocol.ts';

/** The city points of a data tile, without those in its margin: the neighbour has them. */
export function mapPoints(tile: DecodedTile, address: TileAddress, language: 'zh' | 'en'): readonly MapPoint[] {
  const layer = tile.layers.find(({ name }) => name === CITY_POINT_LAYER.name);
  if (layer === undefined) return [];
  const { extent } = layer;
  const key = (name: string): number => layer.keys.indexOf(name);
  const keys = {
    id: key('id'),
    kind: key('kind'),
    names: (language === 'zh' ? ['zh', 'en'] : ['en', 'zh']).map(key),
    level: key('levelM'),
    height: key('heightM'),
    heading: key('headingDeg'),
  };
  const text = (feature: number, place: number): string | null => {
    const value = attributeOf(layer, feature, place);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const out: MapPoint[] = [];
  for (let feature = 0; feature < layer.featureCount; feature++) {
    const id = text(feature, keys.id);
    const named = text(feature, keys.kind);
    const kind = CITY_POINT_KINDS.find((each) => each === named);
    const [x = -1, y = -1] = partCoordinates(layer, partsOf(layer, feature).from);
    if (id === null || kind === undefined || x < 0 || y < 0 || x >= extent || y >= extent) continue;
    const [lon, lat] = unprojectPoint(x, y, address, extent);
    out.push({
      id,
      kind,
      name: keys.names.map((place) => text(feature, place)).find((name) => name !== null) ?? null,
      lon,
      lat,
      levelM: numberOf(layer, feature, keys.level),
      heightM: numberOf(layer, feature, keys.height),
      headingDeg: numberOf(layer, feature, keys.heading),
    });
  }
  return out;
}
