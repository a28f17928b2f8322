import type { RoadClass } from '../../model/map-feature.ts';
import { planLonLat } from '../place/demo-frame.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';

export type LonLat = readonly [lon: number, lat: number];

/** A main road or railway outside the district, by hand, good to some 300 m. */
export interface RegionRoad {
  readonly class: RoadClass;
  readonly zh: string;
  readonly en: string;
  readonly widthM: number;
  readonly points: readonly LonLat[];
}

/** Streets of the district go on from where they leave it: a place in plan. */
function leaving(x: number, y: number): LonLat {
  const at: PlanPoint = [x, y];
  return planLonLat(at);
}

function road(kind: RoadClass, zh: string, en: string, widthM: number, points: readonly LonLat[]): RegionRoad {
  return { class: kind, zh, en, widthM, points };
}

export const REGION_ROADS: readonly RegionRoad[] = [
  road('motorway', '京哈高速', 'G1 Jingha Expressway', 26, [
    [119.4, 39.948],
    [119.46, 39.966],
    [119.52, 39.981],
    [119.58, 39.989],
    [119.64, 39.998],
    [119.69, 40.009],
    [119.73, 40.014],
    [119.77, 40.026],
    [119.86, 40.056],
  ]),
  road('trunk', '102国道', 'G102', 22, [
    [119.4, 39.9],
    [119.45, 39.921],
    [119.5, 39.939],
    [119.55, 39.955],
    [119.588, 39.96],
    [119.63, 39.966],
    [119.67, 39.977],
    [119.71, 39.991],
    [119.748, 40.0],
    [119.78, 40.012],
    [119.86, 40.043],
  ]),
  road('trunk', '北环路西段', 'Beihuan Road West', 24, [
    leaving(0, 2623),
    [119.568, 39.93],
    [119.54, 39.929],
    [119.51, 39.921],
    [119.475, 39.905],
    [119.44, 39.89],
    [119.4, 39.87],
  ]),
  road('trunk', '北环路东段', 'Beihuan Road East', 24, [
    leaving(3000, 2577),
    [119.628, 39.943],
    [119.65, 39.951],
    [119.672, 39.962],
    [119.7, 39.975],
    [119.728, 39.988],
    [119.748, 40.0],
  ]),
  road('avenue', '滨海大道', 'Coast Road', 22, [
    leaving(0, 196),
    [119.5765, 39.9095],
    [119.566, 39.906],
    [119.555, 39.8985],
    [119.543, 39.887],
    [119.5325, 39.8755],
    [119.5225, 39.8625],
    [119.5178, 39.8505],
    [119.521, 39.841],
    [119.5215, 39.83],
    [119.5205, 39.8195],
    [119.511, 39.8188],
    [119.5, 39.8188],
    [119.4855, 39.815],
    [119.465, 39.8095],
    [119.446, 39.8035],
    [119.42, 39.7925],
    [119.4, 39.783],
  ]),
  road('avenue', '河北大街西段', 'Hebei Street West', 24, [
    leaving(0, 828),
    [119.57, 39.9128],
    [119.553, 39.908],
    [119.535, 39.8985],
    [119.513, 39.8855],
    [119.496, 39.871],
    [119.486, 39.856],
    [119.4805, 39.8385],
  ]),
  road('avenue', '河北大街东段', 'Hebei Street East', 24, [
    leaving(3000, 830),
    [119.6345, 39.9285],
    [119.655, 39.9345],
    [119.68, 39.9445],
    [119.71, 39.957],
    [119.738, 39.968],
    [119.764, 39.9795],
  ]),
  road('avenue', '燕山大街西段', 'Yanshan Street West', 22, [
    leaving(0, 1672),
    [119.568, 39.921],
    [119.548, 39.9185],
    [119.528, 39.914],
  ]),
  road('avenue', '燕山大街东段', 'Yanshan Street East', 22, [
    leaving(3000, 1674),
    [119.632, 39.936],
    [119.648, 39.9415],
    [119.66, 39.948],
  ]),
  road('street', '建设大街东段', 'Jianshe Street East', 18, [
    leaving(3000, 1222),
    [119.633, 39.9325],
    [119.648, 39.937],
  ]),
  road('avenue', '红旗路北段', 'Hongqi Road North', 22, [leaving(1187, 3000), [119.5895, 39.946], [119.5875, 39.96]]),
  road('avenue', '文化路北段', 'Wenhua Road North', 22, [leaving(1555, 3000), [119.5935, 39.948], [119.5925, 39.9525]]),
  road('avenue', '海阳路北段', 'Haiyang Road North', 22, [
    leaving(2290, 3000),
    [119.602, 39.948],
    [119.6005, 39.963],
    [119.597, 39.978],
    [119.592, 39.99],
  ]),
  road('street', '东港路北段', 'Donggang Road North', 18, [leaving(2822, 3000), [119.6075, 39.953], [119.606, 39.963]]),
  road('avenue', '联峰路', 'Lianfeng Road', 20, [
    [119.425, 39.82],
    [119.445, 39.832],
    [119.465, 39.8385],
    [119.4805, 39.8385],
    [119.5, 39.8375],
    [119.5195, 39.838],
  ]),
  road('street', '海宁路', 'Haining Road', 14, [
    [119.4855, 39.815],
    [119.4875, 39.8265],
    [119.4805, 39.8385],
  ]),
  road('street', '红石路', 'Hongshi Road', 14, [
    [119.5, 39.8188],
    [119.5015, 39.828],
    [119.5, 39.8375],
  ]),
  road('street', '剑秋路', 'Jianqiu Road', 14, [
    [119.455, 39.8065],
    [119.452, 39.82],
    [119.445, 39.832],
  ]),
  road('street', '北戴河站前路', 'Beidaihe Station Road', 16, [
    [119.445, 39.832],
    [119.433, 39.852],
    [119.427, 39.872],
    [119.44, 39.89],
  ]),
  road('avenue', '南海道', 'Nanhai Road', 20, [
    [119.748, 40.0],
    [119.754, 39.9905],
    [119.764, 39.9795],
    [119.78, 39.9715],
    [119.794, 39.9675],
  ]),
  road('street', '关城南路', 'Guancheng South Road', 14, [
    [119.748, 40.0],
    [119.7515, 40.0065],
    [119.7535, 40.0125],
  ]),
  road('street', '关城东路', 'Guancheng East Road', 14, [
    [119.7595, 40.003],
    [119.758, 40.0095],
    [119.7535, 40.0125],
  ]),
  road('street', '老龙头路', 'Laolongtou Road', 14, [
    [119.78, 39.9715],
    [119.788, 39.98],
    [119.78, 40.0],
    [119.78, 40.012],
  ]),
  road('rail', '京哈铁路', 'Jingha Railway', 3, [
    [119.4, 39.8665],
    [119.44, 39.8865],
    [119.48, 39.9035],
    [119.53, 39.932],
    [119.565, 39.9475],
    [119.6, 39.953],
    [119.635, 39.958],
    [119.68, 39.9735],
    [119.72, 39.9925],
    [119.752, 39.9985],
    [119.79, 40.011],
    [119.86, 40.034],
  ]),
  road('rail', '海港铁路', 'Haigang Railway', 3, [
    leaving(2445, 3000),
    [119.6045, 39.945],
    [119.602, 39.95],
    [119.595, 39.9523],
  ]),
];
