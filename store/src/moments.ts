import type { DataMoment } from '@undercroft/core/analysis/near-rows';
import { StoreError } from './errors.ts';
import { type LayerHeads, revisionOf } from './layer-heads.ts';
import type { AsOf } from './store.ts';

/** A time of a scene that an analysis may ask about, ISO 8601. */
export type AsOfTime = Extract<AsOf, { readonly time: string }>;

/**
 * Layers of a scene at one moment, for statements that read them and what they show at once: such a statement has one
 * snapshot, so that nothing can change between its parts. Parameters $1 scene, $2 time or null for now.
 *
 * A layer that was emptied has no head; it counts for the name of the moment all the same. In the past no changes are
 * counted: the -1 in their place keeps the name apart from that of any moment that was now.
 */
const MOMENT_LAYERS = `
  select id as layer_id, name, head_revision as head, change_count from layer
  where scene = $1 and change_count > 0 and $2::timestamptz is null
  union all
  select l.id, l.name, max(i.id), -1 from layer l join import i on i.layer_id = l.id
  where l.scene = $1 and i.state in ('published', 'superseded') and i.published_at <= $2::timestamptz
  group by l.id, l.name`;

/** With-clause of a statement of one moment: `moment`, and the alias `l` of `liveAt` over the layers that show something. */
export const WITH_MOMENT = `with moment as materialized (${MOMENT_LAYERS}),
  l as materialized (select layer_id, head from moment where head is not null)`;

/** Select item: the layers of the moment as `MomentRow`s, those of links and nodes marked. */
export const MOMENT_ITEM = `(
  select json_agg(json_build_array(m.layer_id, m.name, m.head, m.change_count, i.published_at,
      ${holdsNetwork('m.layer_id')}) order by m.layer_id)
  from moment m left join import i on i.id = m.head) as moment`;

/** Condition: whether a layer ever held a link or a node. */
export function holdsNetwork(layerId: string): string {
  return `(${anyOf('link', layerId)} or ${anyOf('node', layerId)})`;
}

/** In the order of an index: planned as `exists`, it reads the whole table for a layer that has no row in it. */
function anyOf(table: 'link' | 'node', layerId: string): string {
  return `(select true from ${table} f where f.layer_id = ${layerId} order by f.source_id limit 1) is not null`;
}

export type MomentRow = readonly [
  layerId: number,
  name: string,
  head: number | null,
  changeCount: number,
  publishedAt: string | null,
  isNetwork: boolean,
];

/** What a scene showed: by which layers, and since when. */
export interface Moment extends DataMoment {
  readonly names: ReadonlyMap<number, string>;
  /** Parameters of a statement with `HEADS`. */
  readonly parameters: LayerHeads['parameters'];
}

/**
 * Null while nothing is shown. The date is that of the layers of links and nodes: a map brought yesterday makes no
 * survey younger. Only where there is no such layer it is that of all.
 */
export function momentOf(rows: readonly MomentRow[]): Moment | null {
  const shown = rows.flatMap(([id, name, head, , publishedAt, isNetwork]) =>
    head === null ? [] : [{ id, name, head, publishedMs: Date.parse(publishedAt ?? ''), isNetwork }],
  );
  if (shown.length === 0) return null;
  const ofNetwork = shown.filter(({ isNetwork }) => isNetwork);
  const newestMs = Math.max(...(ofNetwork.length === 0 ? shown : ofNetwork).map(({ publishedMs }) => publishedMs));
  if (Number.isNaN(newestMs)) {
    const what = 'every layer that shows something must know when it was published; one does not.';
    throw new StoreError('statement-failed', `For the date of an answer ${what}`);
  }
  return {
    revision: revisionOf(rows.map(([id, , head, change_count]) => ({ id, head, change_count }))),
    dataDate: new Date(newestMs).toISOString(),
    names: new Map(shown.map(({ id, name }) => [id, name])),
    parameters: [shown.map(({ id }) => id), shown.map(({ head }) => head)],
  };
}
