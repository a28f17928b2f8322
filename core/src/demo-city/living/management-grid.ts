import type { GridCell, GridLevel } from '../../model/grid-cell.ts';
import type { BilingualName, Rings } from '../../model/map-feature.ts';
import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import { SYNTHETIC } from '../map/feature-makers.ts';
import { planLonLat } from '../place/demo-frame.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import { type PlanRing, ringArea } from '../plan/ring-geometry.ts';
import { STREET_WORDS, type StreetName } from '../plan/street-names.ts';
import type { CellDraft, DistrictCode } from './grid/cell-draft.ts';
import { dissolvedRings, type NumberedRing } from './grid/dissolved-rings.ts';
import { districtCells } from './grid/district-cells.ts';
import { nodedRings } from './grid/noded-rings.ts';
import { ringFinder } from './grid/ring-finder.ts';
import { townCells } from './grid/town-cells.ts';
import { personName } from './person-names.ts';

/** A cell with what the rest of the living city is made by. */
export interface LivingCell extends CellDraft {
  /** 15 digits. */
  readonly code: string;
  readonly cell: GridCell;
  readonly communityName: StreetName;
  /** Closed, flat longitude, latitude in degrees: the ring of `cell`. */
  readonly path: Float64Array;
}

/** The management grid over the three districts. */
export interface ManagementGrid {
  readonly cells: readonly LivingCell[];
  /** Districts, subdistricts and communities, then every cell. */
  readonly features: readonly GridCell[];
  /** The cell of a place in degrees; `null` outside the grid. On a shared border it is one of both. */
  cellAt(position: readonly [lon: number, lat: number]): LivingCell | null;
}

export const DISTRICT_NAMES: Readonly<Record<DistrictCode, StreetName>> = {
  '130302': { zh: '海港区', en: 'Haigang District' },
  '130303': { zh: '山海关区', en: 'Shanhaiguan District' },
  '130304': { zh: '北戴河区', en: 'Beidaihe District' },
};

const OFFICES: Readonly<Record<GridLevel, string>> = {
  cell: '网格员',
  duty: '责任网格',
  community: '社区居委会',
  street: '街道办事处',
  district: '城市管理指挥中心',
  unknown: '',
};

/** Cells of about 10,000 m2, the communities, subdistricts and districts made of them. The same plan gives the same grid. */
export function managementGrid(plan: DistrictPlan, seed: number): ManagementGrid {
  const drafts = [...districtCells(plan), ...townCells()].toSorted(byOrder);
  const noded = nodedRings(drafts.map(({ ring }) => ring));
  const random = seededRandom(seed ^ 0x6d1d);
  const degrees = noded.points.map(planLonLat);
  const polygonsOf = (polygons: readonly (readonly NumberedRing[])[]): CellShape => ({
    polygons: polygons.map((rings): Rings => rings.map((ring) => closedPath(ring, degrees))),
    areaM2: polygons.flat().reduce((sum, ring) => sum + ringArea(pointsOf(ring, noded.points)), 0),
  });
  const names = communityNames();
  const parents = new Map<string, Parent>();
  const join = (code: string, level: GridLevel, name: StreetName, i: number): Parent => {
    const known = parents.get(code);
    if (known) {
      known.members.push(i);
      return known;
    }
    const made = { code, level, name, members: [i] };
    parents.set(code, made);
    return made;
  };
  const codes = new Numbering();
  const cells = drafts.map((draft, i): LivingCell => {
    const { district, subdistrict, community } = draft;
    const streetCode = codes.of(district, subdistrict.zh);
    const communityCode = codes.of(streetCode, String(community));
    const code = codes.of(communityCode, String(i));
    join(district, 'district', DISTRICT_NAMES[district], i);
    join(streetCode, 'street', subdistrict, i);
    const { name } = parents.get(communityCode) ?? { name: names.next() };
    join(communityCode, 'community', name, i);
    const numbers = noded.rings[i] ?? [];
    const ring = pointsOf(numbers, noded.points);
    const number = code.slice(12);
    const title = { zh: `${name.zh}第${number}网格`, en: `Grid ${number}, ${name.en}` };
    const cell = gridCell(code, 'cell', title, polygonsOf([[numbers]]), random);
    return { ...draft, ring, code, cell, communityName: name, path: cell.polygons[0]?.[0] ?? new Float64Array() };
  });
  const above = [...parents.values()]
    .toSorted((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
    .map(({ code, level, name, members }) =>
      gridCell(
        code,
        level,
        name,
        polygonsOf(
          dissolvedRings(
            noded.points,
            members.map((i) => noded.rings[i] ?? []),
          ),
        ),
        random,
      ),
    );
  const find = ringFinder(cells.map(({ path }) => path));
  return {
    cells,
    features: [...above, ...cells.map(({ cell }) => cell)],
    cellAt: ([lon, lat]) => {
      const i = find(lon, lat);
      return i === null ? null : (cells[i] ?? null);
    },
  };
}

interface Parent {
  readonly code: string;
  readonly level: GridLevel;
  readonly name: StreetName;
  /** Numbers of the cells in it. */
  readonly members: number[];
}

/** By district, subdistrict and community, so that codes run on; cells of one community from north to south. */
function byOrder(a: CellDraft, b: CellDraft): number {
  if (a.district !== b.district) return a.district < b.district ? -1 : 1;
  if (a.isDetailed !== b.isDetailed) return a.isDetailed ? -1 : 1;
  if (a.subdistrict.zh !== b.subdistrict.zh) return a.subdistrict.zh < b.subdistrict.zh ? -1 : 1;
  return a.community - b.community || (b.ring[0]?.[1] ?? 0) - (a.ring[0]?.[1] ?? 0);
}

/** Gives each thing within its parent three digits, in the order they come. */
class Numbering {
  readonly #codes = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  of(parent: string, key: string): string {
    const whole = `${parent} ${key}`;
    const known = this.#codes.get(whole);
    if (known !== undefined) return known;
    const count = (this.#counts.get(parent) ?? 0) + 1;
    this.#counts.set(parent, count);
    const code = `${parent}${String(count).padStart(3, '0')}`;
    this.#codes.set(whole, code);
    return code;
  }
}

const AGAIN: readonly StreetName[] = [
  { zh: '', en: '' },
  { zh: '里', en: ' Li' },
  { zh: '园', en: ' Yuan' },
  { zh: '苑', en: ' Court' },
];

/** Names of communities, none twice: words of streets in an order of their own. */
function communityNames(): { next(): StreetName } {
  let count = 0;
  return {
    next() {
      const [zh, en] = STREET_WORDS[(count * 53 + 11) % STREET_WORDS.length] ?? ['', ''];
      const again = AGAIN[Math.floor(count / STREET_WORDS.length)] ?? { zh: String(count), en: String(count) };
      count += 1;
      return { zh: `${zh}${again.zh}社区`, en: `${en}${again.en} Community` };
    },
  };
}

function gridCell(
  code: string,
  level: GridLevel,
  name: BilingualName,
  { polygons, areaM2 }: CellShape,
  random: SeededRandom,
): GridCell {
  const statedAreaM2 = Math.round(areaM2 * 10) / 10;
  const manager = `${OFFICES[level]} ${personName(random)}`;
  return {
    sourceId: code,
    level,
    code,
    name,
    polygons,
    statedAreaM2,
    manager,
    raw: { 编码: code, 名称: name.zh ?? '', 面积: String(statedAreaM2), 负责人: manager, 备注: SYNTHETIC },
  };
}

interface CellShape {
  readonly polygons: readonly Rings[];
  readonly areaM2: number;
}

function pointsOf(ring: NumberedRing, points: readonly PlanPoint[]): PlanRing {
  return ring.map((i): PlanPoint => points[i] ?? [0, 0]);
}

/** Flat longitude, latitude of a ring, its first point repeated. */
function closedPath(ring: NumberedRing, degrees: readonly (readonly [lon: number, lat: number])[]): Float64Array {
  const path = new Float64Array(ring.length * 2 + 2);
  for (let i = 0; i <= ring.length; i++) path.set(degrees[ring[i % ring.length] ?? 0] ?? [0, 0], i * 2);
  return path;
}
