import type { NodeForm } from '@undercroft/core/model/network-node';
import type { Utility } from '@undercroft/core/model/utility';
import type { APPURTENANCE_WORDS } from './appurtenance-words.ts';

const FORMS: Readonly<Partial<Record<keyof typeof APPURTENANCE_WORDS, NodeForm>>> = {
  hydrant: 'hydrant',
  gully: 'gully',
  gasRegulator: 'cabinet',
  transformer: 'cabinet',
  powerCabinet: 'cabinet',
  crossConnectCabinet: 'cabinet',
  substation: 'station',
  heatStation: 'station',
  pumpStation: 'station',
  handHole: 'handhole',
  personHole: 'chamber',
  valveChamber: 'chamber',
  meterChamber: 'chamber',
  hydrantChamber: 'chamber',
  airValveChamber: 'chamber',
  washoutChamber: 'chamber',
  diversionManhole: 'chamber',
  cableChamber: 'chamber',
  cathodicTestPost: 'post',
  markerPost: 'post',
  pole: 'pole',
  streetLamp: 'pole',
  trafficSignal: 'pole',
  valve: 'valve',
  airValve: 'valve',
  washout: 'valve',
  checkValve: 'valve',
  reducingValve: 'valve',
  meter: 'meter',
};

const FORM_OF: ReadonlyMap<string, NodeForm> = new Map(Object.entries(FORMS));

/** Utilities whose wells (电力井, 通信井, 热力井) are walled chambers under a slab. */
const CHAMBERED: ReadonlySet<Utility> = new Set<Utility>(['power', 'telecom', 'heat']);

/** The look of an appurtenance by its canonical word; `null` where its kind says all. */
export function nodeFormOf(appurtenance: string | null, utility: Utility): NodeForm | null {
  if (appurtenance === null) return null;
  if (appurtenance === 'manhole' && CHAMBERED.has(utility)) return 'chamber';
  return FORM_OF.get(appurtenance) ?? null;
}
