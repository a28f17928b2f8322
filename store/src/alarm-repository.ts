import { ALARM_SEVERITIES, type AlarmStep } from '@undercroft/core/live/alarm';
import type { AlarmChange, KeptAlarm } from '@undercroft/core/live/alarm-moves';
import { takeAlarmLead } from './alarm-lead.ts';
import type { Database } from './database.ts';
import { StoreError } from './errors.ts';
import type { AlarmRepository } from './live-store.ts';
import { ALARM_SELECT, type AlarmRow, keptAlarmOf } from './rows/alarm-row.ts';
import type { Sql } from './sql.ts';

export function alarmRepository(database: Database): AlarmRepository {
  return {
    async standing(scene) {
      const rows = await database.query<AlarmRow>(
        `select ${ALARM_SELECT} from alarm where scene = $1 and state <> 'closed'
         order by severity, opened_ms desc, alarm_id`,
        [scene],
      );
      return rows.map(keptAlarmOf);
    },
    async opened(scene, { fromMs, toMs, limit }) {
      const rows = await database.query<AlarmRow>(
        `select ${ALARM_SELECT} from alarm where scene = $1 and opened_ms >= $2 and opened_ms < $3
         order by opened_ms desc, alarm_id limit $4`,
        [scene, fromMs, toMs, limit],
      );
      return rows.map((row) => keptAlarmOf(row).alarm);
    },
    async find(scene, alarmId) {
      const [row] = await database.query<AlarmRow>(
        `select ${ALARM_SELECT} from alarm where scene = $1 and alarm_id = $2`,
        [scene, alarmId],
      );
      if (row === undefined) return null;
      const kept = keptAlarmOf(row);
      const steps = await database.query<AlarmStep>(
        `select at_ms as "atMs", step, by_whom as "by", note from alarm_step
         where scene = $1 and alarm_id = $2 and ordinal <= $3 order by ordinal`,
        [scene, alarmId, kept.version],
      );
      return { kept, steps };
    },
    async cursor(scene) {
      const [row] = await database.query<{ event_id: number }>('select event_id from alarm_cursor where scene = $1', [
        scene,
      ]);
      return row?.event_id ?? null;
    },
    write: (sql, scene, changes, cursor) => writeChanges(sql, scene, [...mergedById(changes).values()], cursor),
    moveCursor: (scene, cursor) => moveCursor(database, scene, cursor),
    lead: (scene) => takeAlarmLead(database, scene),
  };
}

/** An alarm after all its changes of one write, and its version before them. */
interface Changed {
  readonly kept: KeptAlarm;
  readonly before: number;
  readonly steps: readonly AlarmStep[];
}

function mergedById(changes: readonly AlarmChange[]): ReadonlyMap<string, Changed> {
  const merged = new Map<string, Changed>();
  for (const { kept, steps } of changes) {
    const earlier = merged.get(kept.alarm.alarmId);
    merged.set(kept.alarm.alarmId, {
      kept,
      before: earlier?.before ?? kept.version - steps.length,
      steps: [...(earlier?.steps ?? []), ...steps],
    });
  }
  return merged;
}

/**
 * One statement, since an alarm is not to wait for its way to the database: new alarms ($2 to $10, those with `before` 0),
 * changed ones, their steps ($11 to $16) and the cursor ($17). Whoever saw another version of an alarm changes nothing of it, and the caller is told.
 */
const WRITE = `with given as (
    select * from unnest($2::text[], $3::bigint[], $4::bigint[], $5::float8[], $6::text[], $7::integer[], $8::float8[],
      $9::text[], $10::text[]) as u(alarm_id, before, version, event_ms, state, severity, opened_ms, position_basis, body)
  ), added as (
    insert into alarm (scene, alarm_id, version, event_ms, state, severity, opened_ms, position_basis, body)
    select $1, alarm_id, version, event_ms, state, severity, opened_ms, position_basis, body from given where before = 0
    on conflict do nothing returning alarm_id
  ), changed as (
    update alarm a set version = u.version, event_ms = u.event_ms, state = u.state, severity = u.severity, body = u.body
    from given u where a.scene = $1 and a.alarm_id = u.alarm_id and a.version = u.before returning a.alarm_id
  ), stepped as (
    insert into alarm_step (scene, alarm_id, ordinal, at_ms, step, by_whom, note)
    select $1, * from unnest($11::text[], $12::bigint[], $13::float8[], $14::text[], $15::text[], $16::text[])
    on conflict do nothing
  ), moved as (
    insert into alarm_cursor (scene, event_id) select $1, $17::bigint where $17::bigint is not null
    on conflict (scene) do update set event_id = greatest(alarm_cursor.event_id, excluded.event_id)
  )
  select alarm_id from added union all select alarm_id from changed`;

async function writeChanges(
  sql: Sql,
  scene: string,
  changed: readonly Changed[],
  cursor: number | null,
): Promise<void> {
  const steps = changed.flatMap(({ kept, before, steps: own }) =>
    own.map((step, i) => ({ ...step, alarmId: kept.alarm.alarmId, ordinal: before + i + 1 })),
  );
  const written = await sql.query<{ alarm_id: string }>(WRITE, [
    scene,
    changed.map(({ kept }) => kept.alarm.alarmId),
    changed.map(({ before }) => before),
    changed.map(({ kept }) => kept.version),
    changed.map(({ kept }) => kept.eventMs),
    changed.map(({ kept }) => kept.alarm.state),
    changed.map(({ kept }) => ALARM_SEVERITIES.indexOf(kept.alarm.severity)),
    changed.map(({ kept }) => kept.alarm.openedMs),
    changed.map(({ kept }) => kept.positionBasis),
    changed.map(({ kept }) => JSON.stringify(kept.alarm)),
    steps.map(({ alarmId }) => alarmId),
    steps.map(({ ordinal }) => ordinal),
    steps.map(({ atMs }) => atMs),
    steps.map(({ step }) => step),
    steps.map(({ by }) => by),
    steps.map(({ note }) => note),
    cursor,
  ]);
  const ids = new Set(written.map(({ alarm_id }) => alarm_id));
  const missing = changed.find(({ kept }) => !ids.has(kept.alarm.alarmId));
  if (missing === undefined) return;
  throw new StoreError(
    'alarm-changed',
    `The alarm ${missing.kept.alarm.alarmId} was to be changed as of its version ${missing.before}; it has another now.`,
  );
}

async function moveCursor(sql: Sql, scene: string, cursor: number): Promise<void> {
  await sql.query(
    `insert into alarm_cursor (scene, event_id) values ($1, $2)
     on conflict (scene) do update set event_id = greatest(alarm_cursor.event_id, excluded.event_id)`,
    [scene, cursor],
  );
}
