import { conduitReading, countedReading } from './conduit-readings.ts';
import { nearFeatures } from './near-features.ts';
import { networkRows } from './network-rows.ts';
import type { Sql } from './sql.ts';
import type { AnalysisRepository } from './store.ts';

/** Rows for analyses; `AnalysisRepository` says what each method does. */
export function analysisRepository(sql: Sql): AnalysisRepository {
  return {
    near: async (scene, bounds, asOf) => await nearFeatures(sql, scene, bounds, asOf),
    network: async (scene, utilities) => await networkRows(sql, scene, utilities),
    conduits: async (scene, utilities) => await conduitReading(sql, scene, utilities),
    counted: async (scene, utilities) => await countedReading(sql, scene, utilities),
  };
}
