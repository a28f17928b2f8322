import type { SeededRandom } from '../../random/seeded-random.ts';
import type { LaidConduit, LaidNetwork, LaidNode } from '../network/laid.ts';
import { type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import { type SegmentCells, segmentCells } from '../place/segment-cells.ts';
import type { LineRow, PointRow, SurveyRows } from './survey-headings.ts';
import { lineNumber, pointNumber, type SurveyedSite } from './survey-rows.ts';
import type { PlantedMistake } from './truth.ts';

/** Sides of the cells in which lines are looked for, metres: about the length of one. */
const CELL_M = 40;
/** Lines that end this near to another are left alone as if they crossed it, metres. */
const NEAR_M = 0.3;

/** Whether a point is open: not known yet, or as it was found. */
const UNKNOWN = 0;
const OPEN = 1;
const CLOSED = 2;

/** A row that a mistake is looked for at: its number and what it is in truth. */
export interface LinePlace {
  readonly index: number;
  readonly conduit: LaidConduit;
  readonly row: LineRow;
}

/** A mistake as its planter tells it; its number is given when it is planted. */
export type Mistake = Omit<PlantedMistake, 'mistake'>;

/** Rows of a survey into which mistakes are put, each so far from the others that none answers for another. */
export class SurveyDraft {
  readonly network: LaidNetwork;
  readonly site: SurveyedSite;
  readonly mistakes: PlantedMistake[] = [];
  readonly #points: (PointRow | null)[];
  readonly #lines: (LineRow | null)[];
  readonly #pointIndex = new Map<LaidNode, number>();
  readonly #lineIndex = new Map<LaidConduit, number>();
  readonly #conduitsAt = new Map<LaidNode, LaidConduit[]>();
  readonly #taken = new Set<LaidNode>();
  /** What is known of each point: rows are searched again and again, and few of them change. */
  readonly #openness: Uint8Array;
  /** Where the points of each line stand. */
  readonly #fromIndex: Int32Array;
  readonly #toIndex: Int32Array;
  readonly #cells: SegmentCells<LaidConduit> = segmentCells(CELL_M);
  #count = 0;

  /** `rows` stand in the order of the network. */
  constructor(network: LaidNetwork, site: SurveyedSite, rows: SurveyRows) {
    this.network = network;
    this.site = site;
    this.#points = [...rows.points];
    this.#lines = [...rows.lines];
    this.#openness = new Uint8Array(network.nodes.length);
    this.#fromIndex = new Int32Array(network.conduits.length);
    this.#toIndex = new Int32Array(network.conduits.length);
    for (const [index, node] of network.nodes.entries()) {
      this.#pointIndex.set(node, index);
      this.#conduitsAt.set(node, []);
    }
    for (const [index, conduit] of network.conduits.entries()) {
      this.#lineIndex.set(conduit, index);
      this.#fromIndex[index] = this.#pointIndex.get(conduit.from) ?? -1;
      this.#toIndex[index] = this.#pointIndex.get(conduit.to) ?? -1;
      this.#conduitsAt.get(conduit.from)?.push(conduit);
      this.#conduitsAt.get(conduit.to)?.push(conduit);
      this.#cells.add(conduit.from.at, conduit.to.at, conduit);
    }
  }

  rows(): SurveyRows {
    return {
      points: this.#points.filter((row) => row !== null),
      lines: this.#lines.filter((row) => row !== null),
    };
  }

  idOf(node: LaidNode): string {
    return pointNumber(node.id, this.site);
  }

  lineIdOf(conduit: LaidConduit): string {
    return lineNumber(conduit, this.site);
  }

  /** A number that no point has: that of a neighbour with a letter behind it. */
  newIdNear(node: LaidNode): string {
    this.#count++;
    return `${this.idOf(node)}P${this.#count}`;
  }

  degree(node: LaidNode): number {
    return this.conduitsAt(node).length;
  }

  conduitsAt(node: LaidNode): readonly LaidConduit[] {
    return this.#conduitsAt.get(node) ?? [];
  }

  pointRow(node: LaidNode): PointRow | null {
    return this.#points[this.#pointIndex.get(node) ?? -1] ?? null;
  }

  lineRow(conduit: LaidConduit): LineRow | null {
    return this.#lines[this.#lineIndex.get(conduit) ?? -1] ?? null;
  }

  editPoint(node: LaidNode, cells: Partial<PointRow>): void {
    const index = this.#pointIndex.get(node) ?? -1;
    const row = this.#points[index];
    if (row != null) this.#points[index] = { ...row, ...cells };
  }

  editLine({ index }: LinePlace, cells: Partial<LineRow>): void {
    const row = this.#lines[index];
    if (row != null) this.#lines[index] = { ...row, ...cells };
    this.#lineChanged(index);
  }

  addPoint(row: PointRow): void {
    this.#points.push(row);
  }

  addLine(row: LineRow): void {
    this.#lines.push(row);
  }

  removeLine({ index }: LinePlace): void {
    this.#lines[index] = null;
    this.#lineChanged(index);
  }

  removePoint(node: LaidNode): void {
    this.#points[this.#pointIndex.get(node) ?? -1] = null;
  }

  /** Notes a mistake, with the second issue it cannot but cause, and keeps others away from the points it touches. */
  plant(nodes: readonly LaidNode[], mistake: Mistake, ...also: readonly Mistake[]): void {
    const number = this.mistakes.length === 0 ? 1 : (this.mistakes.at(-1)?.mistake ?? 0) + 1;
    for (const each of [mistake, ...also]) this.mistakes.push({ ...each, mistake: number });
    this.keepAway(nodes);
  }

  /** Leaves points, and those that lines join to them, as they are from now on. */
  keepAway(nodes: readonly LaidNode[]): void {
    for (const node of nodes) {
      this.#take(node);
      for (const { from, to } of this.conduitsAt(node)) {
        this.#take(from);
        this.#take(to);
      }
    }
  }

  /** A line on which nothing was planted, all of whose neighbours are fully known, that `fits`; from a place drawn at random. */
  findLine(random: SeededRandom, fits: (place: LinePlace) => boolean): LinePlace | null {
    const { conduits } = this.network;
    const start = Math.floor(random.next() * conduits.length);
    for (let k = 0; k < conduits.length; k++) {
      const index = (start + k) % conduits.length;
      const conduit = conduits[index];
      const row = this.#lines[index];
      if (conduit === undefined || row == null) continue;
      const isOpen =
        this.#isOpen(conduit.from, this.#fromIndex[index]) && this.#isOpen(conduit.to, this.#toIndex[index]);
      if (isOpen && fits({ index, conduit, row })) return { index, conduit, row };
    }
    return null;
  }

  /** The same for a point. */
  findPoint(random: SeededRandom, fits: (node: LaidNode, row: PointRow) => boolean): LaidNode | null {
    const { nodes } = this.network;
    const start = Math.floor(random.next() * nodes.length);
    for (let k = 0; k < nodes.length; k++) {
      const index = (start + k) % nodes.length;
      const node = nodes[index];
      const row = this.#points[index];
      if (node === undefined || row == null) continue;
      if (this.#isOpen(node, index) && fits(node, row)) return node;
    }
    return null;
  }

  /** Place of a line by its conduit. */
  placeOf(conduit: LaidConduit): LinePlace | null {
    const index = this.#lineIndex.get(conduit) ?? -1;
    const row = this.#lines[index];
    return row == null ? null : { index, conduit, row };
  }

  /** True where nothing was planted yet. */
  isFree(node: LaidNode): boolean {
    return !this.#taken.has(node);
  }

  /** True where no line of any utility lies above or below it in plan. */
  isUncrossed({ from, to }: Pick<LaidConduit, 'from' | 'to'>): boolean {
    let met = false;
    this.#cells.near(from.at, to.at, NEAR_M, ({ a, b, value }) => {
      if (met || value.from === from || value.from === to || value.to === from || value.to === to) return;
      met = segmentCrossing(...stretched(from.at, to.at), ...stretched(a, b)) !== null;
    });
    return !met;
  }

  #take(node: LaidNode): void {
    this.#taken.add(node);
    this.#openness[this.#pointIndex.get(node) ?? -1] = CLOSED;
  }

  #lineChanged(index: number): void {
    this.#openness[this.#fromIndex[index] ?? -1] = UNKNOWN;
    this.#openness[this.#toIndex[index] ?? -1] = UNKNOWN;
  }

  /** Nothing planted there, and everything known of the lines that meet there and not abandoned. */
  #isOpen(node: LaidNode, index = -1): boolean {
    const known = this.#openness[index] ?? UNKNOWN;
    if (known !== UNKNOWN) return known === OPEN;
    const isOpen = this.#looksOpen(node);
    this.#openness[index] = isOpen ? OPEN : CLOSED;
    return isOpen;
  }

  #looksOpen(node: LaidNode): boolean {
    if (this.#taken.has(node) || node.abandoned) return false;
    return this.conduitsAt(node).every((conduit) => {
      const row = this.lineRow(conduit);
      return row !== null && !conduit.abandoned && row.起点高程 !== '' && row.管径 !== '' && row.材质 !== '';
    });
  }
}

/** A stretch made a little longer at both ends. */
function stretched(a: PlanPoint, b: PlanPoint): readonly [PlanPoint, PlanPoint] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const share = length === 0 ? 0 : NEAR_M / length;
  const [dx, dy] = [(b[0] - a[0]) * share, (b[1] - a[1]) * share];
  return [
    [a[0] - dx, a[1] - dy],
    [b[0] + dx, b[1] + dy],
  ];
}
