import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import type { DemoSite } from '../place/demo-site.ts';
import type { PlanLine, PlanPoint } from '../place/plan-geometry.ts';
import type { SegmentCells } from '../place/segment-cells.ts';
import { segmentCells } from '../place/segment-cells.ts';
import type { Block, DistrictPlan } from '../plan/district-plan.ts';
import { closedSegments, isInRing, ringArea } from '../plan/ring-geometry.ts';
import { STREET_LINES, type Street, type StreetClass, type StreetEdge } from '../plan/street.ts';
import { type StreetLines, streetLines } from '../plan/street-lines.ts';
import type { DemoBuilding } from './demo-building.ts';
import { boxesNear, boxOf } from './plan-box.ts';
import { PARK_TREES, STREET_TREES, type TreeSpecies } from './tree-species.ts';

/** A tree or a lamp. */
export interface FurnitureItem {
  /** `T00001` for a tree, `D00001` for a lamp, unique within the site. */
  readonly id: string;
  readonly kind: 'tree' | 'lamp';
  readonly at: PlanPoint;
  readonly heightM: number;
  /** Diameter of the crown, metres; 0 for a lamp. */
  readonly crownM: number;
  /** Where a lamp's arm points, clockwise from the plan's y axis (inland), degrees; a turn of the crown for a tree. */
  readonly headingDeg: number;
  /** `null` for a lamp. */
  readonly species: TreeSpecies | null;
}

/** Trunks keep this from the axes of lines along streets (GB 50289-2016, 4.1.9: 1.5 m from water, sewers, heat, telecom), metres. */
const FROM_LINES_M = 1.5;
/** From the kerb to a trunk at least, and at most where there is room, metres. */
const LEAST_FROM_KERB_M = 0.4;
const WANTED_FROM_KERB_M = 1;
/** In front gardens trunks stand this far behind the boundary of the street, metres. */
const BEHIND_BOUNDARY_M = 1.2;
const FROM_WALLS_M = 2.4;
const FROM_WATER_M = 3;
const FROM_RAILWAY_M = 12;
/** Corners are kept open: trees stand this far behind the boundary of the crossing street, metres. */
const FROM_CORNER_M = 7;
const TREE_SPACING_M = [7, 8.2] as const;
/** From the kerb to a pole, metres. */
const POLE_FROM_KERB_M = 0.6;

interface LampRow {
  readonly sides: 1 | 2;
  readonly spacingM: number;
  readonly heightM: number;
}

/** Poles of CJJ 45: staggered on both sides of wide streets, on one side of narrow ones. */
const LAMPS: Readonly<Record<StreetClass, LampRow>> = {
  arterial: { sides: 2, spacingM: 38, heightM: 11 },
  collector: { sides: 2, spacingM: 36, heightM: 9 },
  local: { sides: 1, spacingM: 32, heightM: 8 },
  lane: { sides: 1, spacingM: 30, heightM: 5.5 },
};

/** Trees of open land: clumps a hectare, and how many trees a clump holds. */
const CLUMPS: Readonly<Partial<Record<Block['kind'], { readonly aHectare: number; readonly trees: number }>>> = {
  park: { aHectare: 3, trees: 7 },
  wood: { aHectare: 10, trees: 9 },
  grass: { aHectare: 3, trees: 4 },
  residential: { aHectare: 1.8, trees: 3 },
  school: { aHectare: 3, trees: 3 },
  hospital: { aHectare: 4, trees: 3 },
};

/** Street trees, trees of parks and yards, and street lamps of a district; none in a wall, a water or a railway. */
export function streetFurniture(
  plan: DistrictPlan,
  buildings: readonly DemoBuilding[],
  site: DemoSite,
): readonly FurnitureItem[] {
  const random = seededRandom(site.seed ^ 0x7ee5);
  const ground = new FurnitureGround(plan, buildings);
  const out: FurnitureItem[] = [];
  let trees = 0;
  let lamps = 0;
  const addTree = (at: PlanPoint, species: TreeSpecies): void => {
    const grown = random.between(0.75, 1.15);
    out.push({
      id: `T${String(++trees).padStart(5, '0')}`,
      kind: 'tree',
      at: toCentimetre(at),
      heightM: Math.round(species.heightM * grown * 10) / 10,
      crownM: Math.round(species.crownM * grown * random.between(0.9, 1.1) * 10) / 10,
      headingDeg: Math.floor(random.between(0, 360)),
      species,
    });
  };
  const kinds = new Map(plan.network.streets.map((street) => [street, random.pick(STREET_TREES)]));
  for (const edge of plan.network.edges) {
    const species = kinds.get(edge.street);
    if (species) for (const at of treesAlong(edge, ground, random)) addTree(at, species);
  }
  for (const block of plan.blocks)
    for (const at of clumpsIn(block, ground, random)) addTree(at, random.pick(PARK_TREES));
  for (const edge of plan.network.edges) {
    for (const { at, headingDeg } of lampsAlong(edge, ground)) {
      const { heightM } = LAMPS[edge.street.kind];
      const id = `D${String(++lamps).padStart(5, '0')}`;
      out.push({ id, kind: 'lamp', at: toCentimetre(at), heightM, crownM: 0, headingDeg, species: null });
    }
  }
  return out;
}

class FurnitureGround {
  readonly lines: StreetLines;
  readonly #walls: SegmentCells<null> = segmentCells<null>(20);
  readonly #banks: SegmentCells<null> = segmentCells<null>(40);
  readonly #boundaries: SegmentCells<null> = segmentCells<null>(30);
  readonly #rails: SegmentCells<null> = segmentCells<null>(40);
  readonly #waters: readonly { readonly ring: PlanLine; readonly box: ReturnType<typeof boxOf> }[];
  readonly #outers: ReadonlyMap<string, readonly { readonly ring: PlanLine; readonly box: ReturnType<typeof boxOf> }[]>;

  constructor(plan: DistrictPlan, buildings: readonly DemoBuilding[]) {
    this.lines = streetLines(plan.network);
    const outers = new Map<string, { ring: PlanLine; box: ReturnType<typeof boxOf> }[]>();
    for (const { rings, blockId } of buildings) {
      for (const ring of rings) for (const [a, b] of closedSegments(ring)) this.#walls.add(a, b, null);
      const [ring = []] = rings;
      outers.set(blockId, [...(outers.get(blockId) ?? []), { ring, box: boxOf(ring) }]);
    }
    this.#outers = outers;
    this.#waters = plan.waters.map(({ ring }) => ({ ring, box: boxOf(ring) }));
    for (const { ring } of plan.waters) for (const [a, b] of closedSegments(ring)) this.#banks.add(a, b, null);
    for (const { ring } of plan.blocks) for (const [a, b] of closedSegments(ring)) this.#boundaries.add(a, b, null);
    for (const line of [plan.railway, ...plan.ways.filter((way) => way.class === 'rail').map((way) => way.line)]) {
      for (const [i, b] of line.entries()) this.#rails.add(line[i - 1] ?? b, b, null);
    }
  }

  /** True where nothing built, no water and no track is near. */
  isFree(at: PlanPoint): boolean {
    const any = (): boolean => true;
    if (this.#walls.hasWithin(at, FROM_WALLS_M, any) || this.#banks.hasWithin(at, FROM_WATER_M, any)) return false;
    if (this.#rails.hasWithin(at, FROM_RAILWAY_M, any)) return false;
    return !this.#waters.some(({ ring, box }) => isWithinBox(at, box) && isInRing(at, ring));
  }

  /** True where the boundary of a block is so near that a line along the street may be too. */
  isByStreet(at: PlanPoint): boolean {
    return this.#boundaries.hasWithin(at, FROM_LINES_M, () => true);
  }

  isIndoors(at: PlanPoint, blockId: string): boolean {
    return (this.#outers.get(blockId) ?? []).some(({ ring, box }) => isWithinBox(at, box) && isInRing(at, ring));
  }
}

function isWithinBox([x, y]: PlanPoint, box: ReturnType<typeof boxOf>): boolean {
  return boxesNear({ x0: x, y0: y, x1: x, y1: y }, box, 1e-9);
}

function treesAlong(edge: StreetEdge, ground: FurnitureGround, random: SeededRandom): readonly PlanPoint[] {
  const { street, fromM, toM } = edge;
  const centre = ground.lines.centre(street);
  const out: PlanPoint[] = [];
  for (const side of [-1, 1] as const) {
    const offsetM = treeOffsetM(street, side);
    if (offsetM === null) continue;
    const spacingM = random.between(...TREE_SPACING_M);
    for (let m = fromM + cornerM(edge, 'from'); m <= toM - cornerM(edge, 'to'); m += spacingM) {
      const at = centre.at(m, offsetM);
      // One in twenty pits is empty, as on any street.
      if (!random.chance(0.05) && ground.isFree(at) && ground.lines.isClear(at, street, FROM_LINES_M)) out.push(at);
    }
  }
  return out;
}

/**
 * Where a row of trees has room on a side of the street, metres right of the centreline: between kerb and pavement, else
 * in the front gardens; `null` where neither has.
 */
export function treeOffsetM(street: Street, side: -1 | 1): number | null {
  if (street.kind === 'lane') return null;
  const lies = STREET_LINES.flatMap((line) => street.lies[line] ?? []);
  const isClear = (offsetM: number): boolean =>
    lies.every((lieM) => Math.abs(lieM - side * offsetM) >= FROM_LINES_M - 1e-9);
  for (let fromKerbM = WANTED_FROM_KERB_M; fromKerbM >= LEAST_FROM_KERB_M - 1e-9; fromKerbM -= 0.1) {
    if (isClear(street.kerbM + fromKerbM)) return side * (street.kerbM + fromKerbM);
  }
  const garden = street.boundaryM + BEHIND_BOUNDARY_M;
  return isClear(garden) ? side * garden : null;
}

function cornerM({ from, to, street }: StreetEdge, end: 'from' | 'to'): number {
  const vertex = end === 'from' ? from : to;
  const others = vertex.streets.filter((each) => each.street !== street).map((each) => each.street.boundaryM);
  return others.length === 0 ? 2 : Math.max(...others) + FROM_CORNER_M;
}

function lampsAlong(edge: StreetEdge, ground: FurnitureGround): readonly { at: PlanPoint; headingDeg: number }[] {
  const { street, fromM, toM } = edge;
  const { sides, spacingM } = LAMPS[street.kind];
  const centre = ground.lines.centre(street);
  const out: { at: PlanPoint; headingDeg: number }[] = [];
  const count = Math.max(1, Math.round((toM - fromM) / spacingM));
  for (let i = 0; i < count; i++) {
    for (let side = 0; side < sides; side++) {
      // Staggered: the other side's poles stand half a spacing on.
      const m = fromM + ((i + (side === 0 ? 0.25 : 0.75)) * (toM - fromM)) / count;
      const sign = side === 0 ? 1 : -1;
      const at = centre.at(m, sign * (street.kerbM + POLE_FROM_KERB_M));
      const [ux, uy] = centre.direction(m);
      // The arm points at the middle of the street: to the left of its direction from the right side.
      out.push({ at, headingDeg: headingDeg(-uy * sign, ux * sign) });
    }
  }
  return out;
}

function headingDeg(dx: number, dy: number): number {
  const degrees = Math.round((Math.atan2(dx, dy) * 180) / Math.PI);
  return (degrees + 360) % 360;
}

function clumpsIn(block: Block, ground: FurnitureGround, random: SeededRandom): readonly PlanPoint[] {
  const clumps = CLUMPS[block.kind];
  if (!clumps || block.pattern === 'village' || block.pattern === 'courtyards') return [];
  const out: PlanPoint[] = [];
  const box = boxOf(block.ring);
  const count = Math.round((Math.abs(ringArea(block.ring)) / 10_000) * clumps.aHectare);
  for (let i = 0; i < count; i++) {
    const middle: PlanPoint = [random.between(box.x0, box.x1), random.between(box.y0, box.y1)];
    if (!isInRing(middle, block.ring)) continue;
    const radiusM = random.between(4, 14);
    for (let tree = 0; tree < clumps.trees; tree++) {
      const angle = random.between(0, 2 * Math.PI);
      const apartM = radiusM * Math.sqrt(random.next());
      const at: PlanPoint = [middle[0] + apartM * Math.cos(angle), middle[1] + apartM * Math.sin(angle)];
      if (isInRing(at, block.ring) && ground.isFree(at) && !ground.isByStreet(at) && !ground.isIndoors(at, block.id))
        out.push(at);
    }
  }
  return out;
}

function toCentimetre([x, y]: PlanPoint): PlanPoint {
  return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
}
