import type { BilingualName } from '../../../model/map-feature.ts';

/** A kind of device that reports: what it measures and how often. */
export interface DeviceKind extends BilingualName {
  readonly zh: string;
  readonly en: string;
  /** Letters its numbers begin with. */
  readonly prefix: string;
  /** Quantity and unit of its readings; for a cover the tilt. */
  readonly quantity: string;
  readonly unit: string;
  readonly periodS: number;
  readonly owner: string;
}

function of(
  prefix: string,
  zh: string,
  en: string,
  quantity: string,
  unit: string,
  periodS: number,
  owner: string,
): DeviceKind {
  return { prefix, zh, en, quantity, unit, periodS, owner };
}

const DRAINS = '排水公司(模拟)';
const WATER = '供水公司(模拟)';
const HEAT = '热力公司(模拟)';
const GAS = '燃气公司(模拟)';
const ECOLOGY = '生态环境局(模拟)';
const TRAFFIC = '公安交警支队(模拟)';

/** Devices of the detailed district. Periods are those that such devices are usually set to. */
export const DEVICE_KINDS = {
  smartCover: of('ZNJG', '智能井盖', 'Smart cover', 'tilt', 'deg', 3600, '市政设施管理处(模拟)'),
  roadWater: of('JSJC', '道路积水监测仪', 'Road water gauge', 'waterDepth', 'mm', 300, DRAINS),
  drainLevel: of('YWJC', '管网液位计', 'Drain level gauge', 'fillDepth', 'm', 600, DRAINS),
  waterPressure: of('SYJC', '供水压力计', 'Water pressure meter', 'pressure', 'MPa', 300, WATER),
  waterFlow: of('SLJC', '供水流量计', 'Water flow meter', 'flow', 'm3/h', 300, WATER),
  gasPressure: of('QYJC', '燃气压力计', 'Gas pressure meter', 'pressure', 'kPa', 300, GAS),
  gasDetector: of('KRQT', '可燃气体监测仪', 'Gas detector', 'lowerExplosiveLimit', '%LEL', 600, GAS),
  heatFlow: of('RLJC', '热力流量计', 'Heat meter', 'supplyTemperature', 'degC', 600, HEAT),
  air: of('KQJC', '空气质量监测站', 'Air quality station', 'pm25', 'ug/m3', 3600, ECOLOGY),
  noise: of('ZSJC', '噪声监测站', 'Noise station', 'soundLevel', 'dB', 60, ECOLOGY),
  rain: of('YLJC', '雨量站', 'Rain gauge', 'rainRate', 'mm/h', 300, '气象局(模拟)'),
  roadFlow: of('JTLL', '道路流量检测器', 'Road flow detector', 'flow', 'veh/h', 60, TRAFFIC),
} as const satisfies Readonly<Record<string, DeviceKind>>;

export type DeviceKindName = keyof typeof DEVICE_KINDS;
