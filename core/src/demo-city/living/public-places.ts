import { interiorPoint } from '../../geometry/interior-point.ts';
import type { CityPoint } from '../../model/city-point.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { Block, DistrictPlan } from '../plan/district-plan.ts';
import { ringArea, ringCentre } from '../plan/ring-geometry.ts';
import { cityPoint } from './city-point-maker.ts';
import type { ManagementGrid } from './management-grid.ts';

/** Effective area of an emergency shelter for one person, m2 (GB 51143-2015: 1 to 2), and the share of open land it is. */
const SHELTER_M2_A_HEAD = 2;
const OPEN_SHARE = 0.4;
/** A community health station in every so many residential blocks. */
const STATION_STEP = 12;

/** Schools, hospitals, health stations and emergency shelters of the detailed district. */
export function publicPlaces(
  { blocks }: DistrictPlan,
  grid: ManagementGrid,
  groundLevelM: (at: PlanPoint) => number,
): readonly CityPoint[] {
  const out: CityPoint[] = [];
  const add = (block: Block, prefix: string, category: string, zh: string, en: string, raw: Record<string, string>) => {
    const at = interiorPoint([Float64Array.from(block.ring.flat())]) ?? ringCentre(block.ring);
    const sourceId = `${prefix}-${block.id}`;
    const owner =
      category === '学校' ? '教育局(模拟)' : category === '应急避难场所' ? '应急管理局(模拟)' : '卫生健康委员会(模拟)';
    const facts = {
      kind: 'other',
      sourceId,
      name: { zh, en },
      at,
      groundLevelM: groundLevelM(at),
      category,
      owner,
    } as const;
    const point = cityPoint(grid, { ...facts, raw: { 地块编号: block.id, ...raw } });
    if (point !== null) out.push(point);
  };
  let residential = 0;
  for (const block of blocks) {
    const { kind, zh, en } = block;
    const areaM2 = ringArea(block.ring);
    if (zh !== null && en !== null && kind === 'school')
      add(block, 'XX', '学校', zh, en, { 学生数: String(Math.round(areaM2 / 24)) });
    if (zh !== null && en !== null && kind === 'hospital')
      add(block, 'YY', '医疗机构', zh, en, { 床位数: String(Math.round(areaM2 / 90)) });
    if (zh !== null && en !== null && (kind === 'park' || kind === 'square' || kind === 'school')) {
      const capacity = Math.round((areaM2 * OPEN_SHARE) / SHELTER_M2_A_HEAD / 10) * 10;
      add(block, 'BN', '应急避难场所', `${zh}应急避难场所`, `Emergency shelter, ${en}`, {
        可容纳人数: String(capacity),
      });
    }
    if (zh !== null && en !== null && kind === 'residential' && residential++ % STATION_STEP === 0) {
      add(block, 'WS', '医疗机构', `${zh}社区卫生服务站`, `Health station, ${en}`, {});
    }
  }
  return out;
}
