import { AREA_KINDS, type AreaKind } from '@undercroft/core/model/area';
import { CITY_POINT_KINDS, type CityPointKind } from '@undercroft/core/model/city-point';
import { LINK_KINDS, type LinkKind } from '@undercroft/core/model/link';
import { NODE_KINDS, type NodeKind } from '@undercroft/core/model/network-node';
import type { MessageKey } from './en.ts';

const KINDS: readonly (LinkKind | NodeKind | AreaKind | CityPointKind)[] = [
  ...LINK_KINDS,
  ...NODE_KINDS,
  ...AREA_KINDS,
  ...CITY_POINT_KINDS,
];

/** The message for a feature's kind; a kind this page does not know reads "unknown". */
export function kindKey(kind: string): MessageKey {
  const known = KINDS.find((each) => each === kind);
  return known === undefined ? 'panel.unknown' : `kind.${known}`;
}
