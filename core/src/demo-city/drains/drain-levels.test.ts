import { describe, expect, it } from 'vitest';
import type { DrainNode } from './drain-draft.ts';
import { type LevelOptions, laidReaches, pipeOf, type Reach } from './drain-levels.ts';
import { CONCRETE_DRAINS } from './drain-makes.ts';
import { gravityIndex } from './gravity-index.ts';
import { madeNode, madePipe, makeNamed, ROAD } from './testing/made-drains.ts';

const FLAT: LevelOptions = {
  regime: 'sewage',
  coverM: () => 2,
  outfallCoverM: 1,
  laid: null,
  clearanceM: 0.25,
  joining: new Map(),
};

function reach(up: DrainNode, down: DrainNode, sewageM3s = 0): Reach {
  const own = { areaHa: 0, sewageM3s };
  return {
    utility: 'sewage',
    up,
    down,
    street: ROAD,
    builtYear: 2000,
    series: CONCRETE_DRAINS,
    own,
    siphonHeadM: null,
  };
}

describe('laidReaches', () => {
  const [a, b, c] = [madeNode('A', [0, 0], 10), madeNode('B', [40, 0], 10), madeNode('C', [80, 0], 10)];

  it('lays DN300 (wall 30) 2 m deep at its head and at 0.003: invert 7.670, then 7.550 and 7.430', () => {
    const pipes = laidReaches([reach(a, b), reach(b, c)], FLAT).map(pipeOf);
    expect(pipes.map((pipe) => [pipe.make.nominal, pipe.fromLevelM, pipe.toLevelM])).toEqual([
      ['DN300', 7.67, 7.55],
      ['DN300', 7.55, 7.43],
    ]);
  });

  it('joins a larger drain obvert to obvert: 100 L/s after DN300 want DN500, 0.2 m below it', () => {
    const pipes = laidReaches([reach(a, b), reach(b, c, 0.1)], FLAT).map(pipeOf);
    expect(pipes.map((pipe) => pipe.make.nominal)).toEqual(['DN300', 'DN500']);
    expect(pipes[1]?.fromLevelM).toBeCloseTo(7.55 - 0.2, 6);
  });

  it('passes 0.25 m beneath what is laid, and comes down to it a manhole earlier', () => {
    const laid = gravityIndex();
    const dn500 = makeNamed(CONCRETE_DRAINS, 'DN500');
    // Its outer bottom is at 6.45: the sewer's outer top may be at 6.20, its invert at 5.87.
    laid.add(madePipe(madeNode('X', [60, -30], 10), madeNode('Y', [60, 30], 10), dn500, 6.5, 6.5));
    const pipes = laidReaches([reach(a, b), reach(b, c)], { ...FLAT, laid }).map(pipeOf);
    expect(pipes[0]?.toLevelM).toBeCloseTo(5.87, 3);
    expect(pipes[1]?.fromLevelM).toBeCloseTo(5.87, 3);
    // At 4 % at most: from 7.470 down to 5.870 over 40 m.
    expect(pipes[0]?.fromLevelM).toBeCloseTo(7.47, 3);
  });

  it('takes the level of a siphon`s outlet by its head from what comes in', () => {
    const siphon: Reach = { ...reach(b, c), siphonHeadM: 0.35 };
    const d = madeNode('D', [120, 0], 10);
    const [, across, after] = laidReaches([reach(a, b), siphon, reach(c, d)], FLAT);
    expect([across?.fromLevelM, across?.toLevelM]).toEqual([7.55, 7.2]);
    expect(after?.fromLevelM).toBe(7.2);
  });

  it('takes what joins from another system at its obvert, with its load', () => {
    const joining = new Map([[b, { load: { areaHa: 0, minutes: 0, sewageM3s: 0.1 }, obvertM: 7 }]]);
    const pipes = laidReaches([reach(a, b), reach(b, c)], { ...FLAT, joining }).map(pipeOf);
    expect(pipes[1]?.make.nominal).toBe('DN500');
    expect(pipes[1]?.fromLevelM).toBe(6.5);
  });
});
