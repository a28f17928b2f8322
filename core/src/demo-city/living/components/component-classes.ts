import type { BilingualName } from '../../../model/map-feature.ts';

/** A minor class of components (部件) of GB/T 30428.2. */
export interface ComponentClass extends BilingualName {
  /** Major and minor class, four digits. */
  readonly digits: string;
  readonly zh: string;
  readonly en: string;
  readonly owner: string;
}

function of(digits: string, zh: string, en: string, owner: string): ComponentClass {
  return { digits, zh, en, owner };
}

const ROADS = '市政设施管理处(模拟)';
const DRAINS = '排水公司(模拟)';
const GARDENS = '园林绿化中心(模拟)';
const CLEANING = '环境卫生中心(模拟)';

export const COMPONENT_CLASSES = {
  water: of('0101', '上水井盖', 'Water cover', '供水公司(模拟)'),
  sewage: of('0102', '污水井盖', 'Sewer cover', DRAINS),
  storm: of('0103', '雨水井盖', 'Storm drain cover', DRAINS),
  gully: of('0104', '雨水箅子', 'Gully grate', DRAINS),
  power: of('0105', '电力井盖', 'Power cover', '供电公司(模拟)'),
  telecom: of('0107', '通讯井盖', 'Telecom cover', '通信运营单位(模拟)'),
  heat: of('0110', '热力井盖', 'Heat cover', '热力公司(模拟)'),
  gas: of('0111', '燃气井盖', 'Gas cover', '燃气公司(模拟)'),
  hydrant: of('0113', '消防设施', 'Fire hydrant', '消防救援支队(模拟)'),
  lamp: of('0118', '路灯', 'Street lamp', ROADS),
  reclaimed: of('0127', '中水井盖', 'Reclaimed water cover', '供水公司(模拟)'),
  special: of('0130', '特殊井盖', 'Special cover', ROADS),
  shelter: of('0203', '公交站亭', 'Bus shelter', '公交公司(模拟)'),
  signal: of('0210', '交通信号灯', 'Traffic signal', '公安交警支队(模拟)'),
  bin: of('0305', '垃圾箱', 'Litter bin', CLEANING),
  tree: of('0402', '行道树', 'Street tree', GARDENS),
} as const satisfies Readonly<Record<string, ComponentClass>>;

export type ComponentKind = keyof typeof COMPONENT_CLASSES;
