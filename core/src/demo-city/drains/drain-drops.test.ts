import { describe, expect, it } from 'vitest';
import { dropManholes, withoutDrops } from './drain-drops.ts';
import { CONCRETE_DRAINS } from './drain-makes.ts';
import { madeNode, madePipe, makeNamed } from './testing/made-drains.ts';

const dn300 = makeNamed(CONCRETE_DRAINS, 'DN300');
const dn500 = makeNamed(CONCRETE_DRAINS, 'DN500');
const [a, b, c] = [madeNode('A', [0, 0], 10), madeNode('B', [40, 0], 10), madeNode('C', [80, 0], 10)];

describe('drops in manholes', () => {
  it('are none where DN300 joins DN500 obvert to obvert', () => {
    const pipes = [madePipe(a, b, dn300, 8, 7.88), madePipe(b, c, dn500, 7.68, 7.6)];
    expect(withoutDrops(pipes)).toEqual(pipes);
    expect(dropManholes(pipes).size).toBe(0);
  });

  it('of 0.5 m are taken by the drain above, down to 0.1 m, where 4 % suffice', () => {
    const pipes = withoutDrops([madePipe(a, b, dn300, 8, 7.88), madePipe(b, c, dn300, 7.38, 7.26)]);
    expect(pipes[0]?.toLevelM).toBeCloseTo(7.48, 9);
    expect(dropManholes(pipes).size).toBe(0);
  });

  it('of 3 m stay, in a drop manhole', () => {
    const pipes = withoutDrops([madePipe(a, b, dn300, 8, 7.88), madePipe(b, c, dn300, 4.88, 4.76)]);
    expect(pipes[0]?.toLevelM).toBe(7.88);
    expect([...dropManholes(pipes)]).toEqual([b]);
  });

  it('never bring a drain below what leaves: an egg of 1.5 m above DN1000 stays at its invert', () => {
    const dn1000 = makeNamed(CONCRETE_DRAINS, 'DN1000');
    const egg = { ...dn1000, shape: 'egg', heightMm: 1500 } as const;
    const [first] = withoutDrops([madePipe(a, b, egg, 5.1, 5), madePipe(b, c, dn1000, 5, 4.9)]);
    expect(first?.toLevelM).toBe(5);
  });
});
