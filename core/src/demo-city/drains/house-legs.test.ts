import { describe, expect, it } from 'vitest';
import { demoSite } from '../place/demo-sites.ts';
import { CONCRETE_DRAINS, PLASTIC_CONNECTION } from './drain-makes.ts';
import { gravityIndex } from './gravity-index.ts';
import { houseLegs } from './house-legs.ts';
import { madeNode, madePipe, makeNamed } from './testing/made-drains.ts';

/** Flat ground at 10 m. */
const site = { ...demoSite(0, 1), groundLevelM: () => 10 };
const manhole = { node: madeNode('M', [50, 2.6], 10), lowestM: 6.9, leastObvertM: 7.2 };
const way = {
  places: [
    [50, 24],
    [50, 14],
  ] as const,
  makes: [PLASTIC_CONNECTION, PLASTIC_CONNECTION],
  manhole,
};

describe('houseLegs', () => {
  it('starts 1.02 m under the ground and falls by 1.2 %: 8.784, then 8.664 after 10 m', () => {
    const legs = houseLegs(way, gravityIndex(), site);
    // Outer top 8.98 less the wall of 4.9 mm and the bore of 190.2 mm, down to the millimetre.
    expect(legs?.[0]?.fromLevelM).toBe(8.784);
    expect(legs?.[0]?.toLevelM).toBe(8.664);
    expect(legs?.[1]?.fromLevelM).toBe(8.664);
  });

  it('passes a storm drain on the way above or below it, by 0.17 m or more', () => {
    const laid = gravityIndex();
    const dn600 = makeNamed(CONCRETE_DRAINS, 'DN600');
    const drain = madePipe(madeNode('X', [0, 8], 10), madeNode('Y', [100, 8], 10), dn600, 7.7, 7.7);
    laid.add(drain);
    const legs = houseLegs(way, laid, site);
    const last = legs?.at(-1);
    expect(last).toBeDefined();
    if (!last) return;
    const there = last.fromLevelM + (last.toLevelM - last.fromLevelM) * ((14 - 8) / (14 - 2.6));
    const above = there - 0.0049 - (7.7 + 0.66);
    const below = 7.7 - 0.06 - (there + 0.1951);
    expect(Math.max(above, below)).toBeGreaterThanOrEqual(0.17);
  });

  it('finds no way into a manhole that lies too high, or through a shaft', () => {
    expect(
      houseLegs({ ...way, manhole: { ...manhole, lowestM: 8.7, leastObvertM: 9 } }, gravityIndex(), site),
    ).toBeNull();
    const laid = gravityIndex();
    laid.addShaft(madeNode('S', [50.2, 8], 10), 0.65);
    expect(houseLegs(way, laid, site)).toBeNull();
  });
});
