import { createHash } from 'node:crypto';
import type { Sql, SqlValue } from './sql.ts';

/**
 * What the layers of a scene show at one moment. Every statement of an answer reads rows as of these revisions, so that
 * an answer of several statements is of one state even while an import is published between them.
 */
export interface LayerHeads {
  readonly layers: readonly { readonly id: number; readonly name: string; readonly head: number }[];
  /** Parameters $1 and $2 of a statement with `HEADS`. */
  readonly parameters: readonly [layerIds: SqlValue, heads: SqlValue];
}

/** From-clause of layers at their heads: alias `l` with `layer_id` and `head`. */
export const HEADS = 'unnest($1::integer[], $2::bigint[]) as l(layer_id, head)';

/** Join condition of the live rows of `alias` with `HEADS`. */
export function liveAt(alias: string): string {
  return `${alias}.layer_id = l.layer_id and ${alias}.valid_from <= l.head and ${alias}.valid_to > l.head`;
}

/** The published layers of a scene, or the one named. */
export async function layerHeads(sql: Sql, scene: string, layer?: string): Promise<LayerHeads> {
  const layers = await sql.query<{ id: number; name: string; head: number }>(
    `select id, name, head_revision as head from layer
     where scene = $1 and head_revision is not null and ($2::text is null or name = $2) order by id`,
    [scene, layer ?? null],
  );
  return { layers, parameters: [layers.map(({ id }) => id), layers.map(({ head }) => head)] };
}

/** A name for what the scene shows: the same while nothing is published, another after every publish. */
export function revisionOf({ layers }: LayerHeads): string | null {
  if (layers.length === 0) return null;
  const text = layers.map(({ id, head }) => `${id}:${head}`).join(',');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
