import { type BuildingWalls, buildingWalls } from '../buildings/building-walls.ts';
import type { DemoBuilding } from '../buildings/demo-building.ts';
import { type ClearanceFinding, clearanceAuditOf } from '../mains/clearance-audit.ts';
import type { LaidConduit, LaidNetwork, LaidNode } from '../network/laid.ts';
import { outerHalfWidthM } from '../network/pipe-make.ts';
import { segmentCrossing } from '../place/plan-geometry.ts';
import { type SegmentCells, segmentCells } from '../place/segment-cells.ts';
import type { SurveyKnowledge } from './survey-rows.ts';

const CELL_M = 20;
/** Lines farther away than this in plan have nothing to do with each other, metres. */
const REACH_M = 6;

/** Buildings farther from a line than this are not looked at, metres. */
const BUILDING_REACH_M = 8;

/** What a line would lie too near to, were it laid so. */
export interface Trial {
  readonly vertical: readonly ClearanceFinding[];
  readonly horizontal: readonly ClearanceFinding[];
}

/** A network in which lines are moved, each far from the others that were. */
export class ViolationSearch {
  readonly network: LaidNetwork;
  readonly #knowledge: SurveyKnowledge;
  readonly #conduitsAt = new Map<LaidNode, LaidConduit[]>();
  readonly #lines: SegmentCells<LaidConduit> = segmentCells(CELL_M);
  readonly #walls: BuildingWalls;
  readonly #taken = new Set<LaidNode>();
  readonly #nodes = new Map<LaidNode, LaidNode>();
  readonly #conduits = new Map<LaidConduit, LaidConduit>();

  constructor(network: LaidNetwork, buildings: readonly DemoBuilding[], knowledge: SurveyKnowledge) {
    this.network = network;
    this.#knowledge = knowledge;
    for (const conduit of network.conduits) {
      for (const node of [conduit.from, conduit.to]) {
        const known = this.#conduitsAt.get(node);
        if (known === undefined) this.#conduitsAt.set(node, [conduit]);
        else known.push(conduit);
      }
      this.#lines.add(conduit.from.at, conduit.to.at, conduit);
    }
    this.#walls = buildingWalls(buildings);
  }

  conduitsAt(node: LaidNode): readonly LaidConduit[] {
    return this.#conduitsAt.get(node) ?? [];
  }

  /** True where nothing was moved yet and the survey knows everything of the lines. */
  isOpen(node: LaidNode): boolean {
    if (this.#taken.has(node) || node.abandoned) return false;
    return this.conduitsAt(node).every((conduit) => this.isKnown(conduit));
  }

  isKnown(conduit: LaidConduit): boolean {
    const { levels, size, material } = this.#knowledge.line(conduit);
    return levels && size && material && !conduit.abandoned;
  }

  /** Judges lines as they would lie against all others but those they stand for. */
  judge(moved: readonly LaidConduit[], originals: readonly LaidConduit[]): Trial {
    const others = new Set<LaidConduit>();
    for (const { from, to } of moved) {
      this.#lines.near(from.at, to.at, REACH_M, ({ value }) => {
        if (!originals.includes(value) && !sharesId(value, moved)) others.add(value);
      });
    }
    return clearanceAuditOf(moved, others);
  }

  /** True where another line lies over or under it in plan. */
  isCrossed({ from, to }: LaidConduit): boolean {
    let met = false;
    this.#lines.near(from.at, to.at, 0, ({ a, b, value }) => {
      if (met || value.from === from || value.from === to || value.to === from || value.to === to) return;
      met = segmentCrossing(from.at, to.at, a, b) !== null;
    });
    return met;
  }

  /** The nearest building to lines, and the clear distance between outer wall and outer wall, metres. */
  nearestBuilding(lines: readonly LaidConduit[]): { readonly building: DemoBuilding; readonly clearM: number } | null {
    let best: { building: DemoBuilding; clearM: number } | null = null;
    for (const line of lines) {
      for (const near of this.buildingsNear(line, BUILDING_REACH_M)) {
        if (best === null || near.clearM < best.clearM) best = near;
      }
    }
    return best;
  }

  /** Buildings nearer to a line than that, outer wall to outer wall, each with its clear distance, metres. */
  buildingsNear(
    { from, to, make }: LaidConduit,
    withinM: number,
  ): readonly { building: DemoBuilding; clearM: number }[] {
    const halfM = outerHalfWidthM(make);
    return [...this.#walls.near(from.at, to.at, withinM + halfM)].map(([building, awayM]) => ({
      building,
      clearM: awayM - halfM,
    }));
  }

  /** Lays lines, and the point that was moved with them, in the place of others, and keeps later ones away. */
  move(pairs: readonly (readonly [LaidConduit, LaidConduit])[], node: readonly [LaidNode, LaidNode] | null): void {
    if (node !== null) this.#nodes.set(...node);
    for (const [original, moved] of pairs) {
      this.#conduits.set(original, moved);
      for (const end of [original.from, original.to]) this.keepAway(end);
    }
  }

  keepAway(node: LaidNode): void {
    this.#taken.add(node);
    for (const { from, to } of this.conduitsAt(node)) this.#taken.add(from).add(to);
  }

  /** Points that later mistakes had better leave alone, as they are in `result`. */
  taken(): readonly LaidNode[] {
    return [...this.#taken].map((node) => this.#nodes.get(node) ?? node);
  }

  result(): LaidNetwork {
    return {
      nodes: this.network.nodes.map((node) => this.#nodes.get(node) ?? node),
      conduits: this.network.conduits.map((conduit) => this.#conduits.get(conduit) ?? conduit),
    };
  }
}

function sharesId({ from, to }: LaidConduit, lines: readonly LaidConduit[]): boolean {
  return lines.some((line) => [line.from.id, line.to.id].some((id) => id === from.id || id === to.id));
}
