import type { z } from 'zod';
import { type AlarmRules, alarmRuleSchema } from '../protocol/live/alarm-rule.ts';
import { DEFAULT_SENSOR_KINDS } from './default-sensor-kinds.ts';

type RuleInput = z.input<typeof alarmRuleSchema>;

const MINUTE_S = 60;

const RULES: readonly RuleInput[] = [
  {
    id: 'cover-open',
    title: { en: 'Manhole cover open', zh: '井盖开启' },
    advice: {
      en: 'Send the nearest unit to guard the opening; close the lane until the cover is back.',
      zh: '立即派最近人员到现场看护警戒，复位前封闭车道。',
    },
    sensorKind: 'smartCover',
    // Makers of such covers set 10 to 15 degrees held for more than 2 s, so that a passing lorry opens nothing. The lower end.
    condition: { kind: 'cover', hysteresis: 3 },
    case: { kind: 'component', category: null },
    levels: [
      { severity: 'orange', limit: 10, holdS: 2 },
      { severity: 'red', limit: null },
    ],
  },
  {
    id: 'road-water',
    title: { en: 'Water on the road', zh: '道路积水' },
    advice: {
      en: 'Look at the nearest camera; open the gully, place pumps, close the road from 25 cm on.',
      zh: '调看附近监控；疏通雨水口、调派泵车，积水达25厘米封闭道路。',
    },
    sensorKind: 'roadWater',
    // Light, medium and heavy as makers of gauges set them: 3, 10 and 25 cm. No standard fixes them.
    condition: { kind: 'threshold', quantity: 'waterDepth', side: 'above', hysteresis: 10 },
    case: { kind: 'event', category: '0406' },
    levels: [
      { severity: 'blue', limit: 30 },
      { severity: 'yellow', limit: 100 },
      { severity: 'orange', limit: 250 },
    ],
  },
  {
    id: 'road-water-rise',
    title: { en: 'Water on the road rises fast', zh: '道路积水快速上涨' },
    advice: {
      en: 'Warn traffic before the road is under water; look for a burst main when it does not rain.',
      zh: '提前疏导交通；如无降雨，排查供水管爆裂。',
    },
    sensorKind: 'roadWater',
    // Built-in choice: from dry to medium within half an hour, at three readings of five minutes at the least.
    condition: { kind: 'rate', quantity: 'waterDepth', direction: 'rise', withinS: 30 * MINUTE_S, hysteresis: 30 },
    case: { kind: 'event', category: '0406' },
    levels: [{ severity: 'yellow', limit: 100 }],
  },
  {
    id: 'drain-full',
    title: { en: 'Drain fills up', zh: '管网液位过高' },
    advice: {
      en: 'Look downstream for a blockage or a pump at rest; expect water on the road at the low spots.',
      zh: '排查下游堵塞或泵站停运，关注低洼路段积水。',
    },
    sensorKind: 'drainLevel',
    // Built-in choice, for drains of 0.8 to 1.2 m: a city puts in the sizes of its own.
    condition: { kind: 'threshold', quantity: 'fillDepth', side: 'above', hysteresis: 0.05 },
    case: { kind: 'event', category: '0404' },
    levels: [
      { severity: 'blue', limit: 0.8, holdS: 10 * MINUTE_S },
      { severity: 'yellow', limit: 1.2 },
    ],
  },
  {
    id: 'gas-leak',
    title: { en: 'Combustible gas', zh: '可燃气体超限' },
    advice: {
      en: 'No flame, no switch, no entry. Clear the street, call the gas company and the fire service.',
      zh: '禁止明火和开关电器，严禁下井；疏散周边，通知燃气公司和消防。',
    },
    sensorKind: 'gasDetector',
    // 10 %LEL is the most at which people may enter (29 CFR 1910.146, "hazardous atmosphere"); 25 %LEL is the highest that
    // GB/T 50493-2019 lets a first alarm be set to, 50 %LEL the second.
    condition: { kind: 'threshold', quantity: 'lowerExplosiveLimit', side: 'above', hysteresis: 2 },
    case: { kind: 'event', category: '0403' },
    levels: [
      { severity: 'orange', limit: 10 },
      { severity: 'red', limit: 25 },
    ],
  },
  {
    id: 'hydrogen-sulfide',
    title: { en: 'Hydrogen sulfide in a manhole', zh: '井下硫化氢超限' },
    advice: { en: 'Nobody enters without breathing apparatus; ventilate.', zh: '未佩戴呼吸器严禁下井，强制通风。' },
    sensorKind: 'manholeAir',
    // GBZ 2.1-2019: at no time above 10 mg/m3.
    condition: { kind: 'threshold', quantity: 'hydrogenSulfide', side: 'above', hysteresis: 2 },
    levels: [{ severity: 'red', limit: 10 }],
  },
  {
    id: 'carbon-monoxide',
    title: { en: 'Carbon monoxide in a manhole', zh: '井下一氧化碳超限' },
    advice: { en: 'Nobody enters; ventilate and look for what burns.', zh: '严禁下井，强制通风并查找来源。' },
    sensorKind: 'manholeAir',
    // GBZ 2.1-2019: at most 30 mg/m3 over a quarter of an hour.
    condition: { kind: 'threshold', quantity: 'carbonMonoxide', side: 'above', hysteresis: 5 },
    levels: [{ severity: 'orange', limit: 30 }],
  },
  {
    id: 'oxygen-low',
    title: { en: 'Too little oxygen in a manhole', zh: '井下缺氧' },
    advice: { en: 'Nobody enters; ventilate.', zh: '严禁下井，强制通风。' },
    sensorKind: 'manholeAir',
    // Below 19.5 % is a hazardous atmosphere (29 CFR 1910.146).
    condition: { kind: 'threshold', quantity: 'oxygen', side: 'below', hysteresis: 0.3 },
    levels: [{ severity: 'orange', limit: 19.5 }],
  },
  {
    id: 'water-pressure-low',
    title: { en: 'Water pressure low', zh: '供水压力过低' },
    advice: {
      en: 'Look for a burst or a closed valve upstream; tell the water company.',
      zh: '排查上游爆管或误关阀门，通知供水公司。',
    },
    sensorKind: 'waterPressure',
    // CJ/T 316-2009, 6.2: no less than 14 m of water at the ends of mains.
    condition: { kind: 'threshold', quantity: 'pressure', side: 'below', hysteresis: 0.01 },
    case: { kind: 'event', category: '0402' },
    levels: [{ severity: 'orange', limit: 0.14 }],
  },
  {
    id: 'water-pressure-high',
    title: { en: 'Water pressure high', zh: '供水压力过高' },
    advice: { en: 'Look at the pumps and the pressure regulators.', zh: '检查泵站及减压阀。' },
    sensorKind: 'waterPressure',
    // Built-in choice, below the 1.0 MPa that mains of cities are commonly rated for.
    condition: { kind: 'threshold', quantity: 'pressure', side: 'above', hysteresis: 0.02 },
    levels: [{ severity: 'yellow', limit: 0.7 }],
  },
  {
    id: 'water-pressure-drop',
    title: { en: 'Water pressure falls fast', zh: '供水压力骤降' },
    advice: { en: 'A burst is likely: shut the nearest valves.', zh: '疑似爆管：关闭就近阀门。' },
    sensorKind: 'waterPressure',
    // Built-in choice: well beyond what demand takes within a quarter of an hour.
    condition: { kind: 'rate', quantity: 'pressure', direction: 'fall', withinS: 15 * MINUTE_S, hysteresis: 0.03 },
    case: { kind: 'event', category: '0402' },
    levels: [{ severity: 'orange', limit: 0.1 }],
  },
  {
    id: 'gas-pressure-low',
    title: { en: 'Gas pressure low', zh: '燃气压力过低' },
    advice: { en: 'Look for a leak; flames may go out: warn the users.', zh: '排查泄漏；可能熄火回火，提醒用户。' },
    sensorKind: 'gasPressure',
    // GB 50028-2006, 10.2.2: 0.75 to 1.5 of the rated 2.0 kPa before an appliance of natural gas.
    condition: { kind: 'threshold', quantity: 'pressure', side: 'below', hysteresis: 0.1 },
    case: { kind: 'event', category: '0403' },
    levels: [{ severity: 'orange', limit: 1.5 }],
  },
  {
    id: 'gas-pressure-high',
    title: { en: 'Gas pressure high', zh: '燃气压力过高' },
    advice: {
      en: 'The regulator fails: shut it off, send the gas company.',
      zh: '调压器失效：切断并通知燃气公司抢修。',
    },
    sensorKind: 'gasPressure',
    // As for low pressure: 1.5 x 2.0 kPa.
    condition: { kind: 'threshold', quantity: 'pressure', side: 'above', hysteresis: 0.1 },
    case: { kind: 'event', category: '0403' },
    levels: [{ severity: 'orange', limit: 3 }],
  },
  {
    id: 'rain-heavy',
    title: { en: 'Heavy rain', zh: '强降雨' },
    advice: { en: 'Man the low spots and the pumping stations.', zh: '低洼路段和泵站人员到岗值守。' },
    sensorKind: 'rain',
    // The weather service calls 20 mm in an hour short-time heavy rain, 50 mm its extreme.
    condition: { kind: 'threshold', quantity: 'rainRate', side: 'above', hysteresis: 2 },
    levels: [
      { severity: 'blue', limit: 20 },
      { severity: 'orange', limit: 50 },
    ],
    isLatching: false,
  },
  {
    id: 'noise-day',
    title: { en: 'Noise by day', zh: '昼间噪声超标' },
    advice: { en: 'Look for works or loudspeakers nearby.', zh: '排查周边施工和高音喇叭。' },
    sensorKind: 'noise',
    // GB 3096-2008, class 4a: 70 dB(A) from 6:00 to 22:00; the standard means a mean, hence a quarter of an hour.
    condition: { kind: 'threshold', quantity: 'soundLevel', side: 'above', hysteresis: 3 },
    levels: [{ severity: 'blue', limit: 70, holdS: 15 * MINUTE_S }],
    schedule: { from: '06:00', until: '22:00' },
    isLatching: false,
  },
  {
    id: 'noise-night',
    title: { en: 'Noise by night', zh: '夜间噪声超标' },
    advice: { en: 'Look for works by night without a permit.', zh: '排查无证夜间施工。' },
    sensorKind: 'noise',
    // GB 3096-2008, class 4a: 55 dB(A) from 22:00 to 6:00.
    condition: { kind: 'threshold', quantity: 'soundLevel', side: 'above', hysteresis: 3 },
    case: { kind: 'event', category: '0301' },
    levels: [{ severity: 'blue', limit: 55, holdS: 15 * MINUTE_S }],
    schedule: { from: '22:00', until: '06:00' },
    isLatching: false,
  },
  {
    id: 'air-polluted',
    title: { en: 'Air polluted', zh: '空气污染' },
    advice: { en: 'Water the roads, stop dusty works.', zh: '加强道路洒水，停止扬尘作业。' },
    sensorKind: 'air',
    // HJ 633-2012: PM2.5 of 115, 150 and 250 ug/m3 are where moderate, heavy and severe pollution begin.
    condition: { kind: 'threshold', quantity: 'pm25', side: 'above', hysteresis: 5 },
    levels: [
      { severity: 'blue', limit: 115 },
      { severity: 'yellow', limit: 150 },
      { severity: 'orange', limit: 250 },
    ],
    isLatching: false,
  },
  {
    id: 'heat-supply-cold',
    title: { en: 'Heat supply too cold', zh: '供热温度过低' },
    advice: { en: 'Look at the heat exchanger station; a leak is possible.', zh: '检查换热站，排查泄漏。' },
    sensorKind: 'heatMeter',
    // Built-in choice, for the coldest months only: what is below it warms no flat.
    condition: { kind: 'threshold', quantity: 'supplyTemperature', side: 'below', hysteresis: 2 },
    case: { kind: 'event', category: '0405' },
    levels: [{ severity: 'yellow', limit: 30, holdS: 30 * MINUTE_S }],
    schedule: { months: [12, 1, 2] },
  },
  // A device of which the life of people hangs says nothing for three heartbeats: nobody knows any more.
  silence('road-water-silent', 'roadWater', 'Road water gauge silent', '道路积水监测仪无数据', 30 * MINUTE_S),
  silence('drain-level-silent', 'drainLevel', 'Drain level gauge silent', '管网液位计无数据', 60 * MINUTE_S),
  silence('gas-detector-silent', 'gasDetector', 'Gas detector silent', '可燃气体监测仪无数据', 60 * MINUTE_S),
  silence('manhole-air-silent', 'manholeAir', 'Manhole air monitor silent', '井下气体监测仪无数据', 60 * MINUTE_S),
  silence('water-pressure-silent', 'waterPressure', 'Water pressure meter silent', '供水压力计无数据', 30 * MINUTE_S),
  silence('gas-pressure-silent', 'gasPressure', 'Gas pressure meter silent', '燃气压力计无数据', 30 * MINUTE_S),
];

function silence(id: string, sensorKind: string, en: string, zh: string, limitS: number): RuleInput {
  return {
    id,
    title: { en, zh },
    advice: {
      en: 'What it watches is unknown until it speaks again: look at its link and its battery.',
      zh: '恢复前监测状态未知：检查通信和电池。',
    },
    sensorKind,
    condition: { kind: 'silence' },
    levels: [{ severity: 'blue', limit: limitS }],
    isLatching: false,
  };
}

/** Rules that every scene has unless its own file says otherwise. Figures without a standard behind them say so. */
export const DEFAULT_ALARM_RULES: AlarmRules = {
  version: 'builtin.2026.1',
  kinds: [...DEFAULT_SENSOR_KINDS],
  rules: RULES.map((rule) => alarmRuleSchema.parse(rule)),
};
