import { describe, expect, it } from 'vitest';
import { conduitTable } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { districtViolations } from './district-violations.ts';

const RULES = { ...NATIONAL_RULES, region: { ...NATIONAL_RULES.region, frostDepthM: 0.3 } };

/** A concrete sewer of 20 m, its outer top at 9.24 m, under a carriageway: 0.70 m of cover are wanted. */
const SEWER = conduitTable([
  plainConduit({
    path: [0, 0, 20, 0],
    fromAxisM: 9.14,
    toAxisM: 9.14,
    section: plainSection('circular', 200, 200, 0),
    facts: {
      utility: 'sewage',
      material: 'concrete',
      accuracy: { qualityLevel: null, sigmaXyM: 0.05, sigmaZM: 0.01 },
    },
  }),
]);

function coversOver(ground: (x: number) => number) {
  const { covers, unknownCovers } = districtViolations(SEWER, RULES, { ground, placeOf: () => 'carriageway' });
  return { covers, unknownCovers };
}

describe('covers of a district', () => {
  it('finds a rut between two places that lie a metre apart, where the cover is close to what is wanted', () => {
    // 0.76 m of cover, but in the rut at 4.5 m: 0.66 m.
    const { covers } = coversOver((x) => 10 - Math.max(0, 0.1 - 0.4 * Math.abs(x - 4.5)));
    expect(covers).toHaveLength(1);
    expect(covers[0]?.cover.least?.coverM).toBeCloseTo(0.66, 9);
    expect(covers[0]?.cover.stepM).toBe(0.5);
  });

  it('finds nothing where two metres and more lie over it', () => {
    const { covers, unknownCovers } = coversOver(() => 12);
    expect(covers).toEqual([]);
    expect(unknownCovers).toEqual([]);
  });

  it('does not know what it is where the ground is known in part', () => {
    const { covers, unknownCovers } = districtViolations(SEWER, RULES, {
      ground: (x) => (x > 15 ? null : 12),
      placeOf: () => 'carriageway',
    });
    expect(covers).toEqual([]);
    expect(unknownCovers[0]?.cover.gaps).toEqual([{ fromM: 15, toM: 20, why: 'ground' }]);
  });
});
