import { outerHalfWidthM, type PipeMake } from '../network/pipe-make.ts';
import type { Street } from '../plan/street.ts';
import {
  type DrainNode,
  type DrainPipe,
  type DrainUtility,
  floorMm,
  obvertM,
  planLengthM,
  roofM,
} from './drain-draft.ts';
import {
  type DrainLoad,
  type DrainRegime,
  designFlowM3s,
  fullCapacityM3s,
  gathered,
  leastSlope,
  sectionAreaM2,
} from './drain-hydraulics.ts';
import type { GravityIndex } from './gravity-index.ts';

/** A drain between two neighbouring manholes before it has a size and levels; water runs from `up` to `down`. */
export interface Reach {
  readonly utility: DrainUtility;
  readonly up: DrainNode;
  readonly down: DrainNode;
  readonly street: Street;
  readonly builtYear: number;
  /** Sizes to choose from; the smallest that carries the flow is taken. */
  readonly series: readonly PipeMake[];
  /** Land, weighted by runoff, and sewage that join along it. */
  readonly own: Pick<DrainLoad, 'areaHa' | 'sewageM3s'>;
  /** It is a siphon, whose outlet lies by this head lower; `null` for a drain. */
  readonly siphonHeadM: number | null;
}

export interface LevelOptions {
  readonly regime: DrainRegime;
  /** Ground to outer top where nothing asks for more, metres; at an outfall `outfallCoverM`. */
  readonly coverM: (make: PipeMake) => number;
  readonly outfallCoverM: number;
  /** What must be passed beneath, and by how much. */
  readonly laid: GravityIndex | null;
  readonly clearanceM: number;
  /** What flows into a node from another system: its load and how high its obvert lies. */
  readonly joining: ReadonlyMap<DrainNode, { readonly load: DrainLoad; readonly obvertM: number }>;
}

/** A reach with its size, levels and load. For a siphon the make is that of a drain of the same flow and says nothing. */
export interface LaidReach {
  readonly reach: Reach;
  readonly make: PipeMake;
  readonly fromLevelM: number;
  readonly toLevelM: number;
  readonly load: DrainLoad;
}

/** Half the width that caps are taken for before the size is known, metres. */
const TYPICAL_HALF_M = 0.8;
/** Drains steeper than this would wear; the rest of the fall becomes a drop in a manhole. */
export const STEEPEST = 0.04;

/**
 * Sizes and levels of drains from their heads down. Obverts never rise through a manhole, inverts never rise at all; a
 * drain keeps its cover, falls at least at its least slope, and dips in time under what it crosses. In the order of flow.
 */
export function laidReaches(reaches: readonly Reach[], options: LevelOptions): readonly LaidReach[] {
  const capM = new Map<DrainNode, number>();
  for (const { up, down } of reaches) {
    const top = topCapM(up, down, TYPICAL_HALF_M, options);
    capM.set(up, Math.min(top, capM.get(up) ?? Number.POSITIVE_INFINITY));
  }
  const laidInto = new Map<DrainNode, LaidReach[]>();
  const out: LaidReach[] = [];
  for (const reach of fromHeadsDown(reaches)) {
    const laid = lay(reach, laidInto.get(reach.up) ?? [], capM, options);
    const known = laidInto.get(reach.down);
    if (known) known.push(laid);
    else laidInto.set(reach.down, [laid]);
    out.push(laid);
  }
  return out;
}

export function pipeOf({ reach, make, fromLevelM, toLevelM }: LaidReach): DrainPipe {
  return {
    utility: reach.utility,
    use: 'main',
    from: reach.up,
    to: reach.down,
    make,
    lengthM: planLengthM(reach.up, reach.down),
    fromLevelM,
    toLevelM,
    street: reach.street,
    builtYear: reach.builtYear,
    abandoned: false,
    isPressed: false,
  };
}

function topCapM(up: DrainNode, down: DrainNode, halfM: number, { laid, clearanceM }: LevelOptions): number {
  return laid === null ? Number.POSITIVE_INFINITY : laid.highestTopM(up.at, down.at, halfM, clearanceM);
}

function lay(
  reach: Reach,
  incoming: readonly LaidReach[],
  capM: ReadonlyMap<DrainNode, number>,
  options: LevelOptions,
): LaidReach {
  const lengthM = planLengthM(reach.up, reach.down);
  const joining = options.joining.get(reach.up);
  const loads = incoming.map((each) => each.load);
  const load = gathered(joining ? [...loads, joining.load] : loads, reach.own, lengthM);
  if (reach.siphonHeadM !== null) return siphonReach(reach, incoming, load, reach.siphonHeadM);
  const flowM3s = designFlowM3s(load);
  const drains = incoming.filter((each) => each.reach.siphonHeadM === null);
  const atLeastM2 = Math.max(0, ...drains.map(({ make }) => sectionAreaM2(make)));
  const fitting = reach.series.filter((make) => sectionAreaM2(make) >= atLeastM2 - 1e-9);
  const largest = reach.series.at(-1);
  const candidates = fitting.length > 0 || !largest ? fitting : [largest];
  let best: LaidReach | null = null;
  for (const make of candidates) {
    // Without any fall beyond the least a size is too small or not; only then are levels worth working out.
    best = { reach, make, load, ...levelsAs(reach, make, lengthM, incoming, joining?.obvertM, capM, options) };
    if (fullCapacityM3s(make, (best.fromLevelM - best.toLevelM) / lengthM) >= flowM3s) break;
  }
  if (!best) throw new RangeError(`drain from ${reach.up.id}: wanted at least one size to choose from, got none`);
  return best;
}

function siphonReach(reach: Reach, incoming: readonly LaidReach[], load: DrainLoad, headM: number): LaidReach {
  const make = reach.series[0];
  if (!make) throw new RangeError(`siphon at ${reach.up.id}: wanted at least one size to choose from, got none`);
  // Its outlet is set by the obvert that a drain of its own flow would have: that of what comes in.
  const lowestM = Math.min(...incoming.map((each) => each.toLevelM));
  return { reach, make, load, fromLevelM: lowestM, toLevelM: floorMm(lowestM - headM) };
}

function levelsAs(
  reach: Reach,
  make: PipeMake,
  lengthM: number,
  incoming: readonly LaidReach[],
  joiningObvertM: number | undefined,
  capM: ReadonlyMap<DrainNode, number>,
  options: LevelOptions,
): { readonly fromLevelM: number; readonly toLevelM: number } {
  const roof = roofM(make);
  const coverM = options.coverM(make);
  const coverDownM = reach.down.point === 'outfall' ? options.outfallCoverM : coverM;
  let highestFromM = Math.min(
    reach.up.groundM - coverM - roof,
    topCapM(reach.up, reach.down, outerHalfWidthM(make), options) - roof,
  );
  for (const each of incoming) {
    const sameObvertM = obvertM(each.toLevelM, each.make) - make.heightMm / 1000;
    highestFromM = Math.min(highestFromM, each.toLevelM, each.reach.siphonHeadM === null ? sameObvertM : each.toLevelM);
  }
  if (joiningObvertM !== undefined) highestFromM = Math.min(highestFromM, joiningObvertM - make.heightMm / 1000);
  highestFromM = floorMm(highestFromM);
  const toLevelM = floorMm(
    Math.min(
      highestFromM - leastSlope(make, options.regime) * lengthM,
      reach.down.groundM - coverDownM - roof,
      (capM.get(reach.down) ?? Number.POSITIVE_INFINITY) - roof,
    ),
  );
  // What would fall faster falls inside the manhole above instead.
  return { fromLevelM: floorMm(Math.min(highestFromM, toLevelM + STEEPEST * lengthM)), toLevelM };
}

/** Every reach after all that flow into it. */
function fromHeadsDown(reaches: readonly Reach[]): readonly Reach[] {
  const waiting = new Map<DrainNode, number>();
  const leaving = new Map<DrainNode, Reach>();
  for (const reach of reaches) {
    waiting.set(reach.down, (waiting.get(reach.down) ?? 0) + 1);
    leaving.set(reach.up, reach);
  }
  const order = reaches.filter((reach) => !waiting.has(reach.up));
  for (let i = 0; i < order.length; i++) {
    const down = order[i]?.down;
    if (down === undefined) break;
    const left = (waiting.get(down) ?? 0) - 1;
    waiting.set(down, left);
    const next = leaving.get(down);
    if (left === 0 && next) order.push(next);
  }
  return order;
}
