import type { SectionShape } from '../../model/section-shape.ts';
import type { Utility } from '../../model/utility.ts';
import type { LaidConduit, LaidNode } from '../network/laid.ts';

/** Said in every row, so that none can be mistaken for a surveyed one. */
export const SYNTHETIC = '模拟 synthetic';

/** Utilities as survey tables name them (管线类别). */
export const UTILITY_ZH: Readonly<Record<Utility, string>> = {
  water: '给水',
  reclaimed: '中水',
  sewage: '污水',
  storm: '雨水',
  combined: '雨污合流',
  gas: '燃气',
  heat: '热力',
  power: '电力',
  telecom: '通信',
  industrial: '工业',
  other: '其他',
  unknown: '',
};

/** Shapes of sections; that of a duct bank follows from its size. */
export const SHAPE_ZH: Readonly<Record<SectionShape, string>> = {
  circular: '圆形',
  rectangular: '矩形',
  arch: '拱形',
  egg: '卵形',
  elliptical: '椭圆形',
  trapezoidal: '梯形',
  triangular: '三角形',
  parabolic: '',
  envelope: '',
  unknown: '',
};

/**
 * Class and number of subclass in the eight-digit feature codes of CJJ 61-2017 (appendix B); what it has no number for
 * gets no code.
 */
const CODE_HEADS: Readonly<Record<string, string>> = {
  JS: '5104',
  ZS: '5103',
  YS: '5201',
  WS: '5202',
  HS: '5203',
  MQ: '5301',
  YH: '5302',
  TR: '5303',
  RS: '5401',
  ZQ: '5402',
  GD: '5501',
  LD: '5502',
  XH: '5503',
  DH: '5601',
  DS: '5602',
  XX: '5603',
  ZH: '5801',
};

/** Serial numbers by the feature's or appurtenance's name, 01 for any other. */
const SERIALS: Readonly<Record<string, string>> = {
  检查井: '01',
  阀门: '02',
  消防栓: '03',
  人孔: '04',
  手孔: '05',
  雨水篦: '06',
  弯头: '02',
  三通: '03',
  四通: '04',
  变径: '05',
  预留口: '06',
  入户: '07',
};

/** The feature code of a point (`52012201`): 5, class, subclass, 2 for a point, 1 feature or 2 appurtenance, serial. */
export function pointCode({ subclass, feature, appurtenance }: LaidNode): string {
  const head = CODE_HEADS[subclass];
  if (head === undefined) return '';
  const serial = SERIALS[appurtenance ?? feature ?? ''] ?? '01';
  return `${head}2${appurtenance === null ? '1' : '2'}${serial}`;
}

/** The feature code of a line. */
export function lineCode({ subclass }: LaidConduit): string {
  const head = CODE_HEADS[subclass];
  return head === undefined ? '' : `${head}1001`;
}

/** Bands of gas pressure by their upper bounds, MPa (GB 50028): a design pressure belongs to the first that holds it. */
const GAS_BANDS = [
  [0.01, '低压'],
  [0.2, '中压B'],
  [0.4, '中压A'],
  [0.8, '次高压B'],
  [1.6, '次高压A'],
  [2.5, '高压B'],
  [4, '高压A'],
] as const;

/** `中压A(0.4MPa)` for gas, `0.4` for water; empty where it is not known. */
export function pressureCell({ utility, pressureMpa }: Pick<LaidConduit, 'utility' | 'pressureMpa'>): string {
  if (pressureMpa === null) return '';
  if (utility !== 'gas') return String(pressureMpa);
  const band = GAS_BANDS.find(([upToMpa]) => pressureMpa <= upToMpa);
  return `${band?.[1] ?? '高压'}(${pressureMpa}MPa)`;
}
