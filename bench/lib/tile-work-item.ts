import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import type { Utility } from '@undercroft/core/model/utility';
import { seededRandom } from '@undercroft/core/random/seeded-random';
import type { TileLink, TileNode, TileRows } from '@undercroft/core/tiling/tile-rows';

/** The rows of one tile and where it lies. */
export interface WorkTile {
  readonly rows: TileRows;
  readonly centre: readonly [lon: number, lat: number];
}

const CONDUITS_A_TILE = 1000;
const CONDUITS_A_MAIN = 25;
const ORIGIN = [119.5, 39.9] as const;
const METRES_PER_DEGREE = 111_132;
const TILE_M = 800;

/** Utility, material and sizes of the mains of a street. */
const MAINS: readonly (readonly [Utility, string, readonly number[]])[] = [
  ['water', 'DI', [150, 200, 300, 600]],
  ['gas', 'PE', [110, 160, 200]],
  ['storm', 'RC', [400, 600, 800, 1000]],
  ['sewage', 'HDPE', [300, 400, 500]],
];

/**
 * Seeded tiles of 1,000 conduits each for measuring the encoder alone: mains along streets, every conduit 20 to 45 m
 * long with 2.5 vertices on average (every other one bends) and one joint at its end, eight attributes known (id,
 * utility, material, width, both inverts, length, year), levels to the millimetre.
 */
export function workTiles(conduits: number, seed: number): readonly WorkTile[] {
  const random = seededRandom(seed);
  const next = (): number => random.next();
  return Array.from({ length: Math.ceil(conduits / CONDUITS_A_TILE) }, (_, tile) => workTile(tile, next));
}

function workTile(tile: number, next: () => number): WorkTile {
  const centre = [ORIGIN[0] + (tile % 32) * 0.01, ORIGIN[1] + Math.floor(tile / 32) * 0.008] as const;
  const perLon = METRES_PER_DEGREE * Math.cos((centre[1] * Math.PI) / 180);
  const links: TileLink[] = [];
  const nodes: TileNode[] = [];
  for (let main = 0; main < CONDUITS_A_TILE / CONDUITS_A_MAIN; main++) {
    const [utility, material, sizes] = MAINS[main % MAINS.length] ?? MAINS[0] ?? ['water', 'DI', [200]];
    const widthMm = sizes[Math.floor(next() * sizes.length)] ?? 200;
    const builtYear = 1985 + Math.floor(next() * 40);
    const isEast = main % 8 < 4;
    const aside = ((main >> 2) / 10 - 0.5) * TILE_M + (main % 4) * 2.5;
    const bearing = (isEast ? 0 : Math.PI / 2) + (next() - 0.5) * 0.1;
    let along = -TILE_M / 2;
    let level = 1 + next() * 3;
    const at = (metres: number, off: number): readonly [number, number] => {
      const x = metres * Math.cos(bearing) - (aside + off) * Math.sin(bearing);
      const y = metres * Math.sin(bearing) + (aside + off) * Math.cos(bearing);
      return [centre[0] + x / perLon, centre[1] + y / METRES_PER_DEGREE];
    };
    let start = at(along, 0);
    for (let k = 0; k < CONDUITS_A_MAIN; k++) {
      const serial = tile * CONDUITS_A_TILE + main * CONDUITS_A_MAIN + k;
      const lengthM = 20 + next() * 25;
      const end = at(along + lengthM, (next() - 0.5) * 0.6);
      const bend = serial % 2 === 0 ? [at(along + lengthM / 2, 0.4 + next() * 0.4)] : [];
      const to = level - lengthM * 0.003;
      links.push(
        workLink({ serial, utility, material, widthMm, builtYear, lengthM }, [start, ...bend, end], level, to),
      );
      nodes.push(workJoint(serial, utility, material, builtYear, end, to, widthMm));
      along += lengthM;
      level = to;
      start = end;
    }
  }
  return { rows: { links, nodes }, centre };
}

interface WorkMain {
  readonly serial: number;
  readonly utility: Utility;
  readonly material: string;
  readonly widthMm: number;
  readonly builtYear: number;
  readonly lengthM: number;
}

function workLink(
  { serial, utility, material, widthMm, builtYear, lengthM }: WorkMain,
  path: readonly (readonly [number, number])[],
  fromM: number,
  toM: number,
): TileLink {
  const radiusM = widthMm / 2000;
  const end = (axisM: number) => ({ invertM: toMillimetre(axisM - radiusM), axisM, outerTopM: null });
  const link: Omit<Link, 'raw'> = {
    kind: 'conduit',
    sourceId: `P${serial}`,
    utility,
    utilityBasis: 'stated',
    fromNode: null,
    toNode: null,
    path: Float64Array.from(path.flat()),
    section: {
      shape: 'circular',
      widthMm,
      heightMm: widthMm,
      wallMm: null,
      floorWidthMm: null,
      open: false,
      barrels: 1,
    },
    from: end(fromM),
    to: end(toM),
    depthReference: 'invert',
    outerTopBasis: 'inner',
    statedLengthM: Math.round(lengthM * 100) / 100,
    planLengthM: lengthM,
    slope: null,
    material,
    owner: null,
    builtYear,
    status: 'inUse',
    accuracy: ACCURACY_NOT_STATED,
  };
  return { featureId: `mains.P${String(serial).padStart(7, '0')}`, link, fromNode: null, toNode: null };
}

function workJoint(
  serial: number,
  utility: Utility,
  material: string,
  builtYear: number,
  position: readonly [number, number],
  axisM: number,
  widthMm: number,
): TileNode {
  const node: Omit<NetworkNode, 'raw'> = {
    kind: 'fitting',
    sourceId: `J${serial}`,
    utility,
    utilityBasis: 'stated',
    position,
    coverLevelM: null,
    sumpLevelM: null,
    shaftDiameterMm: null,
    material,
    owner: null,
    builtYear,
    status: 'inUse',
    accuracy: ACCURACY_NOT_STATED,
  };
  const incident = [{ axisM, invertM: axisM - widthMm / 2000, outerTopM: null, widthMm, heightMm: widthMm }];
  return { featureId: `mains.J${String(serial).padStart(7, '0')}`, node, incident };
}

function toMillimetre(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
