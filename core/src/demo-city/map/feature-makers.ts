import type {
  BilingualName,
  LandUseKind,
  MapFeature,
  PlaceKind,
  RoadClass,
  WaterKind,
} from '../../model/map-feature.ts';
import { lonLatPath } from '../place/demo-frame.ts';
import type { PlanLine, PlanPoint } from '../place/plan-geometry.ts';
import type { PlanRing } from '../plan/ring-geometry.ts';

/** Said in every record, so that no row can be mistaken for a surveyed one. */
export const SYNTHETIC = '模拟 synthetic';

/** Longitude and latitude of a place in plan. */
export type ToLonLat = (at: PlanPoint) => readonly [lon: number, lat: number];

export function roadFeature(
  sourceId: string,
  kind: RoadClass,
  name: BilingualName,
  line: PlanLine,
  widthM: number,
  isBridge: boolean,
  lonLat: ToLonLat,
): MapFeature {
  const raw = {
    道路编号: sourceId,
    名称: name.zh ?? '',
    路面宽度: String(widthM),
    桥: isBridge ? '是' : '',
    备注: SYNTHETIC,
  };
  const path = lonLatPath(line, lonLat);
  return {
    family: 'road',
    value: { sourceId, class: kind, name, path, widthM, level: isBridge ? 1 : 0, isBridge, raw },
  };
}

export function landUseFeature(
  sourceId: string,
  kind: LandUseKind,
  name: BilingualName,
  ring: PlanRing,
  lonLat: ToLonLat,
): MapFeature {
  const raw = { 地块编号: sourceId, 用地: kind, 名称: name.zh ?? '', 备注: SYNTHETIC };
  return { family: 'landUse', value: { sourceId, kind, name, rings: [closedPath(ring, lonLat)], raw } };
}

export function waterFeature(
  sourceId: string,
  kind: WaterKind,
  name: BilingualName,
  ring: PlanRing,
  lonLat: ToLonLat,
): MapFeature {
  const raw = { 水系编号: sourceId, 类别: kind, 名称: name.zh ?? '', 备注: SYNTHETIC };
  return { family: 'water', value: { sourceId, kind, name, rings: [closedPath(ring, lonLat)], raw } };
}

export function placeFeature(
  sourceId: string,
  kind: PlaceKind,
  name: BilingualName,
  position: readonly [lon: number, lat: number],
  rank: number,
): MapFeature {
  const raw = { 地名编号: sourceId, 名称: name.zh ?? '', 备注: SYNTHETIC };
  return { family: 'place', value: { sourceId, kind, name, position, rank, raw } };
}

function closedPath(ring: PlanRing, lonLat: ToLonLat): Float64Array {
  return lonLatPath([...ring, ...ring.slice(0, 1)], lonLat);
}
