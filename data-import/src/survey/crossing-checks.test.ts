import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EAST, NORTH } from './testing/clean-survey.ts';
import { readSurvey } from './testing/read-survey.ts';
import { surveyTables, type WrittenSurvey } from './testing/write-survey.ts';

interface Stick {
  readonly from: readonly [north: number, east: number];
  readonly to: readonly [north: number, east: number];
  /** Depth of the outer top of a pipe of 0.20 m. */
  readonly depthM: number;
}

function surveyOf(sticks: readonly Stick[]): WrittenSurvey {
  const end = (id: string, [north, east]: readonly [number, number]) => ({
    id,
    north: NORTH + north,
    east: EAST + east,
    groundM: 10,
    utility: 'water' as const,
    feature: 'surveyEdge' as const,
  });
  return {
    points: sticks.flatMap(({ from, to }, i) => [end(`A${i}`, from), end(`B${i}`, to)]),
    lines: sticks.map(({ depthM }, i) => ({
      from: `A${i}`,
      to: `B${i}`,
      utility: 'water' as const,
      embedding: 'directBuried' as const,
      outerMm: 200,
      fromDepthM: depthM,
      toDepthM: depthM,
    })),
  };
}

async function crossingsOf(sticks: readonly Stick[]): Promise<number> {
  const { codes } = await readSurvey(surveyTables(surveyOf(sticks)));
  return codes.filter((code) => code === 'crossing-without-node').length;
}

describe('crossings', () => {
  it('are told of once, though a long main runs through many cells beside short lines', async () => {
    const long: Stick = { from: [0, -5000], to: [1, 5000], depthM: 1 };
    const short = Array.from(
      { length: 40 },
      (_, i): Stick => ({ from: [-3, i * 10], to: [4, i * 10 + 1], depthM: 1.1 }),
    );
    expect(await crossingsOf([long, ...short])).toBe(40);
  });

  it('are told of where a line ends upon another without a point', async () => {
    expect(
      await crossingsOf([
        { from: [0, 0], to: [0, 30], depthM: 1 },
        { from: [20, 15], to: [0.01, 15], depthM: 1 },
      ]),
    ).toBe(1);
    expect(
      await crossingsOf([
        { from: [0, 0], to: [0, 30], depthM: 1 },
        { from: [20, 15], to: [0.05, 15], depthM: 1 },
      ]),
    ).toBe(0);
  });

  it('are those that every line compared with every other gives', async () => {
    const coordinate = fc.integer({ min: 0, max: 300 }).map((step) => step / 3 + 0.01 * (step % 7));
    const place = fc.tuple(coordinate, coordinate);
    const stick = fc.record({ from: place, to: place, depthM: fc.constantFrom(1, 1.15, 1.5) });
    await fc.assert(
      fc.asyncProperty(fc.array(stick, { minLength: 2, maxLength: 25 }), async (sticks) => {
        // Places are written to the millimetre: lines that miss each other by just the 2 cm may count or not.
        const found = await crossingsOf(sticks);
        expect(found).toBeGreaterThanOrEqual(bruteForce(sticks, 0.018));
        expect(found).toBeLessThanOrEqual(bruteForce(sticks, 0.022));
      }),
      { numRuns: 60 },
    );
  });
});

/** Crossings of axes less than 0.20 m apart in level, each segment lengthened by so much, by comparing all with all. */
function bruteForce(sticks: readonly Stick[], reachM: number): number {
  let count = 0;
  for (const [i, p] of sticks.entries()) {
    for (const q of sticks.slice(i + 1)) {
      const [ux, uy] = [p.to[0] - p.from[0], p.to[1] - p.from[1]];
      const [vx, vy] = [q.to[0] - q.from[0], q.to[1] - q.from[1]];
      const [wx, wy] = [q.from[0] - p.from[0], q.from[1] - p.from[1]];
      const cross = ux * vy - uy * vx;
      if (Math.abs(cross) <= 1e-9 * Math.hypot(ux, uy) * Math.hypot(vx, vy)) continue;
      const s = (wx * vy - wy * vx) / cross;
      const t = (wx * uy - wy * ux) / cross;
      const [overP, overQ] = [reachM / Math.hypot(ux, uy), reachM / Math.hypot(vx, vy)];
      const meets = s >= -overP && s <= 1 + overP && t >= -overQ && t <= 1 + overQ;
      if (meets && Math.abs(p.depthM - q.depthM) < 0.2) count++;
    }
  }
  return count;
}
