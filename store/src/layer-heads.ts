import { createHash } from 'node:crypto';
import type { Sql, SqlValue } from './sql.ts';
import type { AsOf } from './store.ts';

/**
 * What the layers of a scene show at one moment. Every statement of an answer reads rows as of these revisions, so that
 * an answer of several statements is of one state even while an import is published between them.
 */
export interface LayerHeads {
  readonly layers: readonly { readonly id: number; readonly name: string; readonly head: number }[];
  /** Parameters $1 and $2 of a statement with `HEADS`. */
  readonly parameters: readonly [layerIds: SqlValue, heads: SqlValue];
  /** A name for what the scene (or the one layer asked for) shows; null when nothing. */
  readonly revision: string | null;
}

/** From-clause of layers at their heads: alias `l` with `layer_id` and `head`. */
export const HEADS = 'unnest($1::integer[], $2::bigint[]) as l(layer_id, head)';

/** Join condition of the live rows of `alias` with `HEADS`. */
export function liveAt(alias: string): string {
  return `${alias}.layer_id = l.layer_id and ${alias}.valid_from <= l.head and ${alias}.valid_to > l.head`;
}

interface HeadRow {
  readonly id: number;
  readonly name: string;
  readonly head: number | null;
  readonly change_count: number;
}

/** The published layers of a scene, or the one named. */
export async function layerHeads(sql: Sql, scene: string, layer?: string): Promise<LayerHeads> {
  const rows = await sql.query<HeadRow>(
    `select id, name, head_revision as head, change_count from layer
     where scene = $1 and change_count > 0 and ($2::text is null or name = $2) order by id`,
    [scene, layer ?? null],
  );
  const layers = rows.flatMap(({ id, name, head }) => (head === null ? [] : [{ id, name, head }]));
  return headsOf(layers, layers.length === 0 ? null : revisionOf(rows));
}

/**
 * The name of what layers show, in the order of their ids. An emptied layer counts too: without it the scene would be
 * called as it was before the layer came.
 */
export function revisionOf(
  layers: readonly { readonly id: number; readonly head: number | null; readonly change_count: number }[],
): string {
  const text = layers.map(({ id, head, change_count }) => `${id}:${head ?? ''}:${change_count}`).join(',');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What the layers of a scene showed when an import had just been published, or at a time; none when it was not. */
export async function layerHeadsAt(sql: Sql, scene: string, layer: string, asOf: AsOf): Promise<LayerHeads> {
  const isImport = 'importId' in asOf;
  const layers = await sql.query<LayerHeads['layers'][number]>(
    `with asked as (
       select l.name, i.id, i.published_at from import i join layer l on l.id = i.layer_id
       where l.scene = $1 and l.name = $2 and i.id = $3::bigint and i.state in ('published', 'superseded'))
     select l.id, l.name, max(i.id) as head from layer l join import i on i.layer_id = l.id
     where l.scene = $1 and i.state in ('published', 'superseded') and case
       when $3::bigint is null then i.published_at <= $4::timestamptz
       when l.name = $2 then i.id = (select id from asked)
       else i.published_at <= (select published_at from asked) end
     group by l.id, l.name order by l.id`,
    [scene, layer, isImport ? asOf.importId : null, isImport ? null : asOf.time],
  );
  return headsOf(layers, null);
}

/** The same moment of the one layer. */
export function onlyLayer({ layers, revision }: LayerHeads, name: string): LayerHeads {
  return headsOf(
    layers.filter((each) => each.name === name),
    revision,
  );
}

/** Layers with what they show, as statements want them. */
export function headsOf(layers: LayerHeads['layers'], revision: string | null): LayerHeads {
  return { layers, parameters: [layers.map(({ id }) => id), layers.map(({ head }) => head)], revision };
}
