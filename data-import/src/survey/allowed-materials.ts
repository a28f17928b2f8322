import type { Utility } from '@undercroft/core/model/utility';

type Family = 'metal' | 'concrete' | 'plastic' | 'masonry' | 'cable' | 'optical';

/** Canonical materials (`profiles/codes/material-words.ts`) by what they are fit for. Others are fit for anything. */
const FAMILIES: Readonly<Record<string, Family>> = {
  concrete: 'concrete',
  reinforcedConcrete: 'concrete',
  asbestosCement: 'concrete',
  vitrifiedClay: 'masonry',
  masonry: 'masonry',
  brick: 'masonry',
  stone: 'masonry',
  earth: 'masonry',
  polyethylene: 'plastic',
  hdpe: 'plastic',
  pvc: 'plastic',
  polypropylene: 'plastic',
  plastic: 'plastic',
  steelCoredAluminium: 'cable',
  opticalFibre: 'optical',
};

/** Families a utility's lines are never made of (A2): no heat in plastic, no gas in brick, glass fibre for telecom alone. */
const BARRED: Readonly<Record<Utility, readonly Family[]>> = {
  water: ['masonry', 'cable', 'optical'],
  reclaimed: ['cable', 'optical'],
  sewage: ['cable', 'optical'],
  storm: ['cable', 'optical'],
  combined: ['cable', 'optical'],
  gas: ['concrete', 'masonry', 'cable', 'optical'],
  heat: ['plastic', 'masonry', 'cable', 'optical'],
  power: ['optical'],
  telecom: ['cable'],
  industrial: ['cable', 'optical'],
  other: [],
  unknown: [],
};

/** True for a material that the utility's lines may be made of; a trench of brick around a heat main is one. */
export function isAllowedMaterial(utility: Utility, material: string, embedding: string | null): boolean {
  const family = FAMILIES[material];
  if (family === undefined || !BARRED[utility].includes(family)) return true;
  const isBuilt =
    embedding === 'trench' || embedding === 'tunnel' || embedding === 'passage' || embedding === 'civilDefence';
  return isBuilt && (family === 'masonry' || family === 'concrete');
}
