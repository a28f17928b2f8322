import { headsOf, type LayerHeads, revisionOf } from './layer-heads.ts';
import { holdsNetwork } from './moments.ts';
import type { Sql } from './sql.ts';
import type { NetworkAt } from './store.ts';

/**
 * What each layer of the network showed at a time: $2 itself, or else when import $3 was published; nothing without
 * either. Times are whole milliseconds, rounded up: what a clock of milliseconds says was published by then, was.
 *
 * Within a layer later imports have greater ids: a draft that a later import has overtaken cannot be published. What was
 * undone counts as never published.
 */
const AT = `
  with shown as (
    select l.id as layer_id, l.name, i.id, ceil(extract(epoch from i.published_at) * 1000)::double precision as from_ms
    from layer l join import i on i.layer_id = l.id
    where l.scene = $1 and i.state in ('published', 'superseded') and ${holdsNetwork('l.id')}),
  asked as (select coalesce($2::double precision, (select from_ms from shown where id = $3::bigint)) as ms)
  select s.layer_id as id, s.name, max(s.id) filter (where s.from_ms <= a.ms) as head,
    max(s.from_ms) filter (where s.from_ms <= a.ms) as from_ms, min(s.from_ms) filter (where s.from_ms > a.ms) as until_ms
  from shown s cross join asked a group by s.layer_id, s.name order by s.layer_id`;

interface LayerAt {
  readonly id: number;
  readonly name: string;
  readonly head: number | null;
  readonly from_ms: number | null;
  readonly until_ms: number | null;
}

/** `TileRepository.networkAt` says what. */
export async function networkAt(sql: Sql, scene: string, atMs: number): Promise<NetworkAt> {
  const layers = await sql.query<LayerAt>(AT, [scene, atMs, null]);
  const next = layers.flatMap(({ until_ms: untilMs }) => (untilMs === null ? [] : [untilMs]));
  const { revision, fromMs } = namedHeads(layers);
  return { revision, fromMs, untilMs: next.length === 0 ? null : Math.min(...next) };
}

/** What the layers of a network of that name show; null when there is, or is now, no such network. */
export async function networkHeads(sql: Sql, scene: string, revision: string): Promise<LayerHeads | null> {
  const [, newest] = /^([1-9]\d{0,14})-[\da-f]{16}$/.exec(revision) ?? [];
  if (newest === undefined) return null;
  const { heads, ...named } = namedHeads(await sql.query<LayerAt>(AT, [scene, null, Number(newest)]));
  return named.revision === revision ? heads : null;
}

interface NamedHeads {
  readonly heads: LayerHeads;
  readonly revision: string | null;
  readonly fromMs: number | null;
}

/**
 * The name has two parts: the import by which the state came about leads back to it, and a digest of what all layers
 * show makes sure that it is the same still, since an older import of another layer may have been undone. No changes
 * are counted in it, hence the -1: a state of the past is the same however often it came back.
 */
function namedHeads(layers: readonly LayerAt[]): NamedHeads {
  const shown = layers.flatMap(({ id, name, head, from_ms: fromMs }) =>
    head === null || fromMs === null ? [] : [{ id, name, head, fromMs }],
  );
  if (shown.length === 0) return { heads: headsOf([], null), revision: null, fromMs: null };
  const fromMs = Math.max(...shown.map((layer) => layer.fromMs));
  const newest = Math.max(...shown.filter((layer) => layer.fromMs === fromMs).map(({ head }) => head));
  const revision = `${newest}-${revisionOf(shown.map(({ id, head }) => ({ id, head, change_count: -1 })))}`;
  return { heads: headsOf(shown, revision), revision, fromMs };
}
