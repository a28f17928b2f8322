import { type DraftNode, type DraftPipe, type DraftUtility, floorMm, groundAtM } from './draft.ts';
import { fullCapacityM3s, leastSlope } from './drain-hydraulics.ts';
import { highestTopM, type Obstacle } from './obstacles.ts';
import { outerHalfWidthM, type PipeMake } from './pipe-make.ts';
import { distance } from './plan-geometry.ts';
import type { Street } from './street-network.ts';

/** A drain between two neighbouring manholes before it has a size and levels; water runs from `up` to `down`. */
export interface Reach {
  readonly up: DraftNode;
  readonly down: DraftNode;
  readonly street: Street;
  /** A section that is given (a culvert, the trunk); else the smallest that carries the flow is taken. */
  readonly given: PipeMake | null;
  readonly series: readonly PipeMake[];
}

export interface DrainOptions {
  readonly utility: Exclude<DraftUtility, 'water'>;
  /** Flow that joins along a metre of drain, m3/s. */
  readonly inflowM3sPerM: number;
  /** Flow from upstream quarters at the head of a drain, m3/s. */
  readonly inflowAtHeadM3s: number;
  /** Ground to outer top where nothing asks for more, metres; at an outfall `outfallCoverM`. */
  readonly coverM: number;
  readonly outfallCoverM: number;
  readonly obstacles: readonly Obstacle[];
}

interface Laid {
  readonly pipe: DraftPipe;
  readonly flowM3s: number;
}

/** Half the width that caps are taken for before the size is known, metres: wider than any section here. */
const WIDEST_HALF_M = 1.3;
/** Drains steeper than this would wear; the rest of the fall becomes a drop in a manhole. */
const STEEPEST = 0.04;

/**
 * Sizes and levels of drains from their heads down. Obverts never rise through a manhole, inverts never rise at all; a
 * drain keeps its cover, falls at least at its least slope, and dips in time under what it crosses.
 */
export function drainPipes(reaches: readonly Reach[], options: DrainOptions): readonly DraftPipe[] {
  const capM = new Map<DraftNode, number>();
  for (const { up, down } of reaches) {
    const top = highestTopM(up.at, down.at, WIDEST_HALF_M, options.obstacles);
    capM.set(up, Math.min(top, capM.get(up) ?? Number.POSITIVE_INFINITY));
  }
  const laidInto = new Map<DraftNode, Laid[]>();
  const pipes: DraftPipe[] = [];
  for (const reach of fromHeadsDown(reaches)) {
    const incoming = laidInto.get(reach.up) ?? [];
    const laid = lay(reach, incoming, capM, options);
    laidInto.set(reach.down, [...(laidInto.get(reach.down) ?? []), laid]);
    pipes.push(laid.pipe);
  }
  return pipes;
}

function lay(
  reach: Reach,
  incoming: readonly Laid[],
  capM: ReadonlyMap<DraftNode, number>,
  options: DrainOptions,
): Laid {
  const lengthM = Math.round(distance(reach.up.at, reach.down.at) * 1000) / 1000;
  const head = incoming.length === 0 ? options.inflowAtHeadM3s : 0;
  const flowM3s = incoming.reduce((sum, each) => sum + each.flowM3s, head) + lengthM * options.inflowM3sPerM;
  const atLeastMm = Math.max(0, ...incoming.map((each) => each.pipe.make.widthMm));
  const tried = reach.given ? [reach.given] : reach.series.filter((make) => make.widthMm >= atLeastMm);
  const largest = reach.series.at(-1);
  const candidates = tried.length > 0 || !largest ? tried : [largest];
  let pipe: DraftPipe | null = null;
  for (const make of candidates) {
    pipe = layAs(reach, make, lengthM, incoming, capM, options);
    if (fullCapacityM3s(make, (pipe.fromLevelM - pipe.toLevelM) / lengthM) >= flowM3s) break;
  }
  if (!pipe) throw new RangeError(`drain from ${reach.up.id}: wanted at least one size to choose from, got none`);
  return { pipe, flowM3s };
}

function layAs(
  reach: Reach,
  make: PipeMake,
  lengthM: number,
  incoming: readonly Laid[],
  capM: ReadonlyMap<DraftNode, number>,
  options: DrainOptions,
): DraftPipe {
  const heightM = make.heightMm / 1000;
  const roofM = heightM + make.wallMm / 1000;
  const coverDownM = reach.down.kind === 'outfall' ? options.outfallCoverM : options.coverM;
  const ownCapM = highestTopM(reach.up.at, reach.down.at, outerHalfWidthM(make), options.obstacles);
  const highestFromM = floorMm(
    Math.min(
      groundAtM(reach.up) - options.coverM - roofM,
      ownCapM - roofM,
      ...incoming.flatMap(({ pipe }) => [pipe.toLevelM, pipe.toLevelM + pipe.make.heightMm / 1000 - heightM]),
    ),
  );
  const toLevelM = floorMm(
    Math.min(
      highestFromM - leastSlope(make, options.utility) * lengthM,
      groundAtM(reach.down) - coverDownM - roofM,
      (capM.get(reach.down) ?? Number.POSITIVE_INFINITY) - roofM,
    ),
  );
  // What would fall faster falls inside the manhole above instead.
  const fromLevelM = floorMm(Math.min(highestFromM, toLevelM + STEEPEST * lengthM));
  return {
    utility: options.utility,
    use: 'main',
    from: reach.up,
    to: reach.down,
    path: [reach.up.at, reach.down.at],
    make,
    reference: 'invert',
    fromLevelM,
    toLevelM,
    street: reach.street,
    abandoned: false,
  };
}

/** Every reach after all that flow into it. */
function fromHeadsDown(reaches: readonly Reach[]): readonly Reach[] {
  const waiting = new Map<DraftNode, number>();
  const leaving = new Map<DraftNode, Reach>();
  for (const reach of reaches) {
    waiting.set(reach.down, (waiting.get(reach.down) ?? 0) + 1);
    leaving.set(reach.up, reach);
  }
  const ready = reaches.filter((reach) => !waiting.has(reach.up));
  const order: Reach[] = [];
  for (let reach = ready.shift(); reach; reach = ready.shift()) {
    order.push(reach);
    const left = (waiting.get(reach.down) ?? 0) - 1;
    waiting.set(reach.down, left);
    const next = leaving.get(reach.down);
    if (left === 0 && next) ready.push(next);
  }
  return order;
}
