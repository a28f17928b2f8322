import type { Utility } from '../../model/utility.ts';
import type { Device } from './draft.ts';

/** Something with a chamber and a cover (检查井 and its like). */
export function chamber(word: string, shaftMm: number): Device {
  return { word, isAppurtenance: true, kind: 'manhole', shaftMm, endsLine: true };
}

/** Something buried in the line. */
export function fixture(word: string): Device {
  return { word, isAppurtenance: true, kind: 'appurtenance', shaftMm: null, endsLine: false };
}

/** Something that a line leads to. */
export function terminal(word: string): Device {
  return { ...fixture(word), endsLine: true };
}

export const VALVE_CHAMBER = chamber('阀门井', 1200);
export const VALVE = fixture('阀门');
export const REGULATOR = fixture('调压箱');
export const REGULATOR_STATION = fixture('调压站');
export const COMPENSATOR = fixture('补偿器');
export const AIR_VALVE_CHAMBER = chamber('排气阀井', 1000);
export const WASHOUT_CHAMBER = chamber('排泥井', 1000);
export const HYDRANT = terminal('消防栓');
export const PERSON_HOLE = chamber('人孔', 1200);
export const HAND_HOLE = chamber('手孔', 600);
export const CABLE_CHAMBER = chamber('电缆井', 1200);
export const SMALL_CABLE_CHAMBER = chamber('接线井', 600);
export const LAMP = terminal('路灯');
export const TUNNEL_VENT: Device = { ...terminal('通风井'), shaftMm: 1200 };
export const TUNNEL_ACCESS: Device = { ...terminal('投料口'), shaftMm: 1500 };
export const HEAT_STATION = terminal('换热站');
export const METER = fixture('水表');
export const TEST_POST = fixture('阴极测试桩');
/** A chamber from which branches leave above or below the main; its cover is buried. */
export const HEAT_CHAMBER: Device = { ...chamber('热力井', 0), shaftMm: null };
export const SUBSTATION = terminal('配电房');
/** Where a line enters a building; others may leave from there. */
export const ENTRY: Device = { word: '入户', isAppurtenance: false, kind: 'fitting', shaftMm: null, endsLine: true };

const CHAMBER_WORDS: Readonly<Partial<Record<Utility, string>>> = {
  water: '给水井',
  gas: '燃气井',
  heat: '热力井',
  power: '电力井',
  telecom: '通信井',
};

/** A chamber under the paving in which lines meet at different levels; nobody has measured its shaft. */
export function buriedChamber(utility: Utility): Device {
  return { ...chamber(CHAMBER_WORDS[utility] ?? '检修井', 0), shaftMm: null };
}
