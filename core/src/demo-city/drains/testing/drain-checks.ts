import type { LaidConduit, LaidNetwork, LaidNode } from '../../network/laid.ts';
import { outerHalfWidthM, outerHeightM } from '../../network/pipe-make.ts';
import type { DemoSite } from '../../place/demo-site.ts';
import { distance, nearestShare, type PlanPoint } from '../../place/plan-geometry.ts';
import { distanceToSegment, segmentCells } from '../../place/segment-cells.ts';
import { designRainM3sPerHa, fullCapacityM3s, INLET_MINUTES } from '../drain-hydraulics.ts';
import { STORM_HA_PER_M } from '../storm-drains.ts';

/*
 * Facts about a laid network of drains, worked out anew from what was laid. Each gives the names of what breaks it, so that
 * a test says which.
 */

/** Conduits through which water runs; the siphon's barrels too. */
export function flowing({ conduits }: LaidNetwork): readonly LaidConduit[] {
  return conduits.filter((each) => !each.abandoned);
}

export function lengthM({ from, to }: LaidConduit): number {
  return distance(from.at, to.at);
}

/** Level of the invert at both ends, whatever the conduit is surveyed by. */
export function inverts(conduit: LaidConduit): readonly [number, number] {
  const { make, reference, fromLevelM, toLevelM } = conduit;
  const down = reference === 'invert' ? 0 : (make.heightMm + make.wallMm) / 1000;
  return [fromLevelM - down, toLevelM - down];
}

/** Nodes from which no way of conduits leads to an outfall or the pumping station. */
export function lostNodes(network: LaidNetwork): readonly string[] {
  const into = new Map<LaidNode, LaidNode[]>();
  const nodes = new Set<LaidNode>();
  for (const { from, to } of flowing(network)) {
    nodes.add(from).add(to);
    const known = into.get(to);
    if (known) known.push(from);
    else into.set(to, [from]);
  }
  const reached = new Set([...nodes].filter(isEnd));
  for (const node of reached) for (const up of into.get(node) ?? []) reached.add(up);
  return [...nodes].filter((node) => !reached.has(node)).map((node) => node.id);
}

export function isEnd({ kind, appurtenance }: LaidNode): boolean {
  return kind === 'outfall' || appurtenance === '泵站';
}

/** Gravity conduits that do not fall, and manholes out of which water would have to rise. */
export function risingConduits(network: LaidNetwork): readonly string[] {
  const lowestOut = new Map<LaidNode, number>();
  for (const conduit of flowing(network)) {
    const [from] = inverts(conduit);
    lowestOut.set(conduit.from, Math.min(from, lowestOut.get(conduit.from) ?? Number.POSITIVE_INFINITY));
  }
  return flowing(network)
    .filter((conduit) => {
      if (conduit.pressureMpa !== null) return false;
      const [from, to] = inverts(conduit);
      return to >= from || to < (lowestOut.get(conduit.to) ?? Number.NEGATIVE_INFINITY) - 1e-6;
    })
    .map((conduit) => conduit.id);
}

/** Storm mains too small for the rain of the land above them (rational method, 10 minutes and 1.2 m/s). */
export function overloadedStormDrains(network: LaidNetwork): readonly string[] {
  const mains = flowing(network).filter((each) => each.utility === 'storm' && each.use === 'main');
  const leaving = new Map(mains.map((each) => [each.from, each]));
  const waiting = new Map<LaidNode, number>();
  for (const { to } of mains) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const loads = new Map<LaidNode, { areaHa: number; minutes: number }>();
  const found: string[] = [];
  const ready = mains.filter((each) => !waiting.has(each.from));
  for (const main of ready) {
    const above = loads.get(main.from) ?? { areaHa: 0, minutes: INLET_MINUTES };
    const areaHa = above.areaHa + STORM_HA_PER_M * lengthM(main);
    const minutes = above.minutes + lengthM(main) / 72;
    const slope = (main.fromLevelM - main.toLevelM) / lengthM(main);
    if (fullCapacityM3s(main.make, slope) < areaHa * designRainM3sPerHa(minutes) - 1e-6) found.push(main.id);
    const at = loads.get(main.to) ?? { areaHa: 0, minutes: INLET_MINUTES };
    loads.set(main.to, { areaHa: at.areaHa + areaHa, minutes: Math.max(at.minutes, minutes) });
    const left = (waiting.get(main.to) ?? 0) - 1;
    waiting.set(main.to, left);
    const next = leaving.get(main.to);
    if (left === 0 && next) ready.push(next);
  }
  return found;
}

const STEP_M = 0.2;

/**
 * Pairs of conduits without a common node whose outer walls come nearer than `leastM` above one another anywhere in their
 * overlap in plan: each is walked in steps of 0.2 m, and compared with whatever lies within the sum of the half-widths.
 */
export function pairsTooClose({ conduits }: LaidNetwork, leastM: number): readonly string[] {
  const cells = segmentCells<LaidConduit>(20);
  const found: string[] = [];
  for (const conduit of conduits) {
    const { from, to } = conduit;
    cells.near(from.at, to.at, 5, ({ value: other }) => {
      if (isJoined(other, conduit)) return;
      const gapM = worstGapM(conduit, other);
      if (gapM < leastM) found.push(`${conduit.id} ${other.id}: ${gapM.toFixed(3)}`);
    });
    cells.add(from.at, to.at, conduit);
  }
  return found;
}

function worstGapM(p: LaidConduit, q: LaidConduit): number {
  const widthM = outerHalfWidthM(p.make) + outerHalfWidthM(q.make);
  const count = Math.max(1, Math.ceil(lengthM(p) / STEP_M));
  const [p0, p1] = bottoms(p);
  const [q0, q1] = bottoms(q);
  const [heightP, heightQ] = [outerHeightM(p.make), outerHeightM(q.make)];
  let worst = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= count; k++) {
    const t = k / count;
    const at: PlanPoint = [
      p.from.at[0] + (p.to.at[0] - p.from.at[0]) * t,
      p.from.at[1] + (p.to.at[1] - p.from.at[1]) * t,
    ];
    if (distanceToSegment(at, q.from.at, q.to.at) > widthM) continue;
    const u = nearestShare(at, q.from.at, q.to.at);
    const bottomP = p0 + (p1 - p0) * t;
    const bottomQ = q0 + (q1 - q0) * u;
    worst = Math.min(worst, Math.max(bottomP - bottomQ - heightQ, bottomQ - bottomP - heightP));
  }
  return worst;
}

function bottoms(conduit: LaidConduit): readonly [number, number] {
  const [a, b] = inverts(conduit);
  const wallM = conduit.make.wallMm / 1000;
  return [a - wallM, b - wallM];
}

/** Shafts that a conduit which does not end in them runs through: beside the shaft, or less than 0.1 m below its floor. */
export function shaftsOnConduits({ nodes, conduits }: LaidNetwork): readonly string[] {
  const cells = segmentCells<LaidNode>(20);
  for (const node of nodes) if (node.shaftDiameterMm !== null) cells.add(node.at, node.at, node);
  return conduits.flatMap((conduit) => {
    const { from, to, make } = conduit;
    const found: string[] = [];
    cells.near(from.at, to.at, 4, ({ value: node }) => {
      if (node === from || node === to) return;
      // The chamber of a large drain is no wider than the drain and its walls; what passes beside it is what matters here.
      const radiusM = Math.min(node.shaftDiameterMm ?? 0, 1000) / 2000;
      const gapM = distanceToSegment(node.at, from.at, to.at) - outerHalfWidthM(make) - radiusM;
      const u = nearestShare(node.at, from.at, to.at);
      const [a, b] = bottoms(conduit);
      const isBelow = a + (b - a) * u + outerHeightM(make) < (node.sumpLevelM ?? 0) - 0.1;
      if (gapM < 0 && !isBelow) found.push(`${node.id} on ${conduit.id}: ${gapM.toFixed(2)}`);
    });
    return found;
  });
}

function isJoined(a: LaidConduit, b: LaidConduit): boolean {
  return a.from === b.from || a.from === b.to || a.to === b.from || a.to === b.to;
}

/** Conduits whose outer top comes nearer to the ground than `leastM` anywhere along them; mouths lie open. */
export function shallow(
  conduits: readonly LaidConduit[],
  leastM: number,
  { groundLevelM }: Pick<DemoSite, 'groundLevelM'>,
): readonly string[] {
  return conduits
    .filter((conduit) => {
      const { from, to, make } = conduit;
      const roofM = (make.heightMm + make.wallMm) / 1000;
      const [a, b] = inverts(conduit);
      for (let share = 0; share <= 1; share += 0.05) {
        if (to.kind === 'outfall' && share > 0) return false;
        const at: PlanPoint = [
          from.at[0] + (to.at[0] - from.at[0]) * share,
          from.at[1] + (to.at[1] - from.at[1]) * share,
        ];
        // Levels of points are stated to the millimetre.
        if (groundLevelM(at) - (a + (b - a) * share) - roofM < leastM - 0.001) return true;
      }
      return false;
    })
    .map((conduit) => conduit.id);
}
