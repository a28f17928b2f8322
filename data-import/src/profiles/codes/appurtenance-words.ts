import type { NodeKind } from '@undercroft/core/model/network-node';
import { words } from './words.ts';

/** An appurtenance (附属物), and the kind of node it makes of its point. */
export interface AppurtenanceWord {
  readonly words: readonly string[];
  readonly kind: NodeKind;
}

function manhole(...lines: readonly string[]): AppurtenanceWord {
  return { words: words(...lines), kind: 'manhole' };
}

function device(...lines: readonly string[]): AppurtenanceWord {
  return { words: words(...lines), kind: 'appurtenance' };
}

function storage(...lines: readonly string[]): AppurtenanceWord {
  return { words: words(...lines), kind: 'storage' };
}

/** Appurtenances of CJJ 61 and of older files. What has a shaft and a cover is a `manhole`. */
export const APPURTENANCE_WORDS = {
  manhole: manhole(
    '检查井, 检修井, 窨井, 雨水井, 污水井, 雨水检查井, 污水检查井, 给水井, 热力井, 燃气井, 电力井',
    '通信井, 通讯井, 电信井, 探井, 圆井, 合流井, 排水井, 暗井, manhole, chamber, MH',
    'inspection chamber',
  ),
  personHole: manhole('人孔', '人孔井', '人井', '直通型人孔', 'person hole'),
  handHole: manhole('手孔', '手孔井', '手井', 'handhole', 'hand hole', 'pull box'),
  valveChamber: manhole('阀门井', '阀井', '闸阀井', '闸井', '阀门检查井', 'valve chamber', 'valve box'),
  meterChamber: manhole('水表井', '表井', '流量计井', 'meter chamber', 'meter pit'),
  hydrantChamber: manhole('消防井', '消防栓井', '消火栓井', 'hydrant chamber'),
  airValveChamber: manhole('排气阀井', '排气井', 'air valve chamber'),
  washoutChamber: manhole('排泥井', '排污井', '排泥阀井', '放水井', 'washout chamber'),
  dropManhole: manhole('跌水井', '跌落井', 'drop manhole'),
  siltManhole: manhole('沉泥井', '沉砂井', '沉淀井', 'silt chamber'),
  overflowManhole: manhole('溢流井', '截流井', 'overflow chamber'),
  waterSealManhole: manhole('水封井', 'water seal chamber'),
  diversionManhole: manhole('倒虹井', '倒虹吸井', '连接井', '接户井', '进水井'),
  condensateChamber: manhole('凝水井', '凝水缸井', 'condensate chamber'),
  cableChamber: manhole(
    '接线井',
    '电缆井',
    '工作井',
    '分支井',
    '转角井',
    '路灯井',
    '信号井',
    '监控井',
    'cable chamber',
    'joint chamber',
  ),
  gully: device(
    '雨水篦, 雨篦, 雨箅, 雨水箅, 雨水箅子, 雨水篦子, 雨水口, 污篦, 污水篦, 收水口, 平篦, 立篦, 雨水蓖',
    'gully, catch basin, inlet grate, drain grate, storm inlet',
  ),
  valve: device('阀门', '阀', '闸阀', '蝶阀', '球阀', '阀门孔', '放水阀', 'valve', 'gate valve', 'stop valve'),
  airValve: device('排气阀', '进排气阀', '排气装置', 'air valve'),
  washout: device('排泥阀', '排污阀', 'washout', 'blow-off', 'scour valve'),
  checkValve: device('止回阀', '逆止阀', '单向阀', 'check valve', 'non-return valve'),
  reducingValve: device('减压阀', 'pressure reducing valve', 'PRV'),
  hydrant: device('消防栓', '消火栓', '地上消火栓', '地下消火栓', '室外消火栓', 'hydrant', 'fire hydrant'),
  meter: device('水表', '流量计', '燃气表', '计量表', '测流点', 'meter', 'flow meter'),
  pump: device('水泵', '泵', 'pump'),
  pumpStation: device(
    '泵站',
    '水泵房',
    '泵房',
    '加压站',
    '提升泵站',
    '污水泵站',
    '雨水泵站',
    'pumping station',
    'pump station',
  ),
  well: device('水源井', '取水井', 'well'),
  reservoir: storage('水池', '蓄水池', '清水池', '调蓄池', '水塔', '水箱', 'reservoir', 'tank', 'storage'),
  septicTank: storage('化粪池', '净化池', 'septic tank'),
  greaseTrap: storage('隔油池', '沉淀池', '污水处理池', 'grease trap'),
  treatmentPlant: device('水厂', '污水处理厂', '净水厂', 'treatment plant'),
  gasRegulator: device('调压箱', '调压站', '调压柜', '调压器', 'regulator', 'pressure regulator'),
  condensatePot: device('凝水缸', '抽水缸', '凝水器', 'condensate pot'),
  cathodicTestPost: device('阴极测试桩', '阴极保护桩', '测试桩', '阳极桩', '牺牲阳极', 'test post'),
  markerPost: device('标志桩', '标石', '标志牌', '标识桩', 'marker', 'marker post'),
  compensator: device('补偿器', '伸缩器', '波纹补偿器', '膨胀节', 'compensator', 'expansion joint'),
  fixedSupport: device('固定支架', '固定节', '支墩', '管架', '支架', 'fixed support'),
  heatStation: device('换热站', '热力站', '热交换站', '锅炉房', 'heat station'),
  transformer: device('变压器', '变电箱', '箱变', '箱式变电站', '变压箱', 'transformer'),
  substation: device('变电站', '变电所', '配电房', '配电室', '开关站', '开闭所', '环网柜', 'substation'),
  powerCabinet: device('配电箱', '配电柜', '电表箱', '控制箱', '控制柜', '接线箱', '分支箱', '电缆分支箱', 'cabinet'),
  streetLamp: device('路灯', '路灯杆', '灯杆', '地灯', '景观灯', '高杆灯', 'street light', 'street lamp'),
  trafficSignal: device('信号灯', '交通信号灯', '红绿灯', '信号灯杆', 'traffic light'),
  pole: device('电杆', '电线杆', '杆', '水泥杆', '电塔', '铁塔', '线杆', '通信杆', 'pole', 'tower', 'utility pole'),
  crossConnectCabinet: device(
    '交接箱',
    '分线箱',
    '接线盒',
    '光交箱',
    '光缆交接箱',
    '电话交接箱',
    '通信箱',
    'cross-connect cabinet',
  ),
  phoneBooth: device('电话亭', 'phone booth'),
  camera: device('监控器', '摄像头', '监控杆', '摄像机', '监控', 'camera'),
  billboard: device('广告牌', 'billboard'),
  ventShaft: device('通风井', '通风口', '通气孔', '透气井', 'vent'),
  tunnelEntrance: device('出入口', '投料口', 'entrance'),
  outfallStructure: { words: ['出水口', '排放口', '排水口', '排污口', 'outfall', 'outlet'], kind: 'outfall' },
} as const satisfies Record<string, AppurtenanceWord>;
