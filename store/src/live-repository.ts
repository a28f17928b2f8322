import { isOver } from '@undercroft/core/live/is-over';
import type { LiveEventKind, LoggedEvent } from '@undercroft/core/live/live-event';
import type { Database } from './database.ts';
import { appendBatch } from './live-append.ts';
import { LiveNumbers } from './live-numbers.ts';
import type { LiveRepository, LogExtent, RefusedEvent } from './live-store.ts';
import { LIVE_EVENT_SELECT, type LiveEventRow, loggedEventOf } from './rows/live-event-row.ts';
import type { Sql, SqlValue } from './sql.ts';

/** Refused events that are kept of a scene. */
const REFUSED_KEPT = 10_000;

/** Events that are removed in one transaction: the embedded store serves nobody else meanwhile. */
const FORGOTTEN_AT_ONCE = 2000;

const FROM_LOG = 'from live_event e join live_thing t on t.thing_id = e.thing_id';

export function liveRepository(database: Database): LiveRepository {
  const numbers = new LiveNumbers(database);
  /** Events that a statement after the scene's number ($1) finds. */
  const events = async (scene: string, text: string, parameters: readonly SqlValue[]) => {
    const sceneId = await numbers.find(scene);
    if (sceneId === null) return [];
    return (await database.query<LiveEventRow>(text, [sceneId, ...parameters])).map(loggedEventOf);
  };
  return {
    async append(scene, given, alongside) {
      // Before the transaction: the embedded store has one session, which the transaction would have.
      const stand = await numbers.ofEvents(
        scene,
        given.map(({ event }) => event),
      );
      if (alongside === undefined) return given.length === 0 ? [] : await appendBatch(database, stand, given);
      return await database.transaction(async (sql) => {
        const outcomes = given.length === 0 ? [] : await appendBatch(sql, stand, given);
        await alongside(sql);
        return outcomes;
      });
    },
    since: (scene, afterEventId, limit) =>
      events(
        scene,
        `select ${LIVE_EVENT_SELECT} ${FROM_LOG} where e.scene_id = $1 and e.event_id > $2 order by e.event_id limit $3`,
        [afterEventId, limit],
      ),
    async extent(scene) {
      const [row] = await database.query<LogExtent>(
        `select forgotten_event + 1 as oldest, last_event as newest, (
           select received_ms from live_event e where e.scene_id = s.scene_id and e.event_id > s.forgotten_event
           order by e.event_id limit 1) as "sinceMs"
         from live_scene s where scene = $1 and last_event > 0`,
        [scene],
      );
      return row ?? null;
    },
    async ends() {
      const rows = await database.query<{ scene: string; newest: number }>(
        'select scene, last_event as newest from live_scene where last_event > 0',
      );
      return new Map(rows.map(({ scene, newest }) => [scene, newest]));
    },
    async state(scene) {
      const rows = await database.query<LiveEventRow & { readonly up_to: number; readonly event_id: number | null }>(
        `select s.last_event as up_to, ${LIVE_EVENT_SELECT} from live_scene s
         left join live_key k on k.scene_id = s.scene_id and not k.is_over
         left join live_event e on e.scene_id = k.scene_id and e.event_id = k.newest_event
         left join live_thing t on t.thing_id = e.thing_id
         where s.scene = $1 order by e.event_id`,
        [scene],
      );
      return { upTo: rows[0]?.up_to ?? 0, events: rows.filter((row) => row.event_id !== null).map(loggedEventOf) };
    },
    async stateAt(scene, atMs, by, kinds) {
      const asked = kinds ?? null;
      if (by === 'event') return standing(await events(scene, STATE_BY_EVENT, [atMs, asked]));
      const sceneId = await numbers.find(scene);
      if (sceneId === null) return [];
      const [last] = await database.query<{ event_id: number }>(
        `select event_id from live_event where scene_id = $1 and received_ms <= $2
         order by received_ms desc, event_id desc limit 1`,
        [sceneId, atMs],
      );
      return last === undefined ? [] : standing(await events(scene, STATE_BY_RECEIVED, [last.event_id, asked]));
    },
    between(scene, fromMs, toMs, by, { kinds, limit }) {
      const clock = by === 'event' ? 'event_ms' : 'received_ms';
      return events(
        scene,
        `select ${LIVE_EVENT_SELECT} ${FROM_LOG} where e.scene_id = $1 and e.${clock} >= $2 and e.${clock} < $3
           and ($4::text[] is null or t.kind = any($4)) order by e.${clock}, e.event_id limit $5`,
        [fromMs, toMs, kinds ?? null, limit],
      );
    },
    ofThing: (scene, kind, id, { fromMs, toMs, limit }) =>
      events(
        scene,
        `select ${LIVE_EVENT_SELECT} from live_key k cross join lateral (
           select * from live_event e where e.key_id = k.key_id and e.event_ms >= $4 and e.event_ms < $5
           order by e.event_ms desc, e.event_id desc limit $6) e
         join live_thing t on t.thing_id = e.thing_id
         where k.scene_id = $1 and k.kind = $2 and k.id = $3 order by e.event_ms desc, e.event_id desc limit $6`,
        [kind, id, fromMs, toMs, limit],
      ),
    async refuse(scene, refused) {
      if (refused.length === 0) return;
      const sceneId = await numbers.of(scene);
      await database.transaction((sql) => keepRefused(sql, sceneId, refused));
    },
    async refused(scene, limit) {
      const sceneId = await numbers.find(scene);
      if (sceneId === null) return [];
      const rows = await database.query<RefusedRow>(
        `select received_ms, source, door, reason, detail, body from live_refused where scene_id = $1
         order by refused_id desc limit $2`,
        [sceneId, limit],
      );
      return rows.map(({ received_ms, ...row }) => ({ receivedMs: received_ms, ...row }));
    },
    async forget(scene, kinds, beforeMs) {
      const sceneId = await numbers.find(scene);
      if (sceneId === null) return 0;
      let forgotten = 0;
      for (let fromMs = Number.NEGATIVE_INFINITY; ; ) {
        const some = await forgetSome(database, sceneId, kinds, fromMs, beforeMs);
        forgotten += some.count;
        if (some.count < FORGOTTEN_AT_ONCE) break;
        fromMs = some.lastMs ?? fromMs;
      }
      // PostgreSQL sweeps up by itself; in the embedded store nobody else does.
      if (forgotten > 0 && database.driver === 'pglite') await database.query('vacuum live_event');
      return forgotten;
    },
    async keyHash(scene, source) {
      const [row] = await database.query<{ key_hash: Uint8Array }>(
        `select k.key_hash from live_source_key k join live_scene s on s.scene_id = k.scene_id
         where s.scene = $1 and k.source = $2`,
        [scene, source],
      );
      return row?.key_hash ?? null;
    },
    async setKeyHash(scene, source, hash) {
      const sceneId = await numbers.of(scene);
      if (hash === null) {
        await database.query('delete from live_source_key where scene_id = $1 and source = $2', [sceneId, source]);
        return;
      }
      await database.query(
        `insert into live_source_key (scene_id, source, key_hash) values ($1, $2, $3)
         on conflict (scene_id, source) do update set key_hash = excluded.key_hash`,
        [sceneId, source, hash],
      );
    },
  };
}

/** Without what was over then and was opened again since. */
function standing(events: readonly LoggedEvent[]): readonly LoggedEvent[] {
  return events.filter(({ event }) => !isOver(event));
}

/** The newest of each key by its own time ($2), of kinds ($3). A key that is over by then is passed by unread. */
const STATE_BY_EVENT = `select ${LIVE_EVENT_SELECT} from live_key k cross join lateral (
    select * from live_event e where e.key_id = k.key_id and e.event_ms <= $2
    order by e.event_ms desc, e.event_id desc limit 1) e
  join live_thing t on t.thing_id = e.thing_id
  where k.scene_id = $1 and k.first_ms <= $2 and not (k.is_over and k.newest_ms <= $2)
    and ($3::text[] is null or k.kind = any($3)) order by e.event_id`;

/** The newest of each key among the events up to an id ($2): of those that were the present when they came, the last. */
const STATE_BY_RECEIVED = `select ${LIVE_EVENT_SELECT} from live_key k cross join lateral (
    select * from live_event e where e.key_id = k.key_id and e.event_id <= $2 and not e.is_historical
    order by e.event_id desc limit 1) e
  join live_thing t on t.thing_id = e.thing_id
  where k.scene_id = $1 and k.first_event <= $2 and not (k.is_over and k.newest_event <= $2)
    and ($3::text[] is null or k.kind = any($3)) order by e.event_id`;

type RefusedRow = Omit<RefusedEvent, 'receivedMs'> & { readonly received_ms: number };

async function keepRefused(sql: Sql, sceneId: number, refused: readonly RefusedEvent[]): Promise<void> {
  const [row] = await sql.query<{ last: number }>(
    'update live_scene set last_refused = last_refused + $2 where scene_id = $1 returning last_refused as last',
    [sceneId, refused.length],
  );
  const last = row?.last ?? 0;
  const columns = ['scene_id', 'refused_id', 'received_ms', 'source', 'door', 'reason', 'detail', 'body'];
  await sql.copyIn(
    'live_refused',
    columns,
    refused.map(({ receivedMs, source, door, reason, detail, body }, i) => {
      return [sceneId, last - refused.length + i + 1, receivedMs, source, door, reason, detail, body];
    }),
  );
  await sql.query('delete from live_refused where scene_id = $1 and refused_id <= $2', [sceneId, last - REFUSED_KEPT]);
}

/**
 * In one transaction, of those received from a time on; what is the newest word about something stays. Resolves to how many
 * went and when the last of them was received: what stays before it need not be looked through again.
 */
async function forgetSome(
  database: Database,
  sceneId: number,
  kinds: readonly LiveEventKind[],
  fromMs: number,
  beforeMs: number,
): Promise<{ readonly count: number; readonly lastMs: number | null }> {
  const [row] = await database.query<{ readonly count: number; readonly lastMs: number | null }>(
    `with gone as (
       delete from live_event where (scene_id, event_id) in (
         select e.scene_id, e.event_id from live_event e join live_key k on k.key_id = e.key_id
         where e.scene_id = $1 and e.received_ms >= $3 and e.received_ms < $4 and k.kind = any($2::text[])
           and k.newest_event <> e.event_id
         order by e.received_ms, e.event_id limit $5)
       returning event_id, received_ms
     ), noted as (
       update live_scene set forgotten_event = greatest(forgotten_event, (select max(event_id) from gone))
       where scene_id = $1 and exists (select from gone)
     )
     select count(*) as count, max(received_ms) as "lastMs" from gone`,
    [sceneId, kinds, fromMs, beforeMs, FORGOTTEN_AT_ONCE],
  );
  return row ?? { count: 0, lastMs: null };
}
