import { featureId } from '@undercroft/core/model/feature-id';
import type { AreaFeature, LinkFeature, NodeFeature } from '@undercroft/core/protocol/answers';
import { verticesOf } from './axis-vertices.ts';
import { HEADS, type LayerHeads, liveAt } from './layer-heads.ts';
import { pairsOf } from './lon-lat-pairs.ts';
import { baseOf, oneFeature, type Provenance } from './provenance.ts';
import { AREA_SELECT, type AreaRow, areaOf } from './rows/area-row.ts';
import { LINK_SELECT, type LinkRow, linkOf } from './rows/link-row.ts';
import { NODE_SELECT, type NodeRow, nodeOf } from './rows/node-row.ts';
import type { Sql } from './sql.ts';

const ONE_LINK = oneFeature(
  'link',
  `${LINK_SELECT}, a.cover_level_m as from_cover_level_m, b.cover_level_m as to_cover_level_m`,
  `left join node a on a.source_id = f.from_node and ${liveAt('a')}
   left join node b on b.source_id = f.to_node and ${liveAt('b')}`,
);

interface OneLinkRow extends LinkRow, Provenance {
  readonly from_cover_level_m: number | null;
  readonly to_cover_level_m: number | null;
}

/** Null when there is none of that source id. */
export async function findLink(
  sql: Sql,
  heads: LayerHeads,
  layer: string,
  sourceId: string,
): Promise<LinkFeature | null> {
  const [row] = await sql.query<OneLinkRow>(ONE_LINK, [...heads.parameters, sourceId]);
  if (row === undefined) return null;
  const { path: _plan, fromNode, toNode, ...link } = linkOf(row);
  return {
    family: 'link',
    ...baseOf(layer, row),
    ...link,
    fromNode: fromNode === null ? null : featureId(layer, fromNode),
    toNode: toNode === null ? null : featureId(layer, toNode),
    path: row.geom === null ? [] : verticesOf(row.geom),
    fromCoverLevelM: row.from_cover_level_m,
    toCoverLevelM: row.to_cover_level_m,
  };
}

const ONE_NODE = oneFeature('node', NODE_SELECT);

const LINKS_AT_NODE = `
  select * from (
  select f.source_id, f.kind, 'from' as end_at, f.from_invert_m as invert_m, f.width_mm
    from ${HEADS} join link f on ${liveAt('f')} and f.from_node = $3
  union all
  select f.source_id, f.kind, 'to', f.to_invert_m, f.width_mm
    from ${HEADS} join link f on ${liveAt('f')} and f.to_node = $3) as e
  order by source_id collate "C", end_at`;

interface LinkAtNode {
  readonly source_id: string;
  readonly kind: NodeFeature['links'][number]['kind'];
  readonly end_at: 'from' | 'to';
  readonly invert_m: number | null;
  readonly width_mm: number | null;
}

/** Null when there is none of that source id. */
export async function findNode(
  sql: Sql,
  heads: LayerHeads,
  layer: string,
  sourceId: string,
): Promise<NodeFeature | null> {
  const [row] = await sql.query<NodeRow & Provenance>(ONE_NODE, [...heads.parameters, sourceId]);
  if (row === undefined) return null;
  const links = await sql.query<LinkAtNode>(LINKS_AT_NODE, [...heads.parameters, sourceId]);
  const { position, ...node } = nodeOf(row);
  return {
    family: 'node',
    ...baseOf(layer, row),
    ...node,
    position: [position[0], position[1]],
    links: links.map((link) => ({
      id: featureId(layer, link.source_id),
      kind: link.kind,
      end: link.end_at,
      invertM: link.invert_m,
      widthMm: link.width_mm,
    })),
  };
}

const ONE_AREA = oneFeature('area', AREA_SELECT);

/** Null when there is none of that source id. */
export async function findArea(
  sql: Sql,
  heads: LayerHeads,
  layer: string,
  sourceId: string,
): Promise<AreaFeature | null> {
  const [row] = await sql.query<AreaRow & Provenance>(ONE_AREA, [...heads.parameters, sourceId]);
  if (row === undefined) return null;
  const { ring, ...area } = areaOf(row);
  return { family: 'area', ...baseOf(layer, row), ...area, ring: ring === null ? null : pairsOf(ring) };
}
