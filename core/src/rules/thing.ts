/**
 * What a conduit keeps clear of besides other conduits. `rail` is a railway of which it is not known whether it is
 * electrified; `culvert` is the underside of a culvert's base; towers are the foundations of high voltage lines; a pole
 * carries lamps, telecom or lines below 10 kV.
 */
export const THINGS = [
  'building',
  'tree',
  'shrub',
  'pole',
  'towerUpTo35kv',
  'towerAbove35kv',
  'kerb',
  'tramRail',
  'rail',
  'railElectrified',
  'railPlain',
  'culvert',
] as const;

export type Thing = (typeof THINGS)[number];
