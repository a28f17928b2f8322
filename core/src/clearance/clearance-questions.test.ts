import { describe, expect, it } from 'vitest';
import { conduitTable } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import { clearanceAnswerSchema, clearanceRequestSchema } from '../protocol/analysis/clearance.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { buildingFootprints } from './building-footprints.ts';
import type { ClearanceAnswerHead } from './clearance-answer.ts';
import { answerDistrict, answerPair, answerProposed } from './clearance-questions.ts';

const projection = localProjection([119.6, 39.93]);
const HEAD: ClearanceAnswerHead = {
  scene: 'town',
  revision: 'r1',
  dataDate: '2026-11-20T00:00:00Z',
  rules: NATIONAL_RULES,
  projection,
  unplacedCount: 0,
};
const ACCURACY = { qualityLevel: null, sigmaXyM: 0.001, sigmaZM: 0.001 };

function pipe(id: string, utility: 'water' | 'sewage' | 'gas', outerMm: number, y: number, z: number) {
  const section = plainSection('circular', outerMm, outerMm, 0);
  const pressure = { leastMpa: 0.3, mostMpa: 0.3 };
  const facts = { utility, accuracy: ACCURACY, embedding: 'directBuried' as const, pressure };
  return plainConduit({ id, path: [0, y, 40, y], fromAxisM: z, toAxisM: z, section, facts });
}

const table = conduitTable([
  pipe('water', 'water', 200, 0, -1.3),
  pipe('sewer', 'sewage', 400, 1.2, -2),
  pipe('gas', 'gas', 200, 8, -0.5),
]);

describe('questions of clearance', () => {
  it('two picked conduits: 1.2 m between the axes less 0.1 and 0.2', () => {
    const answer = clearanceAnswerSchema.parse(answerPair(HEAD, ['sewer', 'water'], table, null));
    expect(answer.findings).toHaveLength(1);
    expect(answer.findings[0]?.horizontal.foundM).toBeCloseTo(0.9, 9);
    expect(answer.findings[0]?.spatialM).toBeCloseTo(Math.hypot(1.2, 0.7) - 0.3, 9);
    expect(answer.findings[0]?.verdict).toBe('belowTable');
    expect(answer.findings[0]?.closest.a[2]).toBeLessThan(0);
    expect(() => answerPair(HEAD, ['sewer', 'nothing'], table, null)).toThrow(RangeError);
  });

  it('a proposed conduit, its depth counted from the ground', () => {
    const [from, to] = [projection.inverse(20, -5), projection.inverse(20, 6)];
    const ask = clearanceRequestSchema.parse({
      ask: 'proposed',
      proposed: {
        line: { type: 'LineString', coordinates: [from, to] },
        coverDepthsM: [0.7, 0.7],
        utility: 'telecom',
        embedding: 'duct',
        section: { shape: 'circular', widthMm: 100, wallMm: 0 },
      },
    });
    if (ask.ask !== 'proposed') throw new TypeError('a proposed conduit was asked about');
    const answer = clearanceAnswerSchema.parse(answerProposed(HEAD, ask.proposed, table, () => 0));
    // Bottom of the duct at -0.8; tops of the water main at -1.2 and of the sewer at -1.8.
    const found = new Map(answer.findings.map((finding) => [finding.b.featureId, finding]));
    expect(found.get('water')?.vertical.foundM).toBeCloseTo(0.4, 6);
    expect(found.get('sewer')?.vertical.foundM).toBeCloseTo(1, 6);
    expect(found.get('gas')?.horizontal.foundM).toBeCloseTo(8 - 6 - 0.05 - 0.1, 4);
    expect([...found.values()].every(({ a }) => a.featureId === 'proposed')).toBe(true);
  });

  it('a district: conduits to one another, to a building, to the ground', () => {
    const building = { id: 'house', ring: Float64Array.of(5, 9, 15, 9, 15, 14, 5, 14) };
    const setting = { ground: () => 0, buildings: buildingFootprints([building]) };
    const answer = clearanceAnswerSchema.parse(
      answerDistrict(HEAD, { utilities: undefined, limit: 10 }, table, setting),
    );
    expect(answer.findings.map(({ a, b, shortfall }) => [a.featureId, b.featureId, shortfall])).toEqual([
      ['water', 'sewer', 'horizontal'],
    ]);
    expect(answer.district?.pairCount).toBe(1);
    // Gas at 0.3 MPa keeps 1.5 m from a building: 9 - 8 - 0.1 = 0.9.
    expect(
      answer.district?.buildings.map(({ feature, buildingId, foundM }) => [feature.featureId, buildingId, foundM]),
    ).toEqual([['gas', 'house', 0.9]]);
    // Its outer top at -0.4 lies under 0.6 m wherever it lies in the road.
    const [cover] = answer.district?.covers ?? [];
    expect([answer.district?.coverCount, cover?.feature.featureId]).toEqual([1, 'gas']);
    expect(cover?.foundM).toBeCloseTo(0.4, 9);
    const ofWater = answerDistrict(HEAD, { utilities: ['reclaimed'], limit: 10 }, table, setting);
    expect([ofWater.findings, ofWater.district?.pairCount, ofWater.district?.coverCount]).toEqual([[], 0, 0]);
  });

  it('a service may reach the house that it feeds, and only it is let off', () => {
    const stub = (id: string, toNode: string | null) => ({
      ...plainConduit({
        id,
        path: [8, 0, 8, 9],
        fromAxisM: -1,
        toAxisM: -1,
        section: plainSection('circular', 50, 50, 0),
        facts: {
          utility: 'gas',
          accuracy: ACCURACY,
          pressure: { leastMpa: 0.3, mostMpa: 0.3 },
          fromNode: 'tee',
          toNode,
        },
      }),
    });
    const building = { id: 'house', ring: Float64Array.of(5, 9, 15, 9, 15, 14, 5, 14) };
    const ask = (toNode: string | null) =>
      answerDistrict(HEAD, { utilities: undefined, limit: 10 }, conduitTable([stub('service', toNode)]), {
        buildings: buildingFootprints([building]),
        customers: ['entry'],
      }).district?.buildingCount;
    expect(ask('entry')).toBe(0);
    expect(ask('elsewhere')).toBe(1);
  });
});
