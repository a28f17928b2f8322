import { featureId } from '@undercroft/core/model/feature-id';
import { type CellRange, cellOf } from '@undercroft/core/tiling/quadtree';
import type { TileLink, TileNode, TileNodeEnd, TileRows } from '@undercroft/core/tiling/tile-rows';
import { type OfLayer, rowsOf } from './column-json.ts';
import {
  incidentEnds,
  type MeetingEnd,
  meetingInside,
  meetingOutside,
  type OutsideEndRow,
  outsideEnd,
  type TileLinkRead,
} from './incident-ends.ts';
import { TILE_LINK_COLUMNS, tileLinkOf } from './rows/link-row.ts';
import { TILE_NODE_COLUMNS, type TileNodeRow, tileNodeOf } from './rows/node-row.ts';
import { placeAt } from './rows/place.ts';
import { geomOf, type PackedRow } from './tile-statements.ts';

/**
 * The rows of a tile as the database sent them: texts, and little besides, for whichever thread makes rows of them.
 *
 * CONTRIBUTOR NOTES. Rows as objects cost a thread that hands them over 2.6 s a 100,000 conduits and as many nodes, the one
 * that gets them 4 s, and both the collector; as texts they are two copies of memory.
 */
export interface SentRows {
  readonly layers: readonly { readonly id: number; readonly name: string }[];
  /** JSON of `columnsItem` with `TILE_LINK_COLUMNS`. */
  readonly links: string;
  /** The same with `TILE_NODE_COLUMNS`; null where nodes were not asked for. */
  readonly nodes: string | null;
  /** Nodes that the links name, and that are not among the nodes. */
  readonly ends: readonly EndRow[];
  /** At the nodes, of other links than these. */
  readonly incident: readonly PackedRow[];
}

/** A node at the end of a link. */
export type EndRow = OfLayer &
  Pick<
    TileNodeRow,
    'source_id' | 'kind' | 'utility' | 'lon' | 'lat' | 'cover_level_m' | 'sump_level_m' | 'shaft_diameter_mm'
  >;

/** Names a node in its layer. */
export function nodeKey(layerId: number, node: string): string {
  return `${layerId} ${node}`;
}

/** The rows that were sent. Links without nodes beside them have ends only where their levels hang on these. */
export function tileRowsOf({ layers, links, nodes, ends, incident }: SentRows): TileRows {
  const rows = assemble(layers, {
    links: rowsOf<TileLinkRead>(TILE_LINK_COLUMNS, JSON.parse(links)),
    nodes: nodes === null ? [] : rowsOf<TileNodeRow & OfLayer>(TILE_NODE_COLUMNS, JSON.parse(nodes)),
    ends,
    incident: incident.map(outsideEnd),
  });
  if (nodes !== null) return rows;
  // Whether one has its nodes must not depend on what else is drawn.
  const ofKnownLevel = ({ link }: TileLink) => link.from.axisM !== null && link.to.axisM !== null;
  return {
    nodes: [],
    links: rows.links.map((row) => (ofKnownLevel(row) ? { ...row, fromNode: null, toNode: null } : row)),
  };
}

/** Rows of a tile, to be cut into those of the tiles under it. */
export class CelledRows {
  readonly rows: TileRows;
  /** Finest cell of each row. */
  readonly #linkCells: Float64Array;
  readonly #nodeCells: Float64Array;

  constructor(rows: TileRows) {
    this.rows = rows;
    this.#linkCells = Float64Array.from(rows.links, ({ link }) => placeAt(link.path)?.cell ?? -1);
    this.#nodeCells = Float64Array.from(rows.nodes, ({ node }) => cellOf(node.position[0], node.position[1]));
  }

  /** Those whose cell lies in the range. */
  within({ from, to }: CellRange): TileRows {
    const isIn = (cells: Float64Array) => (_: unknown, i: number) => {
      const cell = cells[i] ?? -1;
      return cell >= from && cell < to;
    };
    return {
      links: this.rows.links.filter(isIn(this.#linkCells)),
      nodes: this.rows.nodes.filter(isIn(this.#nodeCells)),
    };
  }
}

interface FoundRows {
  readonly links: readonly TileLinkRead[];
  readonly nodes: readonly (TileNodeRow & OfLayer)[];
  readonly ends: readonly EndRow[];
  readonly incident: readonly OutsideEndRow[];
}

function assemble(layers: SentRows['layers'], { links, nodes, ends, incident }: FoundRows): TileRows {
  const prefixes = new Map(layers.map(({ id, name }) => [id, name]));
  const idOf = (layerId: number, sourceId: string) => featureId(prefixes.get(layerId) ?? '', sourceId);
  // The nodes of the tile, then those beside it.
  const places = new NodePlaces([...nodes, ...ends]);
  const nodeEnds = [...nodes.map(endOf), ...ends.map(endOf)];
  const meeting: MeetingEnd[][] = nodes.map(() => []);
  const linksRead = links.map((row): TileLink => {
    const endAt = (node: string | null, isLast: boolean): TileNodeEnd | null => {
      const place = node === null ? undefined : places.of(row.layer_id, node);
      if (place === undefined) return null;
      const end = nodeEnds[place] ?? null;
      if (end !== null) meeting[place]?.push(meetingInside(row, isLast, end.kind));
      return end;
    };
    return {
      featureId: idOf(row.layer_id, row.source_id),
      link: tileLinkOf(row, geomOf(row.geom)),
      fromNode: endAt(row.from_node, false),
      toNode: endAt(row.to_node, true),
    };
  });
  for (const row of incident) {
    const place = places.of(row.layer_id, row.node);
    if (place !== undefined) meeting[place]?.push(meetingOutside(row));
  }
  const nodesRead = nodes.map((row, i): TileNode => {
    return {
      featureId: idOf(row.layer_id, row.source_id),
      node: tileNodeOf(row),
      incident: incidentEnds(meeting[i] ?? []),
    };
  });
  return { links: linksRead, nodes: nodesRead };
}

/** Where each node stands in a list, by its layer and its name. */
class NodePlaces {
  readonly #byLayer = new Map<number, Map<string, number>>();

  constructor(rows: readonly (OfLayer & Pick<TileNodeRow, 'source_id'>)[]) {
    for (const [i, { layer_id: layerId, source_id: name }] of rows.entries()) {
      let byName = this.#byLayer.get(layerId);
      if (byName === undefined) {
        byName = new Map();
        this.#byLayer.set(layerId, byName);
      }
      if (!byName.has(name)) byName.set(name, i);
    }
  }

  of(layerId: number, name: string): number | undefined {
    return this.#byLayer.get(layerId)?.get(name);
  }
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
