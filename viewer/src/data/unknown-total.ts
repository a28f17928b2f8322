/** Fields that only conduits, only nodes, only cameras, only cells or only buildings are asked for. */
const ASKED_OF: Readonly<Record<string, string>> = {
  section: 'conduit',
  wallMm: 'conduit',
  invertM: 'conduit',
  outerTopM: 'conduit',
  statedLengthM: 'conduit',
  slope: 'conduit',
  coverLevelM: 'node',
  sumpLevelM: 'node',
  shaftDiameterMm: 'node',
  headingDeg: 'camera',
  fieldOfViewDeg: 'camera',
  rangeM: 'camera',
  manager: 'gridCell',
  reportTime: 'case',
  department: 'case',
  channel: 'case',
  result: 'case',
  gridLevel: 'gridCell',
  buildingHeightM: 'building',
  buildingHeightAndStoreys: 'building',
  buildingUse: 'building',
  roadClass: 'road',
  roadWidthM: 'road',
  landUse: 'landUse',
  waterKind: 'water',
  placeRank: 'place',
  furnitureHeightM: 'furniture',
};

/** Of how many things a field was asked; `null` where features of several kinds have it. */
export function unknownTotal(field: string, features: Readonly<Record<string, number>>): number | null {
  const kind = ASKED_OF[field];
  return kind === undefined ? null : (features[kind] ?? null);
}
