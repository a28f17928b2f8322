import type { Utility } from '../model/utility.ts';

/** Utilities as Chinese reports name them. */
export const UTILITY_ZH: Readonly<Record<string, string>> = {
  water: '给水',
  reclaimed: '再生水',
  sewage: '污水',
  storm: '雨水',
  combined: '雨污合流',
  gas: '燃气',
  heat: '热力',
  power: '电力',
  telecom: '通信',
  industrial: '工业',
  other: '其他',
  unknown: '不明',
} satisfies Record<Utility, string>;
