import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { missingPostgres, type PostgresCluster, startPostgresCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's own PostgreSQL cluster; null where PostgreSQL or PostGIS is not installed. */
    postgresUrl: string | null;
    /** Folder in which the run keeps one empty embedded store to copy. */
    embeddedTemplate: string;
  }
}

let cluster: PostgresCluster | null = null;
let templateHome: string | null = null;

/** Starts one PostgreSQL cluster for the whole run; `describeStores` makes a database of it for each suite. */
export async function setup(project: TestProject): Promise<void> {
  templateHome = await mkdtemp(join(tmpdir(), 'undercroft-template-'));
  project.provide('embeddedTemplate', templateHome);
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
  if (templateHome !== null) await rm(templateHome, { recursive: true, force: true });
}
