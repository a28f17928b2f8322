import type { CityPoint } from '../../model/city-point.ts';
import { seededRandom } from '../../random/seeded-random.ts';
import type { LaidNetwork } from '../network/laid.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import { measuredLine } from '../plan/measured-line.ts';
import { cityPoint } from './city-point-maker.ts';
import { DEVICE_KINDS, type DeviceKindName } from './devices/device-kinds.ts';
import { lowSpots } from './devices/low-spots.ts';
import { networkDevices } from './devices/network-devices.ts';
import type { ManagementGrid } from './management-grid.ts';
import { junctionsWithSignals, type SignalJunction } from './signal-junctions.ts';

const LOW_SPOTS = { count: 60, apartM: 160 } as const;

/** Stations by hand: kind and place in plan. */
const STATIONS: readonly (readonly [kind: DeviceKindName, at: PlanPoint, zh: string, en: string])[] = [
  ['air', [1310, 1530], '人民公园', "People's Park"],
  ['air', [2560, 1700], '东港', 'Donggang'],
  ['air', [420, 1500], '西港', 'Xigang'],
  ['air', [1500, 2700], '北环', 'Beihuan'],
  ['noise', [1400, 1010], '文化广场', 'Wenhua Square'],
  ['noise', [2170, 1950], '站前广场', 'Station Square'],
  ['noise', [930, 1080], '人民医院', "People's Hospital"],
  ['noise', [1640, 660], '四季市场', 'Siji Market'],
  ['noise', [2450, 600], '港区东门', 'Port Gate'],
  ['noise', [950, 2420], '燕山中学', 'Yanshan Middle School'],
  ['rain', [1400, 300], '海滨', 'Haibin'],
  ['rain', [2300, 2500], '东北', 'North East'],
  ['rain', [300, 2300], '栖云山', 'Qiyun Hill'],
];

/** A device that reports, with what the simulator makes its readings by. */
export interface LivingDevice {
  readonly kind: DeviceKindName;
  readonly point: CityPoint;
}

/** Smart covers, gauges, meters, detectors, stations and road detectors of the detailed district. */
export function devices(
  plan: DistrictPlan,
  grid: ManagementGrid,
  network: LaidNetwork,
  groundLevelM: (at: PlanPoint) => number,
  seed: number,
): readonly LivingDevice[] {
  const counts = new Map<DeviceKindName, number>();
  const out: LivingDevice[] = [];
  const add = (
    kind: DeviceKindName,
    at: PlanPoint,
    level: number,
    place: { readonly zh: string; readonly en: string },
    raw: Readonly<Record<string, string>>,
    heightM?: number,
  ): void => {
    const { prefix, zh, en, quantity, unit, owner } = DEVICE_KINDS[kind];
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const point = cityPoint(grid, {
      kind: 'sensor',
      sourceId: `${prefix}-${String(count).padStart(4, '0')}`,
      name: { zh: `${place.zh}${zh}`, en: `${en}, ${place.en}` },
      at,
      groundLevelM: level,
      category: zh,
      owner,
      raw: { ...raw, 监测项: quantity, 单位: unit },
      ...(heightM === undefined ? {} : { heightM }),
    });
    if (point !== null) out.push({ kind, point });
  };
  const streetEn = new Map(plan.network.streets.map(({ zh, en }) => [zh, en]));
  for (const { kind, node } of networkDevices(network, seededRandom(seed ^ 0xde71))) {
    const place = { zh: node.streetZh, en: streetEn.get(node.streetZh) ?? node.streetZh };
    add(kind, node.at, node.groundLevelM, place, { 物探点号: node.id });
  }
  for (const { at, street, groundLevelM: level, belowM } of lowSpots(
    plan,
    groundLevelM,
    LOW_SPOTS.count,
    LOW_SPOTS.apartM,
  )) {
    add('roadWater', at, level, street, { 道路编号: street.id, 低于周边: belowM.toFixed(2) }, 0.4);
  }
  for (const [kind, at, zh, en] of STATIONS) add(kind, at, groundLevelM(at), { zh, en }, {}, kind === 'air' ? 12 : 4);
  for (const { street, fromM, toM } of plan.network.edges) {
    if (street.kind !== 'arterial' && street.kind !== 'collector') continue;
    const at = measuredLine(street.centreline).at((fromM + toM) / 2, street.kerbM + 0.8);
    const raw = { 道路编号: street.id, 起点里程: fromM.toFixed(1), 终点里程: toM.toFixed(1), 道路等级: street.kind };
    add('roadFlow', at, groundLevelM(at), street, raw, 6);
  }
  return out;
}

/** A set of traffic signals with what it steers. */
export interface LivingSignal {
  readonly junction: SignalJunction;
  readonly point: CityPoint;
}

/** Traffic signals at junctions, one point each. */
export function signals(
  plan: DistrictPlan,
  grid: ManagementGrid,
  groundLevelM: (at: PlanPoint) => number,
): readonly LivingSignal[] {
  return junctionsWithSignals(plan).flatMap((junction): LivingSignal[] => {
    const [first, second] = junction.streets;
    const at = junction.corners[0] ?? junction.vertex.at;
    const point = cityPoint(grid, {
      kind: 'signal',
      sourceId: junction.id,
      name: { zh: `${first.zh}与${second.zh}信号机`, en: `Signals ${first.en} / ${second.en}` },
      at,
      groundLevelM: groundLevelM(at),
      heightM: 6,
      category: '交通信号控制机',
      owner: '公安交警支队(模拟)',
      raw: { 道路一: first.id, 道路二: second.id },
    });
    return point === null ? [] : [{ junction, point }];
  });
}
