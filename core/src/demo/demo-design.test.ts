import { describe, expect, it } from 'vitest';
import { demoDesign } from './demo-design.ts';
import { groundLevelM } from './demo-ground.ts';
import { type DraftPipe, levelsOf, pipeLengthM } from './draft.ts';
import { leastSlope } from './drain-hydraulics.ts';
import { outerHalfWidthM } from './pipe-make.ts';
import { distance, distanceToLine, type PlanPoint, pointAlong } from './plan-geometry.ts';
import { seededRandom } from './seeded-random.ts';

/*
 * Facts about the designed quarter before any gap of the survey is drawn, for several seeds. Distances are brute force:
 * every conduit against every other, sampled every 0.5 m, each section taken as the box around its outer wall, which is
 * never farther from its neighbour than the true wall.
 */
const SAMPLE_M = 0.5;

interface Box {
  readonly at: PlanPoint;
  readonly axisM: number;
  readonly outerTopM: number;
  readonly outerBottomM: number;
}

describe.each([1, 40])('the demo quarter of seed %i', (seed) => {
  const pipes = demoDesign(seededRandom(seed));
  const drains = pipes.filter((pipe) => pipe.utility !== 'water');
  const drainMains = drains.filter((pipe) => pipe.use === 'main');
  const leaving = new Map(drains.map((pipe) => [pipe.from, pipe]));

  it('drains every storm and sewage node downhill to an outfall of its own utility', () => {
    expect(leaving.size).toBe(drains.length);
    const rising = drains.filter((pipe) => {
      const next = leaving.get(pipe.to);
      return pipe.toLevelM >= pipe.fromLevelM || (next !== undefined && next.fromLevelM > pipe.toLevelM);
    });
    expect(rising.map((pipe) => pipe.from.id)).toEqual([]);
    // Levels only fall, so following the drains cannot go round in a circle.
    const lost = drains.filter((pipe) => {
      let end = pipe.to;
      for (let next = leaving.get(end); next; next = leaving.get(end)) end = next.to;
      return end.kind !== 'outfall' || end.utility !== pipe.utility;
    });
    expect(lost.map((pipe) => pipe.from.id)).toEqual([]);
  });

  it('has four storm outfalls and one pumping station', () => {
    const outfalls = new Set(drains.map((pipe) => pipe.to).filter((node) => node.kind === 'outfall'));
    expect([...outfalls].map((node) => node.utility).toSorted()).toEqual([
      'sewage',
      'storm',
      'storm',
      'storm',
      'storm',
    ]);
  });

  it('keeps least slopes: 0.003 at DN300, 0.01 at connections, the self-cleansing slope above', () => {
    for (const pipe of drains) {
      const slope = (pipe.fromLevelM - pipe.toLevelM) / pipeLengthM(pipe);
      const least =
        pipe.use === 'connection' ? 0.01 : leastSlope(pipe.make, pipe.utility === 'storm' ? 'storm' : 'sewage');
      expect(slope, `${pipe.from.id} ${pipe.make.nominal}`).toBeGreaterThanOrEqual(least - 1e-9);
      if (pipe.make.nominal === 'DN300') expect(slope).toBeGreaterThanOrEqual(0.003 - 1e-9);
    }
  });

  it('never grows narrower downstream', () => {
    for (const pipe of drainMains) {
      const next = leaving.get(pipe.to);
      if (next) expect(next.make.widthMm).toBeGreaterThanOrEqual(pipe.make.widthMm);
    }
  });

  it('puts manholes at most 75 m apart on any drain, and 40 m on those to DN600', () => {
    const small = drainMains.filter((pipe) => pipe.make.widthMm <= 600);
    for (const pipe of drainMains) expect(pipeLengthM(pipe)).toBeLessThanOrEqual(75);
    const long = small.filter((pipe) => pipeLengthM(pipe) > 40);
    expect(long.map((pipe) => `${pipe.from.id}>${pipe.to.id} ${pipe.street.en} ${pipeLengthM(pipe)}`)).toEqual([]);
  });

  it('turns the flow by no more than a right angle (and 8 degrees, as its streets cross) in every manhole', () => {
    for (const pipe of drainMains) {
      const next = leaving.get(pipe.to);
      if (!next) continue;
      const into = [pipe.to.at[0] - pipe.from.at[0], pipe.to.at[1] - pipe.from.at[1]] as const;
      const out = [next.to.at[0] - next.from.at[0], next.to.at[1] - next.from.at[1]] as const;
      const cosine = (into[0] * out[0] + into[1] * out[1]) / (Math.hypot(...into) * Math.hypot(...out));
      expect(cosine, `${pipe.street.en} ${pipe.from.id} to ${next.to.id}`).toBeGreaterThan(
        Math.cos((98 * Math.PI) / 180),
      );
    }
  });

  it('covers water by 1.0 m and drains by 0.7 m all along, not only at the ends', () => {
    const shallow = pipes.filter((pipe) => {
      const leastM = pipe.utility === 'water' && !pipe.abandoned ? 1 : 0.7;
      return boxesOf(pipe).some(({ at, outerTopM }) => groundLevelM(at) - outerTopM < leastM);
    });
    expect(shallow.map((pipe) => pipe.from.id)).toEqual([]);
  });

  it('keeps water and drains that run side by side 1.0 m apart, 1.5 m from mains above DN200 (table 4.1.9)', () => {
    const boxes = new Map(pipes.map((pipe) => [pipe, boxesOf(pipe)]));
    const found: string[] = [];
    for (const water of pipes.filter((pipe) => pipe.utility === 'water')) {
      const leastM = water.make.widthMm > 200 ? 1.5 : 1;
      for (const drain of drains.filter((pipe) => mayTouch(pipe, water) && isAlongside(pipe, water))) {
        const gapM = planGapM(boxes.get(water) ?? [], drain) - outerHalfWidthM(water.make);
        if (gapM < leastM) found.push(`${water.from.id}>${water.to.id} ${drain.from.id}>${drain.to.id}: ${gapM}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('lets no two walls meet and keeps the clearances of table 4.1.14 at every crossing', () => {
    expect(tooClose(pipes)).toEqual([]);
  });

  it('lets no shaft stand on a conduit that does not end in it', () => {
    expect(shaftsOnConduits(pipes)).toEqual([]);
  });
});

/** Required vertical gap where two conduits cross in plan, metres; 0 where the table has no row for the pair. */
function requiredM(a: DraftPipe, b: DraftPipe): number {
  if ((a.utility === 'water') !== (b.utility === 'water')) return 0.4;
  return a.utility === b.utility ? 0 : 0.15;
}

function tooClose(pipes: readonly DraftPipe[]): string[] {
  const sampled = pipes.map((pipe) => ({ pipe, boxes: boxesOf(pipe), half: outerHalfWidthM(pipe.make) }));
  const found: string[] = [];
  for (const [i, a] of sampled.entries()) {
    for (const b of sampled.slice(i + 1)) {
      if (isJoined(a.pipe, b.pipe) || !mayTouch(a.pipe, b.pipe)) continue;
      const worstM = worstGapM(a, b);
      if (worstM < requiredM(a.pipe, b.pipe)) {
        found.push(`${a.pipe.from.id}>${a.pipe.to.id} ${b.pipe.from.id}>${b.pipe.to.id}: ${worstM.toFixed(3)}`);
      }
    }
  }
  return found;
}

/** Least vertical gap of the boxes wherever they overlap in plan; infinite when they never do. */
function worstGapM(
  a: { readonly boxes: readonly Box[]; readonly half: number },
  b: { readonly boxes: readonly Box[]; readonly half: number },
): number {
  let worstM = Number.POSITIVE_INFINITY;
  for (const p of a.boxes) {
    for (const q of b.boxes) {
      if (distance(p.at, q.at) > a.half + b.half + SAMPLE_M) continue;
      worstM = Math.min(worstM, Math.max(p.outerBottomM - q.outerTopM, q.outerBottomM - p.outerTopM));
    }
  }
  return worstM;
}

function boxesOf(pipe: DraftPipe): readonly Box[] {
  const lengthM = pipeLengthM(pipe);
  const count = Math.ceil(lengthM / SAMPLE_M);
  return Array.from({ length: count + 1 }, (_, i) => {
    const levelM = pipe.fromLevelM + ((pipe.toLevelM - pipe.fromLevelM) * i) / count;
    return { at: pointAlong(pipe.path, (lengthM * i) / count), ...levelsOf(pipe.make, pipe.reference, levelM) };
  });
}

function isJoined(a: DraftPipe, b: DraftPipe): boolean {
  return a.from === b.from || a.from === b.to || a.to === b.from || a.to === b.to;
}

/** False when the boxes around the ends of two conduits lie 6 m apart or more: their walls then cannot come near. */
function mayTouch(a: DraftPipe, b: DraftPipe): boolean {
  return ([0, 1] as const).every((axis) => {
    const [p, q, r, s] = [a.from.at[axis], a.to.at[axis], b.from.at[axis], b.to.at[axis]];
    return Math.min(p, q) - Math.max(r, s) < 6 && Math.min(r, s) - Math.max(p, q) < 6;
  });
}

function shaftsOnConduits(pipes: readonly DraftPipe[]): string[] {
  const nodes = new Set(pipes.flatMap((pipe) => [pipe.from, pipe.to]));
  const found: string[] = [];
  for (const node of nodes) {
    if (node.shaftDiameterMm === null) continue;
    const radiusM = node.shaftDiameterMm === 'byPipe' ? 0.75 : node.shaftDiameterMm / 2000;
    for (const pipe of pipes) {
      if (pipe.from === node || pipe.to === node) continue;
      if (planGapM([node], pipe) < radiusM) found.push(`${node.id} on ${pipe.from.id}>${pipe.to.id}`);
    }
  }
  return found;
}

/** Plan distance of the nearest of some points to the wall of a conduit. */
function planGapM(points: readonly { readonly at: PlanPoint }[], pipe: DraftPipe): number {
  return Math.min(...points.map(({ at }) => distanceToLine(at, pipe.path))) - outerHalfWidthM(pipe.make);
}

/** True when two conduits run within 15 degrees of each other. */
function isAlongside(a: DraftPipe, b: DraftPipe): boolean {
  const p = [a.to.at[0] - a.from.at[0], a.to.at[1] - a.from.at[1]] as const;
  const q = [b.to.at[0] - b.from.at[0], b.to.at[1] - b.from.at[1]] as const;
  return Math.abs(p[0] * q[0] + p[1] * q[1]) > 0.966 * Math.hypot(...p) * Math.hypot(...q);
}
