import type { WaterKind } from '../../model/map-feature.ts';
import { planPointAt } from '../place/demo-frame.ts';
import { SITE_SIDE_M } from '../place/demo-site.ts';
import { type PlanLine, type PlanPoint, parallelLine, smoothLine } from '../place/plan-geometry.ts';
import { regionSea } from '../place/region-coast.ts';
import { RIVER_HALF_WIDTH_M, riverLine } from '../place/shore.ts';
import type { PlanRing } from '../plan/ring-geometry.ts';
import type { LonLat } from './region-roads.ts';

export interface RegionWater {
  readonly kind: WaterKind;
  readonly zh: string;
  readonly en: string;
  readonly ring: PlanRing;
}

/** Spacing of a river's points, metres. */
const STEP_M = 120;

const LAKE: readonly LonLat[] = [
  [119.698, 40.026],
  [119.704, 40.0275],
  [119.7085, 40.0315],
  [119.716, 40.034],
  [119.713, 40.038],
  [119.707, 40.0355],
  [119.7045, 40.0425],
  [119.699, 40.045],
  [119.7, 40.0365],
  [119.6955, 40.031],
];

/** The sea, the rivers outside the district and a reservoir, in plan. */
export function regionWaters(): readonly RegionWater[] {
  return [
    { kind: 'sea', zh: '渤海', en: 'Bohai Sea', ring: regionSea() },
    river('戴河', 'Dai River', 60, [
      [119.449, 39.7985],
      [119.4465, 39.81],
      [119.4415, 39.823],
      [119.4385, 39.838],
      [119.4305, 39.852],
      [119.4215, 39.866],
      [119.4, 39.885],
    ]),
    river('新河', 'Xin River', 34, [
      [119.5235, 39.85],
      [119.513, 39.8535],
      [119.5005, 39.853],
      [119.492, 39.862],
      [119.481, 39.876],
      [119.472, 39.892],
      [119.466, 39.91],
    ]),
    { kind: 'river', zh: '汤河', en: 'Tang River', ring: upperTang() },
    river('石河', 'Shi River', 110, [
      [119.7695, 39.9605],
      [119.764, 39.9715],
      [119.7515, 39.9785],
      [119.7395, 39.9865],
      [119.7285, 39.998],
      [119.719, 40.0105],
      [119.708, 40.021],
      [119.702, 40.0275],
    ]),
    { kind: 'lake', zh: '燕塞湖', en: 'Yansai Lake', ring: LAKE.map(inPlan) },
  ];
}

/** The district's river above it: as wide where it leaves, narrower in the hills. */
function upperTang(): PlanRing {
  const from = riverLine(SITE_SIDE_M, 4400, 0);
  const further: readonly LonLat[] = [
    [119.5735, 39.963],
    [119.566, 39.978],
    [119.5545, 39.993],
    [119.549, 40.01],
    [119.54, 40.03],
    [119.534, 40.055],
  ];
  const axis = [...from, ...smoothLine([...from.slice(-2), ...further.map(inPlan)], STEP_M).slice(2)];
  return [
    ...parallelLine(axis, -RIVER_HALF_WIDTH_M, 0),
    ...parallelLine(axis, RIVER_HALF_WIDTH_M, 0).toReversed(),
  ].toReversed();
}

function river(zh: string, en: string, widthM: number, points: readonly LonLat[]): RegionWater {
  const axis: PlanLine = smoothLine(points.map(inPlan), STEP_M);
  const ring = [...parallelLine(axis, widthM / 2, 0), ...parallelLine(axis, -widthM / 2, 0).toReversed()];
  return { kind: 'river', zh, en, ring };
}

function inPlan([lon, lat]: LonLat): PlanPoint {
  return planPointAt(lon, lat);
}
