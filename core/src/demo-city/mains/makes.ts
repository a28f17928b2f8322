import type { PipeMake } from '../network/pipe-make.ts';

function circular(boreMm: number, wallMm: number, nominal: string, material: string): PipeMake {
  return { shape: 'circular', measured: 'inside', widthMm: boreMm, heightMm: boreMm, wallMm, nominal, material };
}

/** Outside diameters by nominal size (GB/T 13295); the wall counts the cement lining up to the nominal bore. */
const DUCTILE_OUTER_MM = { 100: 118, 150: 170, 200: 222, 300: 326, 400: 429, 500: 532, 600: 635 } as const;

export function ductileIron(dn: keyof typeof DUCTILE_OUTER_MM): PipeMake {
  return circular(dn, (DUCTILE_OUTER_MM[dn] - dn) / 2, `DN${dn}`, '球墨铸铁');
}

/** Grey iron of the first networks (GB/T 3422). */
export function greyIron(dn: 100 | 150 | 200): PipeMake {
  return circular(dn, 10, `DN${dn}`, '灰口铸铁');
}

/** Named by the outside. Walls of SDR 17 for water mains, SDR 11 for gas and services (GB/T 13663.2, GB/T 15558.1). */
export function polyethylene(outerMm: number, wallMm: number): PipeMake {
  return circular(Math.round((outerMm - 2 * wallMm) * 10) / 10, wallMm, `De${outerMm}`, 'PE');
}

/** Outside diameters of steel pipe by nominal size (GB/T 3091), and a common wall for gas and oil. */
const STEEL_MM = { 80: [89, 4.5], 150: [159, 6], 200: [219, 6], 300: [325, 8], 400: [426, 8] } as const;

export function steel(dn: keyof typeof STEEL_MM): PipeMake {
  const [outerMm, wallMm] = STEEL_MM[dn];
  return circular(outerMm - 2 * wallMm, wallMm, `DN${dn}`, '钢');
}

/** Outside diameters of steel pipe and of its jacket (GB/T 29047): prefabricated, foamed, with a jacket of polyethylene. */
const HEAT_MM = {
  50: [60, 140],
  80: [89, 180],
  100: [108, 200],
  150: [159, 250],
  200: [219, 315],
  300: [325, 450],
  400: [426, 550],
  500: [529, 655],
} as const;

/** The wall reaches from the nominal bore to the outside of the jacket. */
export function heatPipe(dn: keyof typeof HEAT_MM): PipeMake {
  return circular(dn, (HEAT_MM[dn][1] - dn) / 2, `DN${dn}`, '钢');
}

/** A bank of ducts cast in concrete, with 25 mm between the ducts and 80 mm around them. */
export function ductBank(rows: number, columns: number, ductMm: number, material: string): PipeMake {
  const across = (count: number): number => count * ductMm + (count - 1) * 25 + 160;
  return {
    shape: 'envelope',
    measured: 'outside',
    widthMm: across(columns),
    heightMm: across(rows),
    wallMm: 0,
    nominal: `${rows}x${columns}/${ductMm}`,
    material,
  };
}

/** A cable laid in the ground; `nominal` names its cores. */
export function cable(nominal: string, outerMm: number, material: string): PipeMake {
  return {
    shape: 'circular',
    measured: 'outside',
    widthMm: outerMm,
    heightMm: outerMm,
    wallMm: 0,
    nominal,
    material,
  };
}

/** A box of reinforced concrete: a cable trench or a utility tunnel. */
export function concreteBox(widthMm: number, heightMm: number, wallMm: number): PipeMake {
  return {
    shape: 'rectangular',
    measured: 'inside',
    widthMm,
    heightMm,
    wallMm,
    nominal: `${widthMm}X${heightMm}`,
    material: '钢筋混凝土',
  };
}

/** A tray of steel for cables in a tunnel. */
export function cableTray(widthMm: number, heightMm: number): PipeMake {
  return { ...concreteBox(widthMm, heightMm, 2), material: '钢' };
}
