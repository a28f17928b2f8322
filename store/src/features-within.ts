import { featureId } from '@undercroft/core/model/feature-id';
import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import { verticesOf } from './axis-vertices.ts';
import { cellRanges } from './cell-ranges.ts';
import { StoreError } from './errors.ts';
import { HEADS, type LayerHeads, layerHeads, liveAt } from './layer-heads.ts';
import { LINK_ROW_COLUMNS, type LinkRow, linkOf } from './rows/link-row.ts';
import { NODE_ROW_COLUMNS, type NodeRow, nodeOf } from './rows/node-row.ts';
import type { Sql } from './sql.ts';
import type { Bounds } from './store.ts';
import { geomOf, type PackedRow, packed, unpack } from './tile-statements.ts';

const IN_BOUNDS = 'f.bbox && box(point($3, $4), point($5, $6))';

const LINKS = `select ${packed(LINK_ROW_COLUMNS)}, a.cover_level_m as from_cover_level_m, b.cover_level_m as to_cover_level_m
  from ${HEADS} join link f on ${liveAt('f')} and ${IN_BOUNDS}
  left join node a on a.source_id = f.from_node and ${liveAt('a')}
  left join node b on b.source_id = f.to_node and ${liveAt('b')}
  order by f.layer_id, f.source_id collate "C" limit $7`;

/** By their cells, in the ranges `$8 <= cell < $9`: `offset 0` keeps the planner from reading all nodes and sorting them out. */
const NODES = `select ${packed(NODE_ROW_COLUMNS)}
  from ${HEADS} cross join unnest($8::bigint[], $9::bigint[]) as c(first, past)
  cross join lateral (
    select * from node n where ${liveAt('n')} and n.cell >= c.first and n.cell < c.past offset 0) as f
  where ${IN_BOUNDS} order by f.layer_id, f.source_id collate "C" limit $7`;

interface PackedLink extends PackedRow {
  readonly from_cover_level_m: number | null;
  readonly to_cover_level_m: number | null;
}

type WithLayer<Row> = Row & { readonly layer_id: number };

/** Times the question is put again because the scene has changed meanwhile. */
const MOST_ATTEMPTS = 5;

/**
 * Links and nodes whose bounding box meets the rectangle; `tooMany` when there are more than `most`, never a part of
 * them; null when nothing is published.
 * The databases compare boxes with a slack of 1e-6 degrees, so a neighbour 0.1 m outside may come along.
 *
 * What is shown only ever gains rows, but for one case: an import that follows an undo removes what was undone, and an
 * answer begun before the undo would miss it. So the answer counts only if the scene is still the same after it.
 */
export async function featuresWithin(
  sql: Sql,
  scene: string,
  bounds: Bounds,
  most: number,
): Promise<FeaturesIn | 'tooMany' | null> {
  let heads = await layerHeads(sql, scene);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const answer = await withinHeads(sql, heads, bounds, most);
    const after = await layerHeads(sql, scene);
    if (after.revision === heads.revision) return answer;
    heads = after;
  }
  throw new StoreError(
    'store-unreachable',
    `The scene ${scene} must stand still for an answer; it changed ${MOST_ATTEMPTS} times while it was read.`,
  );
}

async function withinHeads(
  sql: Sql,
  heads: LayerHeads,
  bounds: Bounds,
  most: number,
): Promise<FeaturesIn | 'tooMany' | null> {
  const { revision } = heads;
  if (revision === null) return null;
  const parameters = [...heads.parameters, ...bounds, most + 1];
  const links = await sql.query<PackedLink>(LINKS, parameters);
  const { first, past } = cellRanges(bounds);
  const nodes = await sql.query<PackedRow>(NODES, [...parameters, first, past]);
  if (links.length + nodes.length > most) return 'tooMany';
  const names = new Map(heads.layers.map(({ id, name }) => [id, name]));
  return {
    revision,
    bbox: [...bounds],
    links: links.map((row) => linkAnswer(names, row)),
    nodes: nodes.map((row) => nodeAnswer(names, row)),
  };
}

type Names = ReadonlyMap<number, string>;

function linkAnswer(names: Names, packedRow: PackedLink): FeaturesIn['links'][number] {
  const row = unpack<WithLayer<Omit<LinkRow, 'geom'>> & { readonly geom: string | null }>(LINK_ROW_COLUMNS, packedRow);
  const geom = geomOf(row.geom);
  const layer = names.get(row.layer_id) ?? '';
  const { path: _plan, fromNode, toNode, ...link } = linkOf({ ...row, geom });
  return {
    id: featureId(layer, row.source_id),
    layer,
    ...link,
    fromNode: fromNode === null ? null : featureId(layer, fromNode),
    toNode: toNode === null ? null : featureId(layer, toNode),
    path: geom === null ? [] : verticesOf(geom),
    fromCoverLevelM: packedRow.from_cover_level_m,
    toCoverLevelM: packedRow.to_cover_level_m,
  };
}

function nodeAnswer(names: Names, packedRow: PackedRow): FeaturesIn['nodes'][number] {
  const row = unpack<WithLayer<NodeRow>>(NODE_ROW_COLUMNS, packedRow);
  const layer = names.get(row.layer_id) ?? '';
  const { position, ...node } = nodeOf(row);
  return { id: featureId(layer, row.source_id), layer, ...node, position: [position[0], position[1]] };
}
