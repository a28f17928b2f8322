import type { TestProject } from 'vitest/node';
import { missingPostgres, type PostgresCluster, startPostgresCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's own PostgreSQL cluster; null where PostgreSQL or PostGIS is not installed. */
    postgresUrl: string | null;
  }
}

let cluster: PostgresCluster | null = null;

/** Starts one PostgreSQL cluster for the whole run; tests get at it with `inject('postgresUrl')`. */
export async function setup(project: TestProject): Promise<void> {
  const missing = await missingPostgres();
  if (missing !== null) {
    process.stderr.write(`Tests on PostgreSQL are skipped: ${missing}.\n`);
    project.provide('postgresUrl', null);
    return;
  }
  cluster = await startPostgresCluster();
  project.provide('postgresUrl', cluster.url);
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
  cluster = null;
}
