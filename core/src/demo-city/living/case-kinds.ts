import type { CaseKind } from '../../model/city-case.ts';
import type { CellCharacter } from './case-ground.ts';

/** What makes a kind of case more common: rain, floods, frost, building sites, visitors in summer. */
export type CaseDriver = 'rain' | 'flood' | 'frost' | 'works' | 'summer';

/** A kind of case of the made-up city. */
export interface CaseType {
  readonly kind: CaseKind;
  /** Major and minor class after GB/T 30428.2 (components) and GB/T 30428.3 (events); minor classes are grade c. */
  readonly category: string;
  readonly title: string;
  /** Cases of it in a thousand of the year, before drivers. */
  readonly weight: number;
  readonly driver: CaseDriver | null;
  /** Hours given to handle it. */
  readonly limitH: number;
  readonly department: string;
  /** Where it is that much more common than elsewhere. */
  readonly likes: readonly CellCharacter[];
}

const URBAN = '城市管理执法局(模拟)';
const CLEANING = '环境卫生中心(模拟)';
const GARDENS = '园林绿化中心(模拟)';
const ROADS = '市政设施管理处(模拟)';
const DRAINS = '排水公司(模拟)';
const WATER = '供水公司(模拟)';
const GAS = '燃气公司(模拟)';
const HEAT = '热力公司(模拟)';
const POWER = '供电公司(模拟)';
const TELECOM = '通信运营单位(模拟)';
const TRAFFIC = '公安交警支队(模拟)';
const HOUSING = '住房和城乡建设局(模拟)';

function event(
  category: string,
  title: string,
  weight: number,
  limitH: number,
  department: string,
  likes: readonly CellCharacter[] = [],
  driver: CaseDriver | null = null,
): CaseType {
  return { kind: 'event', category, title, weight, driver, limitH, department, likes };
}

function component(
  category: string,
  title: string,
  weight: number,
  limitH: number,
  department: string,
  driver: CaseDriver | null = null,
): CaseType {
  return { kind: 'component', category, title, weight, driver, limitH, department, likes: [] };
}

/**
 * Kinds of cases with their share. Street order and cleaning are the bulk everywhere; covers, lamps and other components
 * are an eighth; bursts and flooding are few and urgent.
 */
export const CASE_TYPES: readonly CaseType[] = [
  event('0102', '暴露垃圾', 150, 4, CLEANING, ['housing', 'oldQuarter', 'market']),
  event('0103', '积存垃圾渣土', 60, 24, CLEANING, ['oldQuarter', 'industry']),
  event('0104', '道路不洁', 70, 4, CLEANING, ['street', 'market']),
  event('0105', '水域不洁', 8, 24, CLEANING, ['green', 'port'], 'rain'),
  event('0106', '绿地脏乱', 30, 12, GARDENS, ['green', 'scenic', 'housing']),
  event('0107', '废弃车辆', 9, 72, URBAN, ['housing', 'oldQuarter']),
  event('0108', '废弃家具设备', 22, 12, CLEANING, ['housing']),
  event('0110', '道路破损', 24, 72, ROADS, ['street', 'industry'], 'frost'),
  event('0115', '焚烧垃圾、树叶', 7, 2, URBAN, ['oldQuarter']),
  event('0118', '油烟污染', 10, 24, URBAN, ['market', 'centre'], 'summer'),
  event('0121', '裸露土地', 8, 72, GARDENS, ['green', 'industry']),
  event('0201', '非法小广告', 75, 12, URBAN, ['oldQuarter', 'market', 'housing']),
  event('0202', '违章张贴悬挂广告牌匾', 28, 24, URBAN, ['centre', 'market']),
  event('0203', '占道广告牌', 30, 4, URBAN, ['centre', 'market']),
  event('0301', '施工扰民', 14, 4, HOUSING, ['housing', 'centre'], 'works'),
  event('0302', '工地扬尘', 12, 4, HOUSING, ['industry', 'centre'], 'works'),
  event('0303', '道路遗撒', 12, 2, CLEANING, ['street', 'port'], 'works'),
  event('0306', '无证掘路', 4, 4, ROADS, ['street'], 'works'),
  event('0401', '路面塌陷', 2, 24, ROADS, ['street', 'oldQuarter'], 'rain'),
  event('0402', '自来水管破裂', 4, 12, WATER, ['oldQuarter', 'housing'], 'frost'),
  event('0403', '燃气管道破裂', 0.5, 2, GAS, ['oldQuarter']),
  event('0404', '下水道堵塞或破损', 16, 12, DRAINS, ['oldQuarter', 'housing', 'market'], 'rain'),
  event('0405', '热力管道破裂', 2, 12, HEAT, ['housing'], 'frost'),
  event('0406', '道路积水', 7, 4, DRAINS, ['street'], 'flood'),
  event('0407', '道路积雪结冰', 5, 4, CLEANING, ['street'], 'frost'),
  event('0501', '无照经营游商', 88, 2, URBAN, ['market', 'beach', 'scenic', 'centre'], 'summer'),
  event('0504', '店外经营', 76, 2, URBAN, ['market', 'centre', 'oldQuarter']),
  event('0505', '机动车乱停放', 62, 2, TRAFFIC, ['centre', 'scenic', 'beach'], 'summer'),
  event('0506', '非机动车乱停放', 48, 4, URBAN, ['centre', 'market', 'scenic']),
  event('0507', '乱堆物堆料', 44, 12, URBAN, ['oldQuarter', 'housing']),
  event('0509', '露天烧烤', 10, 2, URBAN, ['market', 'beach'], 'summer'),
  component('0101', '上水井盖破损、缺失', 5, 12, WATER),
  component('0102', '污水井盖破损、缺失', 14, 12, DRAINS),
  component('0103', '雨水井盖破损、缺失', 10, 12, DRAINS, 'rain'),
  component('0104', '雨水箅子堵塞、缺失', 16, 12, DRAINS, 'rain'),
  component('0105', '电力井盖破损、缺失', 5, 12, POWER),
  component('0107', '通讯井盖破损、缺失', 12, 12, TELECOM),
  component('0110', '热力井盖破损、缺失', 4, 12, HEAT, 'frost'),
  component('0111', '燃气井盖破损、缺失', 3, 6, GAS),
  component('0113', '消防设施损坏', 2, 24, WATER),
  component('0118', '路灯不亮、损坏', 28, 24, ROADS),
  component('0402', '行道树倒伏、缺失', 8, 72, GARDENS, 'rain'),
];
