import type { PROFILE_TARGETS, ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import type { MessageKey } from '../i18n/en.ts';
import type { Say } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';

/** What a report counts many of. */
const FAMILIES: Readonly<Record<string, MessageKey>> = {
  node: 'dataCount.node',
  conduit: 'dataCount.conduit',
  camera: 'dataCount.camera',
  sensor: 'dataCount.sensor',
  hydrant: 'dataCount.hydrant',
  component: 'dataCount.component',
  building: 'dataCount.building',
  road: 'dataCount.road',
  landUse: 'dataCount.landUse',
  water: 'dataCount.water',
  place: 'dataCount.place',
  gridCell: 'dataCount.gridCell',
  case: 'dataCount.case',
};

/** What a report counts, by name. */
export function countName(kind: string, say: Say): string {
  return say(FAMILIES[kind] ?? kindKey(kind));
}

export function targetName(target: ProfileTarget, say: Say): string {
  return say(`dataTarget.${target satisfies (typeof PROFILE_TARGETS)[number]}`);
}
