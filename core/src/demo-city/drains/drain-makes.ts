import type { PipeMake } from '../network/pipe-make.ts';

function circular(boreMm: number, wallMm: number, nominal: string, material: string): PipeMake {
  return {
    shape: 'circular',
    measured: 'inside',
    widthMm: boreMm,
    heightMm: boreMm,
    wallMm,
    nominal,
    material,
  };
}

/** Class II reinforced concrete drain pipe: the wall is a tenth of the bore (GB/T 11836); plain concrete to DN500. */
function concrete(dn: number): PipeMake {
  return circular(dn, dn / 10, `DN${dn}`, dn <= 500 ? '混凝土' : '钢筋混凝土');
}

/** Concrete drains in the order of their size. */
export const CONCRETE_DRAINS: readonly PipeMake[] = [300, 400, 500, 600, 800, 1000, 1200, 1400, 1600].map(concrete);

/** Double-wall corrugated polyethylene for small drains (GB/T 19472.1, ring stiffness SN8), concrete above. */
export const PLASTIC_DRAINS: readonly PipeMake[] = [
  circular(300, 22, 'DN300', 'HDPE'),
  circular(400, 30, 'DN400', 'HDPE'),
  circular(500, 37, 'DN500', 'HDPE'),
  circular(600, 43, 'DN600', 'HDPE'),
  ...CONCRETE_DRAINS.slice(4),
];

/** Connections of houses and gullies: PVC-U DN200 by outside diameter, wall 4.9 mm (GB/T 20221, SN4). */
export const PLASTIC_CONNECTION: PipeMake = circular(190.2, 4.9, 'DN200', 'PVC-U');
/** The same before plastic: glazed clay, wall 20 mm. */
export const CLAY_CONNECTION: PipeMake = circular(200, 20, 'DN200', '陶土');
export const CONCRETE_CONNECTION: PipeMake = circular(200, 30, 'DN200', '混凝土');
/** Connections of large buildings, and of double gullies. */
export const LARGE_CONNECTION: PipeMake = circular(242.2, 6.2, 'DN250', 'PVC-U');

function box(
  shape: 'rectangular' | 'arch',
  widthMm: number,
  heightMm: number,
  wallMm: number,
  material: string,
): PipeMake {
  return { shape, measured: 'inside', widthMm, heightMm, wallMm, nominal: `${widthMm}X${heightMm}`, material };
}

/** Box culverts in the order of their size: where even the largest pipe is too small. */
export const CULVERTS: readonly PipeMake[] = [
  box('rectangular', 2000, 1500, 200, '钢筋混凝土'),
  box('rectangular', 2500, 1800, 250, '钢筋混凝土'),
  box('rectangular', 3000, 2000, 250, '钢筋混凝土'),
  box('rectangular', 4000, 2200, 300, '钢筋混凝土'),
];

/** The old arched drain of the first town. */
export const ARCH_CULVERT: PipeMake = box('arch', 1800, 1500, 300, '砖石');

/** Egg-shaped trunks keep clean at small flows; in the order of their size. */
export const EGG_TRUNKS: readonly PipeMake[] = [
  { ...box('rectangular', 1000, 1500, 150, '钢筋混凝土'), shape: 'egg' },
  { ...box('rectangular', 1200, 1800, 180, '钢筋混凝土'), shape: 'egg' },
];

/** Barrels of the siphon: steel with a lining, in the order of their size. */
export const SIPHON_BARRELS: readonly PipeMake[] = [
  circular(300, 8, 'DN300', '钢'),
  circular(400, 9, 'DN400', '钢'),
  circular(500, 9, 'DN500', '钢'),
  circular(600, 10, 'DN600', '钢'),
  circular(800, 12, 'DN800', '钢'),
];
