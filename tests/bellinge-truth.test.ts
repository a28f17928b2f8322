import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ImportReport } from '../core/src/protocol/import-answers.ts';
import { sceneSchema } from '../core/src/protocol/scene.ts';
import { importScene } from '../data-import/src/import-scene.ts';
import { openStore } from '../store/src/open-store.ts';
import type { Store } from '../store/src/store.ts';
import { createDatabase, type TestDatabase } from './support/postgres-cluster.ts';
import { DATA, ROOT, temporaryHome } from './support/undercroft.ts';

const clusterUrl = inject('postgresUrl');

/** The truth of the data set as its source states it; see the data folder's README. */
describe.skipIf(DATA === undefined).each(['embedded', 'PostgreSQL'] as const)(
  'Bellinge in the %s store (needs UNDERCROFT_DATA)',
  (kind) => {
    const available = kind === 'embedded' || clusterUrl !== null;
    const home = temporaryHome();
    let database: TestDatabase | null = null;
    let store: Store;
    let report: ImportReport;

    const one = async (text: string): Promise<Record<string, unknown>> =>
      (await store.sql.query<Record<string, unknown>>(text))[0] ?? {};
    const live = (table: string) =>
      `(select t.* from ${table} t join layer l on l.id = t.layer_id
         where t.valid_from <= l.head_revision and t.valid_to > l.head_revision) as live`;

    beforeAll(async () => {
      if (!available) return;
      if (kind === 'PostgreSQL') database = await createDatabase(clusterUrl ?? '');
      store = await openStore({ home: home.path, databaseUrl: database?.url });
      const scene = sceneSchema.parse(JSON.parse(readFileSync(join(ROOT, 'scenes', 'bellinge', 'scene.json'), 'utf8')));
      const [layer] = await importScene(scene, { store, dataFolder: DATA ?? '' });
      if (layer === undefined) throw new Error('one layer was expected');
      report = layer.report;
    });

    afterAll(async () => {
      await store?.close();
      await database?.drop();
      home.remove();
    });

    it.runIf(available)('has 995 junctions, 16 storages and 9 outfalls', async () => {
      const rows = await store.sql.query<{ kind: string; count: number }>(
        `select kind, count(*)::int as count from ${live('node')} group by kind order by kind`,
      );
      expect(rows).toEqual([
        { kind: 'junction', count: 995 },
        { kind: 'outfall', count: 9 },
        { kind: 'storage', count: 16 },
      ]);
    });

    it.runIf(available)('has 1015 conduits of 51,248 m and 6 pumps, 13 weirs, 3 orifices, 7 outlets', async () => {
      const rows = await store.sql.query<{ kind: string; count: number }>(
        `select kind, count(*)::int as count from ${live('link')} group by kind`,
      );
      expect(Object.fromEntries(rows.map((row) => [row.kind, row.count]))).toEqual({
        conduit: 1015,
        pump: 6,
        weir: 13,
        orifice: 3,
        outlet: 7,
      });
      const { stated, plan } = await one(
        `select sum(stated_length_m) as stated, sum(plan_length_m) as plan from ${live('link')} where kind = 'conduit'`,
      );
      expect(Math.abs(Number(stated) / 51_248 - 1)).toBeLessThan(0.001);
      expect(Math.abs(Number(plan) / 51_319 - 1)).toBeLessThan(0.001);
    });

    it.runIf(available)('keeps the range of the inverts: junctions 9.419 to 49.869, storages from 8.919', async () => {
      const junctions = await one(
        `select min(sump_level_m) as low, max(sump_level_m) as high from ${live('node')} where kind = 'junction'`,
      );
      expect([junctions.low, junctions.high]).toEqual([9.419, 49.869]);
    });

    it.runIf(available)('keeps the depths: 0.40 to 7.26 m with a median of 2.56 m', async () => {
      const depths = await one(
        `select min(cover_level_m - sump_level_m) as low, max(cover_level_m - sump_level_m) as high,
           percentile_cont(0.5) within group (order by cover_level_m - sump_level_m) as median
         from ${live('node')} where kind = 'junction'`,
      );
      expect(Number(depths.low)).toBeCloseTo(0.4, 6);
      expect(Number(depths.high)).toBeCloseTo(7.26, 6);
      expect(Number(depths.median)).toBeCloseTo(2.56, 6);
    });

    it.runIf(available)('knows no cover of the 9 outfalls, and says so instead of zero', async () => {
      const { unknown, zero } = await one(
        `select count(*) filter (where cover_level_m is null)::int as unknown,
           count(*) filter (where cover_level_m = 0)::int as zero from ${live('node')}`,
      );
      expect([unknown, zero]).toEqual([9, 0]);
      expect(report.unknown).toMatchObject({ coverLevelM: 9, wallMm: 1015 });
    });

    it.runIf(available)('keeps the sections: 951 circular, 63 custom as their envelope, 1 rectangular', async () => {
      const rows = await store.sql.query<{ shape: string; count: number }>(
        `select section_shape as shape, count(*)::int as count from ${live('link')} where kind = 'conduit' group by 1`,
      );
      expect(Object.fromEntries(rows.map((row) => [row.shape, row.count]))).toEqual({
        circular: 951,
        envelope: 63,
        rectangular: 1,
      });
    });

    it.runIf(available)('keeps 641 links with vertices of their own, 631 of them conduits', async () => {
      // WKB of a line: 1 byte order, 4 type, 4 count, then 24 bytes a point; two points are no vertex.
      const bent = await one(
        `select count(*)::int as links, (count(*) filter (where kind = 'conduit'))::int as conduits
         from ${live('link')} where length(geom) > 9 + 2 * 24`,
      );
      expect(bent).toEqual({ links: 641, conduits: 631 });
    });

    it.runIf(available)('has 713 subcatchments', async () => {
      expect(await one(`select count(*)::int as count from ${live('area')}`)).toEqual({ count: 713 });
    });

    it.runIf(available)('reports 18 conduits that rise along their flow and no dangling link', async () => {
      expect(report.issueCounts['adverse-slope']).toBe(18);
      expect(report.issueCounts['unknown-node'] ?? 0).toBe(0);
      const { dangling } = await one(
        `select count(*)::int as dangling from ${live('link')}
         where not exists (select 1 from node n where n.layer_id = live.layer_id and n.source_id = live.from_node)
            or not exists (select 1 from node n where n.layer_id = live.layer_id and n.source_id = live.to_node)`,
      );
      expect(dangling).toBe(0);
    });

    it.runIf(available)('changes nothing when the same file is imported again', async () => {
      const revision = await store.features.revision('bellinge');
      const scene = sceneSchema.parse(JSON.parse(readFileSync(join(ROOT, 'scenes', 'bellinge', 'scene.json'), 'utf8')));
      const [layer] = await importScene(scene, { store, dataFolder: DATA ?? '' });
      expect(layer?.unchanged).toBe(true);
      expect(await store.features.revision('bellinge')).toBe(revision);
    });
  },
);
