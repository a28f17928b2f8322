import type { Allowance, CaseCategory } from '../protocol/live/case-rule.ts';
import { hours, workdays, workingHours } from './allowances.ts';

type Minor = readonly [digits: string, zh: string, en: string, handle: Allowance, department: string];

function ofMajor(digits: string, zh: string, en: string, minors: readonly Minor[]): readonly CaseCategory[] {
  return minors.map(([minor, titleZh, titleEn, handle, department]) => ({
    kind: 'component',
    category: `${digits}${minor}`,
    major: { zh, en },
    title: { zh: titleZh, en: titleEn },
    handle,
    department,
  }));
}

const DRAINS = '排水管理单位';
const WATER = '供水单位';
const POWER = '供电单位';
const TELECOM = '通信运营单位';
const HEAT = '供热单位';
const GAS = '燃气单位';
const ROADS = '市政设施管理单位';
const TRAFFIC = '公安交通管理部门';
const CLEANING = '环境卫生管理单位';
const GARDENS = '园林绿化管理单位';
const URBAN = '城市管理执法部门';

/**
 * Components (部件) by major and minor class of GB/T 30428.2, from secondary pages: the numbers of minor classes and the
 * times are for a city to verify. What people may fall into is due day and night, the rest in working time.
 */
export const COMPONENT_CATEGORIES: readonly CaseCategory[] = [
  ...ofMajor('01', '公用设施', 'Public utilities', [
    ['01', '上水井盖', 'Water cover', hours(12), WATER],
    ['02', '污水井盖', 'Sewer cover', hours(12), DRAINS],
    ['03', '雨水井盖', 'Storm drain cover', hours(12), DRAINS],
    ['04', '雨水箅子', 'Gully grate', hours(12), DRAINS],
    ['05', '电力井盖', 'Power cover', hours(12), POWER],
    ['06', '路灯井盖', 'Street lighting cover', hours(12), ROADS],
    ['07', '通讯井盖', 'Telecom cover', hours(12), TELECOM],
    ['08', '电视井盖', 'Television cover', hours(12), TELECOM],
    ['09', '网络井盖', 'Data network cover', hours(12), TELECOM],
    ['10', '热力井盖', 'Heat cover', hours(12), HEAT],
    ['11', '燃气井盖', 'Gas cover', hours(6), GAS],
    ['12', '公安井盖', 'Police cover', hours(12), TRAFFIC],
    ['13', '消防设施', 'Fire hydrant', hours(24), WATER],
    ['14', '无主井盖', 'Cover without an owner', hours(12), ROADS],
    ['15', '通讯交接箱', 'Telecom cabinet', workingHours(16), TELECOM],
    ['16', '电力设施', 'Power equipment', hours(24), POWER],
    ['17', '立杆', 'Pole', workingHours(16), ROADS],
    ['18', '路灯', 'Street lamp', hours(24), ROADS],
    ['27', '中水井盖', 'Reclaimed water cover', hours(12), WATER],
    ['29', '输油(气)井盖', 'Oil or gas transmission cover', hours(6), GAS],
    ['30', '特殊井盖', 'Special cover', hours(12), ROADS],
  ]),
  ...ofMajor('02', '交通设施', 'Traffic', [
    ['01', '停车场', 'Car park', workdays(3), TRAFFIC],
    ['03', '公交站亭', 'Bus shelter', workdays(2), ROADS],
    ['05', '过街天桥', 'Footbridge', workdays(3), ROADS],
    ['06', '地下通道', 'Underpass', workdays(3), ROADS],
    ['09', '交通标志牌', 'Traffic sign', workingHours(16), TRAFFIC],
    ['10', '交通信号灯', 'Traffic signal', hours(4), TRAFFIC],
    ['11', '交通护栏', 'Traffic barrier', workingHours(16), TRAFFIC],
    ['13', '路名牌', 'Street name sign', workdays(3), ROADS],
  ]),
  ...ofMajor('03', '市容环境', 'Cleanliness', [
    ['01', '公共厕所', 'Public toilet', workingHours(8), CLEANING],
    ['02', '化粪池', 'Septic tank', hours(24), CLEANING],
    ['05', '垃圾箱', 'Litter bin', workingHours(8), CLEANING],
    ['07', '广告牌匾', 'Billboard', workdays(3), URBAN],
  ]),
  ...ofMajor('04', '园林绿化', 'Parks and gardens', [
    ['01', '古树名木', 'Protected tree', workdays(2), GARDENS],
    ['02', '行道树', 'Street tree', workingHours(16), GARDENS],
    ['05', '绿地', 'Green space', workdays(5), GARDENS],
    ['06', '城市雕塑', 'Sculpture', workdays(5), GARDENS],
    ['07', '街头坐椅', 'Bench', workdays(3), GARDENS],
  ]),
];
