import type { CasePhoto } from '@undercroft/core/protocol/live/case-records';
import { caseKpi } from './case-kpi.ts';
import type { Database } from './database.ts';
import { StoreError } from './errors.ts';
import { gridCellAt } from './grid-cell-at.ts';
import type { CaseRecordRepository, StoredCase } from './live-store.ts';
import {
  CASE_RECORD_COLUMNS,
  CASE_RECORD_SELECT,
  type CaseRecordRow,
  caseRecordValues,
  liveCaseOf,
} from './rows/case-record-row.ts';
import type { Sql, SqlValue } from './sql.ts';

interface StoredRow extends CaseRecordRow {
  readonly version: number;
  readonly changed_ms: number;
  readonly crew_ms: number | null;
  readonly brought_by: string;
  readonly position_basis: StoredCase['positionBasis'];
}

const STORED_SELECT = `${CASE_RECORD_SELECT}, r.version, r.changed_ms, r.crew_ms, r.brought_by, r.position_basis`;

interface PhotoRow {
  readonly photo: string;
  readonly media_type: CasePhoto['mediaType'];
  readonly size_bytes: number;
  readonly at_ms: number;
  readonly by_whom: string;
}

const PHOTO_SELECT = 'p.photo, p.media_type, p.size_bytes, p.at_ms, p.by_whom';

export function caseRecords(database: Database): CaseRecordRepository {
  const stored = async (text: string, parameters: readonly SqlValue[]) =>
    (await database.query<StoredRow>(`select ${STORED_SELECT} from case_record r where ${text}`, parameters)).map(
      storedOf,
    );
  return {
    find: (scene, caseId) =>
      database.transaction(async (sql) => {
        const [row] = await sql.query<StoredRow>(
          `select ${STORED_SELECT} from case_record r where r.scene = $1 and r.case_id = $2`,
          [scene, caseId],
        );
        if (row === undefined) return null;
        const actions = await sql.query<{ at_ms: number; action: string; by_whom: string; note: string | null }>(
          'select at_ms, action, by_whom, note from case_action where scene = $1 and case_id = $2 order by ordinal',
          [scene, caseId],
        );
        const photos = await sql.query<PhotoRow>(
          `select ${PHOTO_SELECT} from case_photo p where p.scene = $1 and p.case_id = $2 order by p.at_ms, p.photo`,
          [scene, caseId],
        );
        return {
          ...storedOf(row),
          actions: actions.map(({ at_ms, by_whom, action, note }) => ({ atMs: at_ms, action, by: by_whom, note })),
          photos: photos.map(photoOf),
        };
      }),
    open: async (scene, limit) =>
      (
        await stored("r.scene = $1 and r.result = 'open' order by r.report_ms desc, r.case_id limit $2", [scene, limit])
      ).map((each) => each.case),
    async withUnit(scene) {
      const found = await stored(
        "r.scene = $1 and r.result = 'open' and r.unit is not null and r.handle_ms is null order by r.report_ms, r.case_id",
        [scene],
      );
      return found.map((each) => each.case);
    },
    gridCellAt: (scene, position) => gridCellAt(database, scene, position),
    standing: (scene) => stored("r.scene = $1 and r.result = 'open' order by r.report_ms desc, r.case_id", [scene]),
    async near(scene, { kind, category, component, bounds: [west, south, east, north], fromMs, toMs }, limit) {
      const found = await stored(
        `r.scene = $1 and r.report_ms >= $2 and r.report_ms <= $3 and r.kind = $4 and r.result <> 'void'
           and (r.category is null or $5::text is null or r.category = $5)
           and (r.component = $6 or (r.lon between $7 and $9 and r.lat between $8 and $10))
         order by r.report_ms desc, r.case_id limit $11`,
        [scene, fromMs, toMs, kind, category, component, west, south, east, north, limit],
      );
      return found.map((each) => each.case);
    },
    async ofAlarm(scene, alarmId) {
      const [row] = await database.query<{ case_id: string }>(
        'select case_id from case_record where scene = $1 and alarm_id = $2',
        [scene, alarmId],
      );
      return row?.case_id ?? null;
    },
    async known(scene, caseIds) {
      if (caseIds.length === 0) return new Map();
      const found = await stored('r.scene = $1 and r.case_id = any($2)', [scene, [...caseIds]]);
      return new Map(found.map((each) => [each.case.sourceId, each]));
    },
    crewDue: (scene, nowMs, limit) =>
      stored('r.scene = $1 and r.crew_ms <= $2 order by r.crew_ms, r.case_id limit $3', [scene, nowMs, limit]),
    async nextSerial(scene, day) {
      const [row] = await database.query<{ last: number }>(
        `insert into case_serial (scene, day, last) values ($1, $2, 1)
         on conflict (scene, day) do update set last = case_serial.last + 1 returning last`,
        [scene, day],
      );
      if (row === undefined) throw new StoreError('result-swallowed', `No number came for a case of ${day}.`);
      return row.last;
    },
    async cursor(scene) {
      const [row] = await database.query<{ event_id: number }>('select event_id from case_cursor where scene = $1', [
        scene,
      ]);
      return row?.event_id ?? 0;
    },
    async setCursor(scene, eventId) {
      await database.query(
        `insert into case_cursor (scene, event_id) values ($1, $2)
         on conflict (scene) do update set event_id = greatest(case_cursor.event_id, excluded.event_id)`,
        [scene, eventId],
      );
    },
    async advanceCursor(sql, scene, fromId, toId) {
      const moved = await sql.query<{ event_id: number }>(
        `insert into case_cursor (scene, event_id) values ($1, $3)
         on conflict (scene) do update set event_id = excluded.event_id where case_cursor.event_id = $2
         returning event_id`,
        [scene, fromId, toId],
      );
      if (moved.length > 0) return;
      throw new StoreError('case-changed', `Cases of ${scene} after event ${fromId} were taken in by somebody else.`);
    },
    write: writeCase,
    async addPhoto(scene, caseId, { photo, mediaType, sizeBytes, atMs, by }, sha256) {
      await database.query(
        `insert into case_photo (scene, photo, case_id, at_ms, by_whom, media_type, size_bytes, sha256)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [scene, photo, caseId, atMs, by, mediaType, sizeBytes, sha256],
      );
    },
    async photo(scene, caseId, photo) {
      const [row] = await database.query<PhotoRow>(
        `select ${PHOTO_SELECT} from case_photo p where p.scene = $1 and p.photo = $2 and p.case_id = $3`,
        [scene, photo, caseId],
      );
      return row === undefined ? null : photoOf(row);
    },
    kpi: (scene, query) => caseKpi(database, scene, query),
  };
}

/** Writes a case that was seen at `version` (null: a new one), and the line of its history. */
async function writeCase(
  sql: Sql,
  scene: string,
  { case: value, version, changedMs, crewMs, broughtBy, positionBasis }: StoredCase,
  action: { readonly atMs: number; readonly action: string; readonly by: string; readonly note: string | null },
): Promise<void> {
  const columns = ['scene', ...CASE_RECORD_COLUMNS, 'version', 'changed_ms', 'crew_ms', 'brought_by', 'position_basis'];
  const values = [scene, ...caseRecordValues(value), version, changedMs, crewMs, broughtBy, positionBasis];
  const places = columns.map((_, i) => `$${i + 1}`).join(', ');
  const sets = columns.map((column, i) => `${column} = $${i + 1}`).join(', ');
  const written = await sql.query<{ case_id: string }>(
    version === 1
      ? `insert into case_record (${columns.join(', ')}) values (${places}) on conflict do nothing returning case_id`
      : `update case_record set ${sets} where scene = $1 and case_id = $2 and version = $${columns.length + 1} returning case_id`,
    version === 1 ? values : [...values, version - 1],
  );
  if (written.length === 0) {
    const what = version === 1 ? 'is there already' : `is no longer as it was at version ${version - 1}`;
    throw new StoreError('case-changed', `Case ${value.sourceId} ${what}: somebody else was first.`);
  }
  await sql.query(
    `insert into case_action (scene, case_id, ordinal, at_ms, action, by_whom, note)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [scene, value.sourceId, version, action.atMs, action.action, action.by, action.note],
  );
}

function storedOf(row: StoredRow): StoredCase {
  return {
    case: liveCaseOf(row),
    version: row.version,
    changedMs: row.changed_ms,
    crewMs: row.crew_ms,
    broughtBy: row.brought_by,
    positionBasis: row.position_basis,
  };
}

function photoOf({ photo, media_type, size_bytes, at_ms, by_whom }: PhotoRow): CasePhoto {
  return { photo, mediaType: media_type, sizeBytes: size_bytes, atMs: at_ms, by: by_whom };
}
