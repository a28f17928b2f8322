import type { SectionShape } from '../model/section-shape.ts';

/** A kind of pipe one can order: its inside, its wall and what it is made of. */
export interface PipeMake {
  readonly shape: SectionShape;
  /** Inside width and height, mm. */
  readonly widthMm: number;
  readonly heightMm: number;
  readonly wallMm: number;
  /** As a survey table names it: `DN600`, `2000X1500`. */
  readonly nominal: string;
  readonly material: string;
}

function concrete(dn: number): PipeMake {
  // Class II reinforced concrete drain pipe: the wall is a tenth of the bore (GB/T 11836).
  return circular(dn, dn / 10, `DN${dn}`, '混凝土 concrete');
}

function circular(boreMm: number, wallMm: number, nominal: string, material: string): PipeMake {
  return { shape: 'circular', widthMm: boreMm, heightMm: boreMm, wallMm, nominal, material };
}

/** Concrete drains in the order of their size. */
export const CONCRETE_DRAINS: readonly PipeMake[] = [300, 400, 500, 600, 800, 1000, 1200].map(concrete);

/** Double-wall corrugated polyethylene for small drains (GB/T 19472.1, ring stiffness SN8), concrete above. */
export const PLASTIC_DRAINS: readonly PipeMake[] = [
  circular(300, 22, 'DN300', 'HDPE'),
  circular(400, 30, 'DN400', 'HDPE'),
  circular(500, 37, 'DN500', 'HDPE'),
  ...CONCRETE_DRAINS.slice(3),
];

/** House and gully connections: PVC-U DN200 by outside diameter, wall 4.9 mm (GB/T 20221, SN4). */
export const DRAIN_CONNECTION: PipeMake = circular(190.2, 4.9, 'DN200', 'PVC-U');

function culvert(widthMm: number, heightMm: number, wallMm: number): PipeMake {
  return {
    shape: 'rectangular',
    widthMm,
    heightMm,
    wallMm,
    nominal: `${widthMm}X${heightMm}`,
    material: '钢筋混凝土 reinforced concrete',
  };
}

export const SMALL_CULVERT: PipeMake = culvert(1200, 800, 180);
export const LARGE_CULVERT: PipeMake = culvert(2000, 1500, 200);

export const ARCH_CULVERT: PipeMake = {
  shape: 'arch',
  widthMm: 1500,
  heightMm: 1200,
  wallMm: 300,
  nominal: '1500X1200拱',
  material: '砖石 masonry',
};

export const EGG_TRUNK: PipeMake = {
  shape: 'egg',
  widthMm: 1000,
  heightMm: 1500,
  wallMm: 150,
  nominal: '1000X1500卵形',
  material: '混凝土 concrete',
};

function ductileIron(dn: number, outerMm: number): PipeMake {
  // Outside diameters of GB/T 13295; the wall counts the cement lining up to the nominal bore.
  return circular(dn, (outerMm - dn) / 2, `DN${dn}`, '球墨铸铁 ductile iron');
}

/** PE pipes are named by the outside (GB/T 13663.2: mains SDR 17, services SDR 11). */
function polyethylene(outerMm: number, wallMm: number): PipeMake {
  return circular(Math.round((outerMm - 2 * wallMm) * 10) / 10, wallMm, `De${outerMm}`, 'PE100');
}

export const WATER_TRUNK: PipeMake = ductileIron(400, 429);
export const WATER_MAIN: PipeMake = ductileIron(200, 222);
export const WATER_MAIN_LARGE: PipeMake = ductileIron(300, 326);
export const WATER_MAIN_PLASTIC: PipeMake = polyethylene(160, 9.5);
export const WATER_LANE: PipeMake = polyethylene(110, 6.6);
export const HYDRANT_BRANCH: PipeMake = ductileIron(100, 118);
export const WATER_SERVICES: readonly PipeMake[] = [polyethylene(25, 2.3), polyethylene(32, 3), polyethylene(63, 5.8)];
/** Grey iron of the first network, left in the ground. */
export const OLD_WATER_MAIN: PipeMake = circular(150, 10, 'DN150', '灰口铸铁 grey iron');

export function outerHalfWidthM(make: PipeMake): number {
  return (make.widthMm / 2 + make.wallMm) / 1000;
}
