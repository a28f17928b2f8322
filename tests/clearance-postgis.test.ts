import { describe, expect, inject, it } from 'vitest';
import { conduitTable, type PlacedConduit } from '../core/src/analysis/conduit-table.ts';
import { plainSection } from '../core/src/analysis/testing/plain-conduit.ts';
import { conduitBodies } from '../core/src/clearance/conduit-bodies.ts';
import { bodyDistances, newBodyDistances, newDistanceScratch } from '../core/src/clearance/pair-distances.ts';
import { somePair } from '../core/src/clearance/testing/some-pair.ts';
import { seededRandom } from '../core/src/random/seeded-random.ts';
import { openPostgres } from '../store/src/drivers/postgres.ts';
import { createDatabase } from './support/postgres-cluster.ts';

const clusterUrl = inject('postgresUrl');
const PAIRS = 10_000;

/** Two round conduits on courses of any kind: crossing, side by side, upright, bent. */
function roundPair(seed: number): readonly PlacedConduit[] {
  const random = seededRandom(~seed);
  return somePair(seed).map(({ facts, path }) => {
    const outerMm = random.between(60, 900);
    return { facts: { ...facts, section: plainSection('circular', outerMm, outerMm, 0) }, path };
  });
}

/** The second is moved up so that one pair in two lies clear of each other. */
function lifted([a, b]: readonly PlacedConduit[], byM: number): readonly PlacedConduit[] {
  if (a === undefined || b === undefined) throw new RangeError('two conduits');
  const up = (end: 'from' | 'to') => ({ ...b.facts[end], axisM: (b.facts[end].axisM ?? 0) + byM });
  return [a, { ...b, facts: { ...b.facts, from: up('from'), to: up('to') } }];
}

describe.skipIf(clusterUrl === null)('distances of round conduits (needs PostgreSQL with PostGIS)', () => {
  it(`are those of their axes in PostGIS less both radii, within 1 mm, for ${PAIRS} pairs`, async () => {
    const pairs = Array.from({ length: PAIRS }, (_, seed) => lifted(roundPair(seed), seed % 2 === 0 ? 0 : 2));
    const table = conduitTable(pairs.flat());
    const bodies = conduitBodies(table);
    const out = newBodyDistances();
    const scratch = newDistanceScratch(bodies);
    const wkt = (i: number) => {
      const points: string[] = [];
      for (let k = table.starts[i] ?? 0; k < (table.starts[i + 1] ?? 0); k++) {
        points.push(table.axes.subarray(k * 3, k * 3 + 3).join(' '));
      }
      return `LINESTRING Z (${points.join(', ')})`;
    };
    const database = await createDatabase(clusterUrl ?? '');
    const sql = openPostgres(database.url);
    try {
      const rows = await sql.query<{ space: number; plan: number }>(
        `select ST_3DDistance(a::geometry, b::geometry) as space, ST_Distance(a::geometry, b::geometry) as plan
           from unnest($1::text[], $2::text[]) with ordinality as t(a, b, k) order by k`,
        [pairs.map((_, k) => wkt(k * 2)), pairs.map((_, k) => wkt(k * 2 + 1))],
      );
      expect(rows).toHaveLength(PAIRS);
      let apart = 0;
      for (const [k, { space, plan }] of rows.entries()) {
        bodyDistances(bodies, k * 2, bodies, k * 2 + 1, out, scratch);
        const radii = (table.halfWidthM[k * 2] ?? 0) + (table.halfWidthM[k * 2 + 1] ?? 0);
        expect(Math.abs(out.spatialM - Math.max(0, space - radii)), `in space, ${k}`).toBeLessThan(0.001);
        expect(Math.abs(out.horizontalM - Math.max(0, plan - radii)), `in plan, ${k}`).toBeLessThan(0.001);
        if (out.spatialM > 0) apart++;
      }
      expect(apart).toBeGreaterThan(PAIRS / 3);
    } finally {
      await sql.close();
      await database.drop();
    }
  });
});
