import { createHash } from 'node:crypto';
import type { ChangedAreas, ChangedCells, SceneVersions, TrunkEdit } from './edit-store.ts';
import { revisionOf } from './layer-heads.ts';
import type { Sql } from './sql.ts';

interface VersionRow {
  readonly id: number;
  readonly head: number | null;
  readonly change_count: number;
  readonly whole_count: number;
  readonly ground_count: number;
}

/** Change counts from here on are times, 9 September 2001 in microseconds; below it they were numbered from 1. */
const FIRST_TIME = 1e15;

/** `EditRepository.versions` says what. */
export async function sceneVersions(sql: Sql, scene: string): Promise<SceneVersions | null> {
  return versionsOf(await versionRows(sql, scene));
}

/** `EditRepository.lastingVersions` says what. No count of a layer is less than its `whole_count`. */
export async function lastingVersions(sql: Sql, scene: string): Promise<SceneVersions | null> {
  const rows = await versionRows(sql, scene);
  return rows.every(({ whole_count }) => whole_count >= FIRST_TIME) ? versionsOf(rows) : null;
}

async function versionRows(sql: Sql, scene: string): Promise<readonly VersionRow[]> {
  return await sql.query<VersionRow>(
    `select id, head_revision as head, change_count, whole_count, ground_count from layer
     where scene = $1 and change_count > 0 order by id`,
    [scene],
  );
}

interface CellsRow extends VersionRow {
  readonly cells: readonly (readonly [cell: number, change: number])[] | null;
  readonly trunk_edits:
    | readonly (readonly [importId: number, rank: number, change: number, leafCells: readonly number[]])[]
    | null;
}

/** `EditRepository.changedCells` says what. One statement: the cells are of the versions. */
export async function changedCells(sql: Sql, scene: string): Promise<ChangedCells | null> {
  const rows = await sql.query<CellsRow>(
    `select id, head_revision as head, change_count, whole_count, ground_count, (
       select json_agg(json_build_array(c.cell, c.change_count)) from changed_cell c
       where c.layer_id = layer.id and c.change_count > layer.whole_count) as cells, (
       select json_agg(json_build_array(e.import_id, e.trunk_rank, e.change_count, e.cells)) from edit e
       where e.layer_id = layer.id and e.change_count > layer.whole_count and e.trunk_rank is not null) as trunk_edits
     from layer where scene = $1 and change_count > 0 order by id`,
    [scene],
  );
  const versions = versionsOf(rows);
  if (versions === null) return null;
  const cells = new Map<number, string>();
  // A cell changed in two layers is known by both, always in the order of the layers.
  for (const { id, cells: changed } of rows) {
    for (const [cell, change] of changed ?? []) {
      const before = cells.get(cell);
      cells.set(cell, `${before === undefined ? '' : `${before} `}${id}:${change}`);
    }
  }
  const trunkEdits = rows.flatMap((row) => row.trunk_edits ?? []).sort(([a], [b]) => a - b);
  return {
    versions,
    cells,
    trunkEdits: new Map(
      trunkEdits.map(([importId, rank, change, leafCells]): [number, TrunkEdit] => [
        importId,
        { leafCells, rank, change },
      ]),
    ),
  };
}

interface AreasRow extends VersionRow {
  readonly areas:
    | readonly (readonly [west: number, south: number, east: number, north: number, change: number])[]
    | null;
}

/** `EditRepository.changedAreas` says what. */
export async function changedAreas(sql: Sql, scene: string): Promise<ChangedAreas | null> {
  const rows = await sql.query<AreasRow>(
    `select id, head_revision as head, change_count, whole_count, ground_count, (
       select json_agg(json_build_array((e.bbox[1])[0], (e.bbox[1])[1], (e.bbox[0])[0], (e.bbox[0])[1], e.change_count))
       from edit e where e.layer_id = layer.id and e.change_count > layer.whole_count and e.bbox is not null) as areas
     from layer where scene = $1 and change_count > 0 order by id`,
    [scene],
  );
  const versions = versionsOf(rows);
  if (versions === null) return null;
  const areas = rows.flatMap((row) => row.areas ?? []).sort((a, b) => a[4] - b[4]);
  return {
    versions,
    areas: areas.map(([west, south, east, north, change]) => ({ bbox: [west, south, east, north], change })),
  };
}

function versionsOf(rows: readonly VersionRow[]): SceneVersions | null {
  if (rows.every(({ head }) => head === null)) return null;
  const wholes = rows.map(({ id, whole_count }) => `${id}:${whole_count}`);
  const grounds = rows.map(({ id, ground_count }) => `${id}:${ground_count}`);
  return {
    revision: revisionOf(rows),
    ground: nameOf([...wholes, ...grounds]),
    whole: nameOf(wholes),
  };
}

function nameOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join(',')).digest('hex').slice(0, 16);
}
