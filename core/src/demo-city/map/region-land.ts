import type { LandUseKind } from '../../model/map-feature.ts';
import { planPointAt } from '../place/demo-frame.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import { shoreLine } from '../place/shore.ts';
import type { PlanRing } from '../plan/ring-geometry.ts';
import type { LonLat } from './region-roads.ts';

/** Land of one use outside the district, by hand: outlines of towns, works, woods and beaches. */
export interface RegionLand {
  readonly kind: LandUseKind;
  readonly zh: string | null;
  readonly en: string | null;
  readonly ring: PlanRing;
}

function area(kind: LandUseKind, zh: string | null, en: string | null, points: readonly LonLat[]): RegionLand {
  const ring = points.map(([lon, lat]) => planPointAt(lon, lat));
  return {
    kind,
    zh,
    en,
    ring: kind === 'wood' ? cutCorners(cutCorners(ring)) : kind === 'farmland' ? cutCorners(ring) : ring,
  };
}

/** The ring with every corner cut, a quarter of both its sides away (Chaikin's algorithm): twice is nearly round. */
function cutCorners(ring: PlanRing): PlanRing {
  return ring.flatMap((a, i): PlanPoint[] => {
    const b = ring[(i + 1) % ring.length] ?? a;
    return [
      [0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]],
      [0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]],
    ];
  });
}

function beside(kind: LandUseKind, zh: string | null, en: string | null, ring: readonly PlanPoint[]): RegionLand {
  return { kind, zh, en, ring };
}

export const REGION_LAND: readonly RegionLand[] = [
  beside('residential', '海港区西部', 'West Haigang', [
    [0, 120],
    [0, 3000],
    [-900, 3100],
    [-2300, 2500],
    [-2700, 1500],
    [-2300, 250],
    [-900, 130],
  ]),
  beside('beach', null, null, [...shoreLine(-900, 0, 0), ...shoreLine(0, -900, 40)]),
  beside('residential', '海港区北部', 'North Haigang', [
    [0, 3000],
    [3000, 3000],
    [3100, 3900],
    [2000, 4500],
    [500, 4700],
    [-700, 4000],
    [-900, 3100],
  ]),
  beside('residential', '海港区东部', 'East Haigang', [
    [3000, 1000],
    [4700, 900],
    [5300, 1700],
    [4500, 2600],
    [3100, 3900],
    [3000, 3000],
  ]),
  beside('industrial', '秦皇岛港', 'Port of Qinhuangdao', [
    [3000, -68],
    [3900, -68],
    [4300, 20],
    [5200, 700],
    [4700, 900],
    [3000, 1000],
  ]),
  area('industrial', '经济技术开发区', 'Economic Development Area', [
    [119.517, 39.914],
    [119.541, 39.922],
    [119.546, 39.934],
    [119.531, 39.937],
    [119.507, 39.925],
  ]),
  area('residential', '北戴河海滨', 'Beidaihe Seaside', [
    [119.45, 39.8055],
    [119.465, 39.81],
    [119.482, 39.8155],
    [119.5, 39.8185],
    [119.512, 39.8175],
    [119.521, 39.8148],
    [119.5258, 39.8152],
    [119.5262, 39.8205],
    [119.5228, 39.829],
    [119.5195, 39.84],
    [119.5, 39.8405],
    [119.478, 39.8425],
    [119.458, 39.839],
    [119.44, 39.831],
    [119.443, 39.818],
  ]),
  area('residential', '戴河镇', 'Daihe Town', [
    [119.423, 39.858],
    [119.44, 39.865],
    [119.447, 39.883],
    [119.433, 39.884],
    [119.42, 39.873],
  ]),
  area('residential', '海阳镇', 'Haiyang Town', [
    [119.519, 39.954],
    [119.536, 39.956],
    [119.537, 39.966],
    [119.52, 39.965],
  ]),
  area('residential', '北港镇', 'Beigang Town', [
    [119.573, 39.966],
    [119.596, 39.968],
    [119.6, 39.979],
    [119.58, 39.98],
  ]),
  area('residential', '西河南街道', 'Xihenan Subdistrict', [
    [119.676, 39.948],
    [119.7, 39.957],
    [119.697, 39.968],
    [119.676, 39.961],
  ]),
  area('residential', '山海关城区', 'Shanhaiguan Town', [
    [119.736, 39.991],
    [119.76, 39.996],
    [119.768, 40.006],
    [119.757, 40.015],
    [119.742, 40.012],
    [119.733, 40.001],
  ]),
  area('commercial', '山海关古城', 'Shanhaiguan Old Town', [
    [119.7475, 40.0035],
    [119.7575, 40.005],
    [119.756, 40.0125],
    [119.7465, 40.011],
  ]),
  area('industrial', '山海关船厂', 'Shanhaiguan Shipyard', [
    [119.7585, 39.9625],
    [119.7685, 39.964],
    [119.767, 39.971],
    [119.757, 39.969],
  ]),
  area('residential', '南海街道', 'Nanhai Subdistrict', [
    [119.776, 39.968],
    [119.791, 39.9685],
    [119.79, 39.9785],
    [119.776, 39.979],
  ]),
  area('park', '老龙头', 'Old Dragon Head', [
    [119.792, 39.9668],
    [119.7958, 39.9655],
    [119.798, 39.9685],
    [119.793, 39.9705],
  ]),
  area('wood', '联峰山公园', 'Lianfeng Hill Park', [
    [119.453, 39.822],
    [119.466, 39.8205],
    [119.483, 39.8245],
    [119.486, 39.8305],
    [119.474, 39.833],
    [119.455, 39.8325],
  ]),
  area('wood', '海滨国家森林公园', 'Haibin Forest Park', [
    [119.524, 39.8525],
    [119.5305, 39.864],
    [119.5405, 39.8765],
    [119.5505, 39.8875],
    [119.5445, 39.8885],
    [119.5325, 39.8765],
    [119.5225, 39.8635],
    [119.5185, 39.8525],
  ]),
  area('beach', '老虎石浴场', 'Tiger Rocks Beach', [
    [119.4635, 39.8062],
    [119.478, 39.811],
    [119.486, 39.8114],
    [119.5, 39.8164],
    [119.5, 39.818],
    [119.4855, 39.8138],
    [119.477, 39.8128],
    [119.463, 39.8076],
  ]),
  area('grass', '鸽子窝公园', 'Pigeon Nest Park', [
    [119.523, 39.83],
    [119.5278, 39.8345],
    [119.5255, 39.8395],
    [119.5225, 39.8375],
  ]),
  area('farmland', null, null, [
    [119.44, 39.896],
    [119.48, 39.913],
    [119.5, 39.928],
    [119.5, 39.952],
    [119.45, 39.94],
    [119.42, 39.92],
    [119.42, 39.893],
  ]),
  area('farmland', null, null, [
    [119.455, 39.846],
    [119.478, 39.846],
    [119.484, 39.866],
    [119.498, 39.884],
    [119.516, 39.897],
    [119.51, 39.914],
    [119.477, 39.9],
    [119.455, 39.885],
  ]),
  area('farmland', null, null, [
    [119.605, 39.968],
    [119.65, 39.975],
    [119.69, 39.992],
    [119.68, 40.0],
    [119.63, 39.99],
    [119.603, 39.984],
  ]),
  area('farmland', null, null, [
    [119.772, 39.984],
    [119.83, 39.99],
    [119.84, 39.998],
    [119.84, 40.03],
    [119.785, 40.01],
  ]),
  area('wood', '燕山余脉', 'Yanshan Foothills', [
    [119.36, 40.005],
    [119.42, 40.004],
    [119.47, 40.012],
    [119.53, 40.008],
    [119.58, 40.007],
    [119.63, 40.012],
    [119.68, 40.021],
    [119.73, 40.023],
    [119.78, 40.034],
    [119.84, 40.052],
    [119.9, 40.08],
    [119.36, 40.09],
  ]),
];
