import { featureId } from '@undercroft/core/model/feature-id';
import type { SectionShape } from '@undercroft/core/model/section-shape';
import type {
  AxisVertex,
  CellSummary,
  IncidentEnd,
  RoundRun,
  TileLink,
  TileNode,
  TileNodeEnd,
  TileRows,
} from '@undercroft/core/tiling/tile-rows';
import { cellSummaries } from './cell-summaries.ts';
import { type LayerHeads, layerHeads } from './layer-heads.ts';
import { networkAt, networkHeads } from './network-at.ts';
import { mustHaveStood } from './read-moment.ts';
import { TILE_LINK_COLUMNS, type TileLinkRow, tileLinkOf } from './rows/link-row.ts';
import { TILE_NODE_COLUMNS, type TileNodeRow, tileNodeOf } from './rows/node-row.ts';
import type { Sql } from './sql.ts';
import type { PastNetwork, TileRepository } from './store.ts';
import {
  geomOf,
  INCIDENT,
  INCIDENT_COLUMNS,
  LINKS,
  NODES,
  OUTSIDE_ENDS,
  type PackedRow,
  unpack,
  VERTEX_BYTES,
} from './tile-statements.ts';
import { NAMED_ENDS, trunkLinks, trunkThreshold } from './trunk-rows.ts';

/** Rows of tiles; `TileRepository` says what each method does. */
export function tileRepository(sql: Sql): TileRepository {
  return {
    async cells(scene, zoom, only): Promise<readonly CellSummary[]> {
      return await cellSummaries(sql, await layerHeads(sql, scene), zoom, only);
    },

    async rows(scene, fromCell, toCell, signal): Promise<TileRows> {
      signal?.throwIfAborted();
      const heads = await layerHeads(sql, scene);
      signal?.throwIfAborted();
      const rows = await rowsAt(sql, heads, fromCell, toCell);
      signal?.throwIfAborted();
      return rows;
    },

    async trunks(scene, fromCell, toCell, most, signal): Promise<TileRows> {
      signal?.throwIfAborted();
      const rows = await trunksAt(sql, await layerHeads(sql, scene), fromCell, toCell, most);
      signal?.throwIfAborted();
      return rows;
    },

    async trunkThreshold(scene, fromCell, toCell, most): Promise<number | null> {
      const heads = await layerHeads(sql, scene);
      if (heads.layers.length === 0) return null;
      const [row] = await sql.query<{ readonly rank: number | null; readonly count: number }>(
        trunkThreshold(heads.layers.length),
        [...heads.parameters, fromCell, toCell, most],
      );
      return row === undefined || row.count < most ? null : row.rank;
    },

    networkAt: async (scene, atMs) => await networkAt(sql, scene, atMs),

    async pastNetwork(scene, revision): Promise<PastNetwork | null> {
      const heads = await networkHeads(sql, scene, revision);
      if (heads === null) return null;
      const standing = async <T>(reading: Promise<T>): Promise<T> => {
        const read = await reading;
        await mustHaveStood(sql, scene, heads);
        return read;
      };
      return {
        cells: async (zoom) => await standing(cellSummaries(sql, heads, zoom)),
        rows: async (fromCell, toCell) => await standing(rowsAt(sql, heads, fromCell, toCell)),
        trunks: async (fromCell, toCell, most) => await standing(trunksAt(sql, heads, fromCell, toCell, most)),
      };
    },
  };
}

async function rowsAt(sql: Sql, heads: LayerHeads, fromCell: number, toCell: number): Promise<TileRows> {
  if (heads.layers.length === 0) return { links: [], nodes: [] };
  const ask = <Row extends object>(text: string, name: string) =>
    sql.query<Row>(text, [...heads.parameters, fromCell, toCell], name);
  const [links, nodes, ends, incident] = await Promise.all([
    ask<PackedRow>(LINKS, 'tile-links'),
    ask<PackedRow>(NODES, 'tile-nodes'),
    ask<EndRow & OfLayer>(OUTSIDE_ENDS, 'tile-ends'),
    ask<PackedRow>(INCIDENT, 'tile-incident'),
  ]);
  return assemble(heads, {
    links: links.map((row) => linkRowOf(row)),
    nodes: nodes.map((row) => unpack<TileNodeRow & OfLayer>(TILE_NODE_COLUMNS, row)),
    ends,
    incident: incident.map((row) => unpack<IncidentRow & OfLayer>(INCIDENT_COLUMNS, row)),
  });
}

async function trunksAt(
  sql: Sql,
  heads: LayerHeads,
  fromCell: number,
  toCell: number,
  most: number,
): Promise<TileRows> {
  if (heads.layers.length === 0) return { links: [], nodes: [] };
  const statement = trunkLinks(heads.layers.length);
  const packed = await sql.query<PackedRow>(statement, [...heads.parameters, fromCell, toCell, most]);
  const links = packed.map((row) => linkRowOf(row));
  const hung = links
    .filter((row) => row.from_axis_m === null || row.to_axis_m === null)
    .flatMap((row) => [row.from_node, row.to_node].flatMap((node) => (node === null ? [] : [{ row, node }])));
  const named = [hung.map(({ row }) => row.layer_id), hung.map(({ node }) => node)];
  const ends = hung.length === 0 ? [] : await sql.query<EndRow & OfLayer>(NAMED_ENDS, [...heads.parameters, ...named]);
  const rows = assemble(heads, { links, nodes: [], ends, incident: [] });
  // Whether one has its nodes must not depend on what else is drawn.
  const ofKnownLevel = ({ link }: TileLink) => link.from.axisM !== null && link.to.axisM !== null;
  return {
    nodes: [],
    links: rows.links.map((row) => (ofKnownLevel(row) ? { ...row, fromNode: null, toNode: null } : row)),
  };
}

interface OfLayer {
  readonly layer_id: number;
}

type EndRow = Pick<
  TileNodeRow,
  'source_id' | 'kind' | 'utility' | 'lon' | 'lat' | 'cover_level_m' | 'sump_level_m' | 'shaft_diameter_mm'
>;

interface IncidentRow {
  readonly node: string;
  readonly axis_m: number | null;
  readonly invert_m: number | null;
  readonly outer_top_m: number | null;
  readonly width_mm: number | null;
  readonly height_mm: number | null;
  readonly wall_mm: number | null;
  readonly section_shape: SectionShape | null;
  readonly barrels: number | null;
  /** Two vertices as doubles, x, y, z each; in json a bytea is text. */
  readonly run: string | null;
  /** Whether the end is the second of the two. */
  readonly is_last: boolean;
}

function linkRowOf(packed: PackedRow): TileLinkRow & OfLayer {
  const row = unpack<Omit<TileLinkRow, 'geom'> & OfLayer & { readonly geom: string | null }>(TILE_LINK_COLUMNS, packed);
  return { ...row, geom: geomOf(row.geom) };
}

interface FoundRows {
  readonly links: readonly (TileLinkRow & OfLayer)[];
  readonly nodes: readonly (TileNodeRow & OfLayer)[];
  readonly ends: readonly (EndRow & OfLayer)[];
  readonly incident: readonly (IncidentRow & OfLayer)[];
}

function assemble(heads: LayerHeads, found: FoundRows): TileRows {
  const names = new Map(heads.layers.map(({ id, name }) => [id, name]));
  const idOf = (layerId: number, sourceId: string) => featureId(names.get(layerId) ?? '', sourceId);
  const ends = new Map<string, TileNodeEnd>();
  for (const row of found.ends) ends.set(idOf(row.layer_id, row.source_id), endOf(row));
  for (const row of found.nodes) ends.set(idOf(row.layer_id, row.source_id), endOf(row));
  const incident = new Map<string, IncidentEnd[]>();
  for (const row of found.incident) {
    const id = idOf(row.layer_id, row.node);
    const atNode = incident.get(id);
    if (atNode === undefined) incident.set(id, [incidentOf(row)]);
    else atNode.push(incidentOf(row));
  }

  const links = found.links.map((row): TileLink => {
    const endAt = (node: string | null) => (node === null ? null : (ends.get(idOf(row.layer_id, node)) ?? null));
    return {
      featureId: idOf(row.layer_id, row.source_id),
      link: tileLinkOf(row),
      fromNode: endAt(row.from_node),
      toNode: endAt(row.to_node),
    };
  });
  const nodes = found.nodes.map((row): TileNode => {
    const id = idOf(row.layer_id, row.source_id);
    return { featureId: id, node: tileNodeOf(row), incident: incident.get(id) ?? [] };
  });
  return { links, nodes };
}

function endOf(row: EndRow): TileNodeEnd {
  return {
    kind: row.kind,
    utility: row.utility,
    position: [row.lon, row.lat],
    coverLevelM: row.cover_level_m,
    sumpLevelM: row.sump_level_m,
    shaftDiameterMm: row.shaft_diameter_mm,
  };
}

function incidentOf(row: IncidentRow): IncidentEnd {
  return {
    axisM: row.axis_m,
    invertM: row.invert_m,
    outerTopM: row.outer_top_m,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
    ...(row.wall_mm !== null && { wallMm: row.wall_mm }),
    ...(row.section_shape !== null && row.section_shape !== 'circular' && { shape: row.section_shape }),
    ...(row.barrels !== null && row.barrels > 1 && { barrels: row.barrels }),
    ...(row.run !== null && { run: roundRun(row, row.run) }),
  };
}

/** Null where a level is unknown. */
function roundRun({ is_last, width_mm, wall_mm }: IncidentRow, text: string): RoundRun | null {
  const bytes = geomOf(text);
  if (bytes === null || width_mm === null || bytes.length < 2 * VERTEX_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vertex = (i: 0 | 1): AxisVertex => {
    const at = (axis: number): number => view.getFloat64(i * VERTEX_BYTES + axis * 8, true);
    return [at(0), at(1), at(2)];
  };
  const [end, next] = is_last ? [vertex(1), vertex(0)] : [vertex(0), vertex(1)];
  if (Number.isNaN(end[2]) || Number.isNaN(next[2])) return null;
  return { end, next, radiusM: width_mm / 2000 + (wall_mm ?? 0) / 1000 };
}
