import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COVER_VERDICTS } from '../protocol/analysis/cover.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import type { RoadPlace } from '../rules/cover-for.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { conduitTable } from './conduit-table.ts';
import { coverAlong } from './cover-depth.ts';
import { judgeCover } from './cover-verdict.ts';
import { plainConduit, plainSection } from './testing/plain-conduit.ts';

const RULES = { ...NATIONAL_RULES, region: { ...NATIONAL_RULES.region, frostDepthM: 0.3 } };

/** A concrete sewer DN200 with its outer top `coverM` under level ground, known to `sigmaZM`. */
function judged(
  coverM: number,
  place: RoadPlace,
  options: { sigmaZM?: number; ground?: (x: number) => number | null; wallMm?: number | null; rules?: RuleSet } = {},
) {
  const { sigmaZM = 0.01, ground = () => 10, wallMm = 0, rules = RULES } = options;
  const axisM = 10 - coverM - 0.1;
  const table = conduitTable([
    plainConduit({
      path: [0, 0, 20, 0],
      fromAxisM: axisM,
      toAxisM: axisM,
      section: plainSection('circular', 200, 200, wallMm),
      facts: {
        utility: 'sewage',
        material: 'concrete',
        accuracy: { qualityLevel: null, sigmaXyM: 0.05, sigmaZM },
        outerTopBasis: wallMm === null ? 'inner' : 'wall',
      },
    }),
  ]);
  return judgeCover(coverAlong(table, 0, ground), table, rules, place);
}

describe('judgeCover', () => {
  it('wants 0.70 m for a sewer under a carriageway and 0.60 m beside it', () => {
    expect(judged(0.65, 'carriageway')).toMatchObject({ verdict: 'belowTable', match: { wantedM: 0.7 } });
    expect(judged(0.65, 'sidewalk')).toMatchObject({
      verdict: 'ok',
      match: { wantedM: 0.6 },
      binding: true,
      needsPerson: false,
    });
  });

  it('takes the stricter place where it is unknown, and is not sure of what fails it alone', () => {
    expect(judged(0.65, 'unknown').verdict).toBe('unknown');
    expect(judged(0.65, 'unknown').assumed).toContain('roadPlace');
    expect(judged(0.55, 'unknown').verdict).toBe('belowTable');
    expect(judged(0.75, 'unknown').verdict).toBe('ok');
  });

  it('quotes the table, which binds, for a cover below it, and the frost, which does not, for one between', () => {
    const cold = { ...RULES, region: { ...RULES.region, frostDepthM: 0.85, verifiedBy: null } };
    expect(judged(0.65, 'carriageway', { rules: cold })).toMatchObject({
      verdict: 'belowTable',
      binding: true,
      match: { wantedM: 0.7, forFrost: false },
    });
    const between = judged(0.8, 'carriageway', { rules: cold });
    expect(between).toMatchObject({ verdict: 'belowTable', match: { wantedM: 0.85, forFrost: true } });
    expect(between.binding).toBe(cold.region.grade === 'a' || cold.region.grade === 'b');
  });

  it('is inside uncertainty within two standard deviations, and worse for more of it, never better', () => {
    expect(judged(0.75, 'carriageway', { sigmaZM: 0.02 }).verdict).toBe('ok');
    expect(judged(0.75, 'carriageway', { sigmaZM: 0.03 }).verdict).toBe('insideUncertainty');
    expect(judged(0.65, 'carriageway', { sigmaZM: 0.5 }).verdict).toBe('belowTable');
  });

  it('never gets better for a greater deviation, or for ground that is not known', () => {
    const rank = (verdict: (typeof COVER_VERDICTS)[number]) => COVER_VERDICTS.indexOf(verdict);
    const holed = (x: number) => (x > 8 && x < 12 ? null : 10);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        fc.constantFrom<RoadPlace>('carriageway', 'sidewalk', 'unknown'),
        (coverCm, sigmaMm, moreMm, place) => {
          const sure = judged(coverCm / 100, place, { sigmaZM: sigmaMm / 1000 }).verdict;
          const less = judged(coverCm / 100, place, { sigmaZM: (sigmaMm + moreMm) / 1000 }).verdict;
          const unseen = judged(coverCm / 100, place, { sigmaZM: sigmaMm / 1000, ground: holed }).verdict;
          expect(rank(less)).toBeLessThanOrEqual(rank(sure));
          expect(rank(unseen)).toBeLessThanOrEqual(rank(sure));
        },
      ),
      { seed: 5 },
    );
  });

  it('is unknown where any of the ground is, unless it is too little elsewhere', () => {
    const holed = (x: number) => (x > 8 && x < 12 ? null : 10);
    expect(judged(1.5, 'carriageway', { ground: holed })).toMatchObject({ verdict: 'unknown' });
    expect(judged(1.5, 'carriageway', { ground: holed }).assumed).toContain('ground');
    expect(judged(0.5, 'carriageway', { ground: holed }).verdict).toBe('belowTable');
  });

  it('makes room for a wall whose thickness is unknown', () => {
    const { verdict, allowanceM, assumed } = judged(0.71, 'carriageway', { wallMm: null });
    expect(allowanceM).toBeGreaterThan(0.01);
    expect(verdict).toBe('unknown');
    expect(assumed).toContain('wall');
  });

  it('meets the figure itself in spite of rounding', () => {
    expect(judged(0.7, 'carriageway').verdict).toBe('insideUncertainty');
  });
});
