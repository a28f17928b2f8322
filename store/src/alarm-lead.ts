import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

/** First key of the advisory locks of scenes whose alarms a server makes; the second is taken from the scene's name. */
const LEAD_LOCK = 7_091_966;

/**
 * The right to make the alarms of a scene: one server has it at a time. It ends with `release` or with the connection that
 * holds it. Null while another server has it; the embedded store has one server only.
 */
export async function takeAlarmLead(database: Database, scene: string): Promise<{ release(): Promise<void> } | null> {
  if (database.driver === 'pglite') return { release: () => Promise.resolve() };
  const session = await database.session();
  try {
    const key = createHash('sha256').update(scene).digest().readInt32BE();
    const [row] = await session.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
      LEAD_LOCK,
      key,
    ]);
    if (row?.taken === true) return { release: () => session.close() };
  } catch (error) {
    await session.close().catch(() => undefined);
    throw error;
  }
  await session.close();
  return null;
}
