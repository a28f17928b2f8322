import { type SensorKind, sensorKindSchema } from '../protocol/live/sensor-kind.ts';

type Quantity = readonly [
  name: string,
  en: string,
  zh: string,
  unit: string,
  from: number,
  to: number,
  otherUnits?: Readonly<Record<string, number>>,
];

interface KindRow {
  readonly en: string;
  readonly zh: string;
  readonly prefixes?: readonly string[];
  /** Other names of it in tables, beside `zh`. */
  readonly alsoZh?: readonly string[];
  readonly event?: SensorKind['event'];
  readonly heartbeatS: number | null;
  readonly quantities: readonly Quantity[];
}

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

/**
 * The kinds of devices that a city reports with. A plausible range is what such an instrument can show, wide enough to hold
 * every disaster; a heartbeat is twice the period that such devices are usually set to.
 */
const KINDS: Readonly<Record<string, KindRow>> = {
  // Covers report when they move: silence is normal.
  smartCover: {
    en: 'Smart cover',
    zh: '智能井盖',
    prefixes: ['ZNJG'],
    alsoZh: ['井盖监测终端', '井盖位移监测'],
    event: 'cover',
    heartbeatS: null,
    quantities: [['tilt', 'Tilt', '倾角', 'deg', 0, 180, { '°': 1 }]],
  },
  roadWater: {
    en: 'Road water gauge',
    zh: '道路积水监测仪',
    prefixes: ['JSJC'],
    alsoZh: ['积水监测', '电子水尺'],
    heartbeatS: 600,
    quantities: [['waterDepth', 'Water on the road', '积水深度', 'mm', 0, 10_000, { cm: 10, m: 1000 }]],
  },
  drainLevel: {
    en: 'Drain level gauge',
    zh: '管网液位计',
    prefixes: ['YWJC'],
    alsoZh: ['液位计', '窨井液位监测'],
    heartbeatS: 1200,
    quantities: [['fillDepth', 'Depth of water in the drain', '充水深度', 'm', 0, 40, { cm: 0.01, mm: 0.001 }]],
  },
  waterPressure: {
    en: 'Water pressure meter',
    zh: '供水压力计',
    prefixes: ['SYJC'],
    heartbeatS: 600,
    quantities: [['pressure', 'Pressure', '压力', 'MPa', -0.1, 4, { kPa: 0.001, bar: 0.1 }]],
  },
  waterFlow: {
    en: 'Water flow meter',
    zh: '供水流量计',
    prefixes: ['SLJC'],
    heartbeatS: 600,
    quantities: [['flow', 'Flow', '流量', 'm3/h', -100_000, 100_000, { 'L/s': 3.6, 'm³/h': 1 }]],
  },
  gasPressure: {
    en: 'Gas pressure meter',
    zh: '燃气压力计',
    prefixes: ['QYJC'],
    heartbeatS: 600,
    quantities: [['pressure', 'Pressure', '压力', 'kPa', -100, 4000, { MPa: 1000, Pa: 0.001, mbar: 0.1 }]],
  },
  gasDetector: {
    en: 'Gas detector',
    zh: '可燃气体监测仪',
    prefixes: ['KRQT'],
    alsoZh: ['可燃气体探测器', '甲烷监测仪'],
    heartbeatS: 1200,
    quantities: [
      ['lowerExplosiveLimit', 'Of the lower explosive limit', '爆炸下限百分比', '%LEL', -2, 100, { 'LEL%': 1 }],
    ],
  },
  manholeAir: {
    en: 'Manhole air monitor',
    zh: '井下有害气体监测仪',
    prefixes: ['YHQT'],
    heartbeatS: 1200,
    quantities: [
      ['hydrogenSulfide', 'Hydrogen sulfide', '硫化氢', 'mg/m3', -2, 1500, { 'mg/m³': 1 }],
      ['carbonMonoxide', 'Carbon monoxide', '一氧化碳', 'mg/m3', -5, 5000, { 'mg/m³': 1 }],
      ['oxygen', 'Oxygen', '氧气', '%', 0, 30, { '%VOL': 1, 'vol%': 1 }],
    ],
  },
  heatMeter: {
    en: 'Heat meter',
    zh: '热力流量计',
    prefixes: ['RLJC'],
    heartbeatS: 1200,
    quantities: [
      ['supplyTemperature', 'Supply temperature', '供水温度', 'degC', -20, 200, { '℃': 1, '°C': 1 }],
      ['returnTemperature', 'Return temperature', '回水温度', 'degC', -20, 200, { '℃': 1, '°C': 1 }],
      ['flow', 'Flow', '流量', 'm3/h', -100_000, 100_000, { 'm³/h': 1 }],
    ],
  },
  air: {
    en: 'Air quality station',
    zh: '空气质量监测站',
    prefixes: ['KQJC'],
    heartbeatS: 2 * HOUR_S,
    quantities: [
      ['pm25', 'PM2.5', 'PM2.5', 'ug/m3', 0, 2000, { 'μg/m³': 1, 'µg/m³': 1 }],
      ['pm10', 'PM10', 'PM10', 'ug/m3', 0, 5000, { 'μg/m³': 1, 'µg/m³': 1 }],
    ],
  },
  noise: {
    en: 'Noise station',
    zh: '噪声监测站',
    prefixes: ['ZSJC'],
    heartbeatS: 300,
    quantities: [['soundLevel', 'Sound level', '声级', 'dB', 10, 150, { 'dB(A)': 1, dBA: 1 }]],
  },
  rain: {
    en: 'Rain gauge',
    zh: '雨量站',
    prefixes: ['YLJC'],
    heartbeatS: 600,
    quantities: [['rainRate', 'Rain', '雨强', 'mm/h', 0, 500]],
  },
  weather: {
    en: 'Weather station',
    zh: '气象站',
    prefixes: ['QXZ'],
    heartbeatS: 1200,
    quantities: [
      ['airTemperature', 'Air temperature', '气温', 'degC', -60, 60, { '℃': 1, '°C': 1 }],
      ['windSpeed', 'Wind', '风速', 'm/s', 0, 90],
      ['humidity', 'Relative humidity', '相对湿度', '%', 0, 100],
    ],
  },
  roadFlow: {
    en: 'Road flow detector',
    zh: '道路流量检测器',
    prefixes: ['JTLL'],
    event: 'flow',
    heartbeatS: 300,
    quantities: [['flow', 'Vehicles an hour', '车流量', 'veh/h', 0, 50_000]],
  },
  waterMeter: {
    en: 'Water meter',
    zh: '智能水表',
    prefixes: ['ZNSB'],
    heartbeatS: 2 * DAY_S,
    quantities: [['volume', 'Volume', '累计水量', 'm3', 0, 1e12, { 'm³': 1, L: 0.001 }]],
  },
  electricityMeter: {
    en: 'Electricity meter',
    zh: '智能电表',
    prefixes: ['ZNDB'],
    heartbeatS: 2 * DAY_S,
    quantities: [['energy', 'Energy', '累计电量', 'kWh', 0, 1e12]],
  },
};

export const DEFAULT_SENSOR_KINDS: readonly SensorKind[] = Object.entries(KINDS).map(([name, row]) =>
  sensorKindSchema.parse({
    name,
    title: { en: row.en, zh: row.zh },
    event: row.event ?? 'reading',
    categories: [row.zh, ...(row.alsoZh ?? [])],
    prefixes: row.prefixes ?? [],
    heartbeatS: row.heartbeatS,
    quantities: row.quantities.map(([quantity, en, zh, unit, from, to, otherUnits = {}]) => ({
      name: quantity,
      title: { en, zh },
      unit,
      otherUnits,
      plausible: { from, to },
    })),
  }),
);
