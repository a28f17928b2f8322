import type { CityPoint } from '../../model/city-point.ts';
import { planPointAt } from '../place/demo-frame.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import { shoreYM } from '../place/shore.ts';
import { cityPoint } from './city-point-maker.ts';
import type { ManagementGrid } from './management-grid.ts';

/** A sight that visitors come for. */
export interface ScenicArea {
  /** `JQ01`. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly at: PlanPoint;
  /** How far its cameras stand from its middle, metres. */
  readonly reachM: number;
  /** Grade of GB/T 17775: 3 to 5 A. */
  readonly grade: string;
  /** Most visitors at one time (瞬时最大承载量), as made up for the model. */
  readonly capacity: number;
  readonly cameras: number;
}

type Row = readonly [
  zh: string,
  en: string,
  at: PlanPoint,
  reachM: number,
  grade: string,
  capacity: number,
  cameras: number,
];

const ROWS: readonly Row[] = [
  ['老龙头', 'Laolongtou (Old Dragon Head)', planPointAt(119.7945, 39.9682), 130, 'AAAAA', 12_000, 42],
  ['天下第一关', 'First Pass under Heaven', planPointAt(119.7545, 40.0082), 220, 'AAAAA', 15_000, 48],
  ['角山', 'Jiao Mountain Great Wall', planPointAt(119.735, 40.0285), 220, 'AAAA', 6000, 24],
  ['孟姜女庙', 'Mengjiangnü Temple', planPointAt(119.8185, 40.011), 110, 'AAAA', 4000, 18],
  ['燕塞湖', 'Yansai Lake', planPointAt(119.6905, 40.0245), 140, 'AAAA', 5000, 20],
  ['求仙入海处', 'Qin Emperor Seaside Garden', [1780, shoreYM(1780) + 78], 60, 'AAAA', 7000, 28],
  ['新澳海底世界', "Xin'ao Underwater World", planPointAt(119.575, 39.915), 110, 'AAAA', 6000, 24],
  ['鸽子窝公园', "Pigeon's Nest Park", planPointAt(119.5248, 39.8348), 120, 'AAAA', 10_000, 36],
  ['老虎石海上公园', 'Tiger Rocks Sea Park', planPointAt(119.482, 39.8129), 60, 'AAA', 14_000, 40],
  ['联峰山公园', 'Lianfeng Hill Park', planPointAt(119.467, 39.8275), 320, 'AAAA', 9000, 30],
  ['野生动物园', 'Coastal Wildlife Park', planPointAt(119.533, 39.874), 240, 'AAAA', 12_000, 40],
];

export const SCENIC_AREAS: readonly ScenicArea[] = ROWS.map(([zh, en, at, reachM, grade, capacity, cameras], i) => ({
  id: `JQ${String(i + 1).padStart(2, '0')}`,
  zh,
  en,
  at,
  reachM,
  grade,
  capacity,
  cameras,
}));

/** The sights as points of the city, with their capacity in the record. */
export function scenicPoints(grid: ManagementGrid, groundLevelM: (at: PlanPoint) => number): readonly CityPoint[] {
  return SCENIC_AREAS.flatMap(({ id, zh, en, at, grade, capacity, reachM }) => {
    const point = cityPoint(grid, {
      kind: 'other',
      sourceId: id,
      name: { zh, en },
      at,
      groundLevelM: groundLevelM(at),
      category: '景区',
      rangeM: reachM,
      owner: '文化和旅游局(模拟)',
      raw: { 等级: grade, 最大承载量: String(capacity) },
    });
    return point === null ? [] : [point];
  });
}
