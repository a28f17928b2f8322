import type { Allowance, CaseCategory } from '../protocol/live/case-rule.ts';
import { hours, workdays, workingHours } from './allowances.ts';

type Minor = readonly [digits: string, zh: string, en: string, handle: Allowance, department: string];

function ofMajor(digits: string, zh: string, en: string, minors: readonly Minor[]): readonly CaseCategory[] {
  return minors.map(([minor, titleZh, titleEn, handle, department]) => ({
    kind: 'event',
    category: `${digits}${minor}`,
    major: { zh, en },
    title: { zh: titleZh, en: titleEn },
    handle,
    department,
  }));
}

const URBAN = '城市管理执法部门';
const CLEANING = '环境卫生管理单位';
const GARDENS = '园林绿化管理单位';
const ROADS = '市政设施管理单位';
const DRAINS = '排水管理单位';
const WATER = '供水单位';
const GAS = '燃气单位';
const HEAT = '供热单位';
const TRAFFIC = '公安交通管理部门';
const HOUSING = '住房和城乡建设部门';

/**
 * Events (事件) by major and minor class of GB/T 30428.3, from secondary pages: the numbers of minor classes and the times
 * are for a city to verify. Danger and what obstructs a street now is due day and night, the rest in working time.
 */
export const EVENT_CATEGORIES: readonly CaseCategory[] = [
  ...ofMajor('01', '市容环境', 'Cleanliness', [
    ['01', '私搭乱建', 'Illegal building', workdays(7), URBAN],
    ['02', '暴露垃圾', 'Exposed rubbish', workingHours(4), CLEANING],
    ['03', '积存垃圾渣土', 'Heaped rubbish and soil', workingHours(16), CLEANING],
    ['04', '道路不洁', 'Dirty road', workingHours(4), CLEANING],
    ['05', '水域不洁', 'Dirty water', workingHours(16), CLEANING],
    ['06', '绿地脏乱', 'Untidy green space', workingHours(8), GARDENS],
    ['07', '废弃车辆', 'Abandoned vehicle', workdays(5), URBAN],
    ['08', '废弃家具设备', 'Abandoned furniture', workingHours(8), CLEANING],
    ['10', '道路破损', 'Damaged road', workdays(3), ROADS],
    ['11', '河堤破损', 'Damaged embankment', workdays(3), DRAINS],
    ['15', '焚烧垃圾、树叶', 'Burning of rubbish or leaves', hours(2), URBAN],
    ['18', '油烟污染', 'Cooking fumes', workdays(3), URBAN],
    ['21', '裸露土地', 'Bare ground', workdays(5), GARDENS],
  ]),
  ...ofMajor('02', '宣传广告', 'Advertising', [
    ['01', '非法小广告', 'Illegal bills', workingHours(8), URBAN],
    ['02', '违章张贴悬挂广告牌匾', 'Banner or sign put up without leave', workingHours(16), URBAN],
    ['03', '占道广告牌', 'Sign that obstructs the pavement', workingHours(4), URBAN],
    ['04', '街头散发广告', 'Leaflets handed out', workingHours(2), URBAN],
  ]),
  ...ofMajor('03', '施工管理', 'Building sites', [
    ['01', '施工扰民', 'Noise of works', hours(4), HOUSING],
    ['02', '工地扬尘', 'Dust of works', hours(4), HOUSING],
    ['03', '道路遗撒', 'Load spilt on the road', hours(2), CLEANING],
    ['04', '施工废弃料', 'Building rubble left', workingHours(16), HOUSING],
    ['06', '无证掘路', 'Road dug up without a permit', hours(4), ROADS],
  ]),
  ...ofMajor('04', '突发事件', 'Emergencies', [
    ['01', '路面塌陷', 'Road collapse', hours(24), ROADS],
    ['02', '自来水管破裂', 'Burst water main', hours(12), WATER],
    ['03', '燃气管道破裂', 'Burst gas main', hours(2), GAS],
    ['04', '下水道堵塞或破损', 'Blocked or broken sewer', hours(12), DRAINS],
    ['05', '热力管道破裂', 'Burst heat main', hours(12), HEAT],
    ['06', '道路积水', 'Water on the road', hours(4), DRAINS],
    ['07', '道路积雪结冰', 'Snow or ice on the road', hours(4), CLEANING],
  ]),
  ...ofMajor('05', '街面秩序', 'Street order', [
    ['01', '无照经营游商', 'Hawker without a licence', hours(2), URBAN],
    ['03', '占道废品收购', 'Scrap dealing on the pavement', workingHours(4), URBAN],
    ['04', '店外经营', 'Shop that spreads onto the pavement', hours(2), URBAN],
    ['05', '机动车乱停放', 'Vehicle parked wrongly', hours(2), TRAFFIC],
    ['06', '非机动车乱停放', 'Bicycle parked wrongly', hours(4), URBAN],
    ['07', '乱堆物堆料', 'Goods or materials heaped up', workingHours(8), URBAN],
    ['09', '露天烧烤', 'Open-air barbecue', hours(2), URBAN],
    ['10', '沿街晾挂', 'Washing hung over the street', workingHours(4), URBAN],
  ]),
];
