import { decodeRings } from '@undercroft/core/geometry/wkb';
import { featureId, parseFeatureId } from '@undercroft/core/model/feature-id';
import type { RawRecord } from '@undercroft/core/model/link';
import type { AreaFeature, Feature, LinkFeature, NodeFeature } from '@undercroft/core/protocol/answers';
import { verticesOf } from './axis-vertices.ts';
import { featuresWithin } from './features-within.ts';
import { HEADS, type LayerHeads, layerHeads, liveAt, revisionOf } from './layer-heads.ts';
import { AREA_SELECT, type AreaRow } from './rows/area-row.ts';
import { LINK_SELECT, type LinkRow, linkOf } from './rows/link-row.ts';
import { NODE_SELECT, type NodeRow, nodeOf } from './rows/node-row.ts';
import { sceneSummary } from './scene-summary.ts';
import { searchFeatures } from './search-features.ts';
import type { Sql } from './sql.ts';
import type { FeatureRepository } from './store.ts';

/** Features of the scenes of a database; `FeatureRepository` says what each method does. */
export function featureRepository(sql: Sql): FeatureRepository {
  return {
    revision: async (scene) => revisionOf(await layerHeads(sql, scene)),
    summary: async (scene) => await sceneSummary(sql, scene, await layerHeads(sql, scene)),
    search: async (scene, text, limit) => await searchFeatures(sql, await layerHeads(sql, scene), text, limit),

    async feature(scene, id) {
      const parts = parseFeatureId(id);
      if (parts === null) return null;
      const heads = await layerHeads(sql, scene, parts.layer);
      if (heads.layers.length === 0) return null;
      return (
        (await findLink(sql, heads, parts.layer, parts.sourceId)) ??
        (await findNode(sql, heads, parts.layer, parts.sourceId)) ??
        (await findArea(sql, heads, parts.layer, parts.sourceId))
      );
    },

    within: async (scene, bounds, most) => await featuresWithin(sql, await layerHeads(sql, scene), bounds, most),

    async covers(scene) {
      const { parameters } = await layerHeads(sql, scene);
      const rows = await sql.query<{ lon: number; lat: number; cover_level_m: number }>(
        `select f.lon, f.lat, f.cover_level_m from ${HEADS} join node f on ${liveAt('f')}
         where f.cover_level_m is not null order by f.layer_id, f.source_id collate "C"`,
        parameters,
      );
      const covers = new Float64Array(rows.length * 3);
      rows.forEach((row, i) => {
        covers.set([row.lon, row.lat, row.cover_level_m], i * 3);
      });
      return covers;
    },
  };
}

interface Provenance {
  readonly raw: RawRecord;
  readonly import_id: number;
  readonly import_source: string;
  readonly import_sha256: string;
  readonly import_published_at: string | null;
}

const PROVENANCE = `f.raw, i.id as import_id, i.source as import_source, i.sha256 as import_sha256,
  i.published_at as import_published_at`;

/** The live version of one feature with the import that brought it. */
function oneFeature(table: string, select: string, joins = ''): string {
  return `select ${select}, ${PROVENANCE} from ${HEADS} join ${table} f on ${liveAt('f')} and f.source_id = $3
    join import i on i.id = f.valid_from ${joins}`;
}

function baseOf(
  layer: string,
  row: Provenance & { readonly source_id: string },
): Pick<Feature, 'id' | 'layer' | 'sourceId' | 'import'> & { raw: Feature['raw'] } {
  return {
    id: featureId(layer, row.source_id),
    layer,
    sourceId: row.source_id,
    raw: row.raw as Feature['raw'],
    import: {
      id: row.import_id,
      source: row.import_source,
      sha256: row.import_sha256,
      publishedAt: row.import_published_at,
    },
  };
}

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

async function findLink(sql: Sql, heads: LayerHeads, layer: string, sourceId: string): Promise<LinkFeature | null> {
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

async function findNode(sql: Sql, heads: LayerHeads, layer: string, sourceId: string): Promise<NodeFeature | null> {
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

async function findArea(sql: Sql, heads: LayerHeads, layer: string, sourceId: string): Promise<AreaFeature | null> {
  const [row] = await sql.query<AreaRow & Provenance>(ONE_AREA, [...heads.parameters, sourceId]);
  if (row === undefined) return null;
  return {
    family: 'area',
    ...baseOf(layer, row),
    kind: row.kind,
    ring: row.geom === null ? null : pairsOf(decodeRings(row.geom)[0] ?? new Float64Array(0)),
    statedAreaM2: row.stated_area_m2,
    drainsTo: row.drains_to,
  };
}

function pairsOf(coordinates: Float64Array): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < coordinates.length; i += 2) pairs.push([coordinates[i] ?? 0, coordinates[i + 1] ?? 0]);
  return pairs;
}
