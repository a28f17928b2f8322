import { createHash } from 'node:crypto';
import type { ChangedRows } from '@undercroft/core/edit/apply-patch';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import { featureId } from '@undercroft/core/model/feature-id';
import { leafCellOf } from '@undercroft/core/tiling/dirty-tiles';
import { trunkRank } from '@undercroft/core/tiling/trunk-rank';

import { type FoundVersion, findEditable, leavesAbout } from './edit-rows.ts';
import type { DoneEdit, EditableRow, RowEdit } from './edit-store.ts';
import { markChanged, removeLeavings, setHead } from './end-import.ts';
import { StoreError } from './errors.ts';
import { type LayerHeads, layerHeads, onlyLayer } from './layer-heads.ts';
import { ownIdentity } from './process-identity.ts';
import { featureEncoder } from './rows/encode-rows.ts';
import { bytesOf, hashesOf, sourceIdsOf } from './rows/encoded-rows.ts';
import { LINK_WRITER } from './rows/link-row.ts';
import { NODE_WRITER } from './rows/node-row.ts';
import type { RowPlace } from './rows/place.ts';
import { STILL_VALID } from './rows/validity.ts';
import type { Sql } from './sql.ts';

/** Goes into the record of an edit, where an import says which reader read it. */
const EDITOR_VERSION = 'edit-1';

export interface LayerEdit extends RowEdit {
  readonly layer: string;
  readonly sourceId: string;
  readonly layerId: number;
}

/** `EditRepository.apply` says what. Inside a transaction, with the layer's lease in hand. */
export async function applyEdit(
  sql: Sql,
  edit: LayerEdit,
  change: (row: EditableRow) => ChangedRows,
): Promise<DoneEdit | null> {
  const { scene, layer, layerId, sourceId } = edit;
  const heads = await layerHeads(sql, scene);
  const own = onlyLayer(heads, layer);
  const before = heads.revision;
  if (own.layers.length === 0 || before === null) return null;
  const found = await findEditable(sql, own, sourceId);
  if (found === null) return null;
  refuseOther(edit, found);
  await refuseBesideDraft(sql, edit);
  // With its rows of a greater number than undone ones, the edit would show those again.
  await removeLeavings(sql, layerId);

  const rows = change(found.row);
  const versions = found.versions;
  const features: CityFeature[] = [
    ...rows.nodes.map((value) => ({ family: 'node' as const, value })),
    ...rows.links.map((value) => ({ family: 'link' as const, value })),
  ];
  const importId = await insertEdit(sql, edit, rows);
  const written: string[] = [];
  for (const encoded of featureEncoder({ layerId, importId })(features)) {
    const hashes = hashesOf(encoded);
    const ids = sourceIdsOf(encoded);
    const indexes = [...ids.keys()].filter((i) => versions.get(ids[i] ?? '')?.hash !== hashes[i]);
    if (indexes.length === 0) continue;
    const changed = indexes.flatMap((i) => ids[i] ?? []);
    await sql.copyBytes(encoded.table, encoded.columns, bytesOf(encoded, indexes), indexes.length);
    await sql.query(
      `update ${encoded.table} set valid_to = $3
       where layer_id = $1 and source_id = any($2::text[]) and valid_to = $4 and valid_from < $3`,
      [layerId, changed, importId, STILL_VALID],
    );
    written.push(...changed);
  }
  const nothing = { importId: edit.seen, before, changed: [], leafCells: [], isGroundTouched: false };
  if (written.length === 0) {
    await sql.query('delete from import where id = $1', [importId]);
    return { ...nothing, revision: before };
  }
  const places = placesOf(rows, found.versions);
  const leafCells = await touchedLeaves(sql, own, rows, places);
  const bbox = boxAround(places);
  const isGroundTouched = rows.nodes.some((node) => {
    const was = found.row.family === 'node' ? found.row.node : null;
    return was?.coverLevelM !== node.coverLevelM || was.position.join() !== node.position.join();
  });
  await sql.query("update import set state = 'superseded' where layer_id = $1 and state = 'published' and id <> $2", [
    layerId,
    importId,
  ]);
  const sourceIds = [sourceId, ...written.filter((id) => id !== sourceId)];
  await sql.query(
    `insert into edit
       (import_id, layer_id, reason, is_ground_touched, source_ids, cells, bbox, change_count, trunk_rank)
     values ($1, $2, $3, $4, $5::text[], $6::bigint[],
       box(point($7::float8, $8::float8), point($9::float8, $10::float8)), 0, $11)`,
    [importId, layerId, edit.reason, isGroundTouched, sourceIds, leafCells, ...bbox, touchedRank(found.row, rows)],
  );
  await setHead(sql, layerId, importId);
  await markChanged(sql, layerId, importId);
  const { revision } = await layerHeads(sql, scene);
  return {
    importId,
    before,
    revision: revision ?? before,
    changed: sourceIds.map((id) => featureId(layer, id)),
    leafCells,
    isGroundTouched,
  };
}

function refuseOther({ id, seen, sourceId }: LayerEdit, { versions }: FoundVersion): void {
  const version = versions.get(sourceId)?.from;
  if (version === seen) return;
  throw new StoreError(
    'feature-changed',
    `The feature ${id} must be as it was seen, of import ${seen}; it is of import ${version ?? 'none'} now.`,
  );
}

async function refuseBesideDraft(sql: Sql, { layerId, layer }: LayerEdit): Promise<void> {
  const [draft] = await sql.query<{ id: number }>(
    "select id from import where layer_id = $1 and state = 'draft' limit 1",
    [layerId],
  );
  if (draft === undefined) return;
  throw new StoreError(
    'draft-waiting',
    `Layer ${layer} must have no draft waiting while a row of it is edited; draft ${draft.id} does. Publish or discard it first.`,
  );
}

async function insertEdit(sql: Sql, { layerId, id, by, reason }: LayerEdit, rows: ChangedRows): Promise<number> {
  const { host, pid } = await ownIdentity();
  const sha256 = createHash('sha256').update(JSON.stringify({ id, by, reason, rows })).digest('hex');
  const [row] = await sql.query<{ id: number }>(
    `insert into import (layer_id, source, sha256, reader_version, owner, state, by_whom, published_at, base_count)
     values ($1, $2, $3, $4, $5, 'published', $6, clock_timestamp(), (select change_count from layer where id = $1))
     returning id`,
    [layerId, `edit: ${reason}`, sha256, EDITOR_VERSION, `process ${pid} on ${host}`, by],
  );
  if (row === undefined) throw new StoreError('statement-failed', `The edit of ${id} was not recorded.`);
  return row.id;
}

/** Places of the rows before and after, and of what may have changed with them. */
function placesOf(rows: ChangedRows, before: FoundVersion['versions']): readonly RowPlace[] {
  const places = [
    ...[...before.values()].map(({ place }) => place),
    ...rows.nodes.map((node) => NODE_WRITER.placeOf(node)),
    ...rows.links.map((link) => LINK_WRITER.placeOf(link)),
  ];
  return places.flatMap((place) => place ?? []);
}

/** Greatest rank of the conduits before and after, those among them that end at a node that is edited; null without any. */
function touchedRank(before: EditableRow, after: ChangedRows): number | null {
  const links = [...(before.family === 'link' ? [before.link] : before.links), ...after.links];
  const ranks = links.flatMap((link) => trunkRank(link) ?? []);
  return ranks.length === 0 ? null : Math.max(...ranks);
}

/** Leaves of these places and of everything that shares the nodes of the rows, which keep their names. */
async function touchedLeaves(
  sql: Sql,
  own: LayerHeads,
  rows: ChangedRows,
  places: readonly RowPlace[],
): Promise<readonly number[]> {
  const nodes = new Set(rows.nodes.map(({ sourceId }) => sourceId));
  for (const { fromNode, toNode } of rows.links) {
    if (fromNode !== null) nodes.add(fromNode);
    if (toNode !== null) nodes.add(toNode);
  }
  const leaves = new Set([...places.map(({ cell }) => leafCellOf(cell)), ...(await leavesAbout(sql, own, [...nodes]))]);
  return [...leaves].sort((a, b) => a - b);
}

/** West, south, east, north of all places; null of none. */
function boxAround(places: readonly RowPlace[]): readonly (number | null)[] {
  if (places.length === 0) return [null, null, null, null];
  return [
    Math.min(...places.map(({ west }) => west)),
    Math.min(...places.map(({ south }) => south)),
    Math.max(...places.map(({ east }) => east)),
    Math.max(...places.map(({ north }) => north)),
  ];
}
