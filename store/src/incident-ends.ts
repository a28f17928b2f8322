import type { NetworkNode } from '@undercroft/core/model/network-node';
import type { SectionShape } from '@undercroft/core/model/section-shape';
import { hasJoint } from '@undercroft/core/tiling/joint';
import type { AxisVertex, IncidentEnd, RoundRun } from '@undercroft/core/tiling/tile-rows';
import type { OfLayer } from './column-json.ts';
import type { TileLinkRow } from './rows/link-row.ts';
import { geomOf, INCIDENT_COLUMNS, type PackedRow, unpack, VERTEX_BYTES, WKB_HEAD_BYTES } from './tile-statements.ts';

/** An end of a link at a node, as its row tells it. */
export interface IncidentRow {
  readonly node: string;
  readonly source_id: string;
  readonly axis_m: number | null;
  readonly invert_m: number | null;
  readonly outer_top_m: number | null;
  readonly width_mm: number | null;
  readonly height_mm: number | null;
  readonly wall_mm: number | null;
  readonly section_shape: SectionShape | null;
  readonly barrels: number | null;
  /** Two vertices as doubles, x, y, z each; of one round conduit at a node without a shaft alone. */
  readonly run: Uint8Array | null;
  /** Whether the end is the second of the two. */
  readonly is_last: boolean;
}

export type OutsideEndRow = IncidentRow & OfLayer;

export function outsideEndOf(packed: PackedRow): OutsideEndRow {
  const row = unpack<Omit<OutsideEndRow, 'run'> & { readonly run: string | null }>(INCIDENT_COLUMNS, packed);
  return { ...row, run: geomOf(row.run) };
}

/** A link's row of a tile, by columns: in json a bytea is text. */
export type TileLinkRead = Omit<TileLinkRow, 'geom'> & OfLayer & { readonly geom: string | null };

/** The ends of a link at nodes that `kindOf` knows. */
export function endsOfLink(
  row: TileLinkRead,
  kindOf: (node: string) => NetworkNode['kind'] | undefined,
): readonly IncidentRow[] {
  const { from_node: from, to_node: to } = row;
  const kinds = [from === null ? undefined : kindOf(from), to === null ? undefined : kindOf(to)] as const;
  if (kinds[0] === undefined && kinds[1] === undefined) return [];
  const { source_id, width_mm, height_mm, wall_mm, section_shape, barrels } = row;
  const section = { source_id, width_mm, height_mm, wall_mm, section_shape, barrels };
  const ends: IncidentRow[] = [];
  if (from !== null && kinds[0] !== undefined) {
    ends.push({
      ...section,
      node: from,
      axis_m: row.from_axis_m,
      invert_m: row.from_invert_m,
      outer_top_m: row.from_outer_top_m,
      is_last: false,
      run: isRound(row, kinds[0]) ? firstTwo(geomOf(row.geom)) : null,
    });
  }
  if (to !== null && kinds[1] !== undefined) {
    ends.push({
      ...section,
      node: to,
      axis_m: row.to_axis_m,
      invert_m: row.to_invert_m,
      outer_top_m: row.to_outer_top_m,
      is_last: true,
      run: isRound(row, kinds[1]) ? lastTwo(geomOf(row.geom)) : null,
    });
  }
  return ends;
}

/** What meets at a node, by the names of the links; runs stand where round conduits of several sizes meet. */
export function incidentEnds(rows: readonly IncidentRow[]): readonly IncidentEnd[] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { run, width_mm, wall_mm } of rows) {
    if (run === null || width_mm === null) continue;
    const roundMm = width_mm + 2 * (wall_mm ?? 0);
    least = Math.min(least, roundMm);
    most = Math.max(most, roundMm);
  }
  const sorted = rows.length < 2 ? rows : rows.toSorted(byName);
  return sorted.map((row) => incidentOf(row, least < most));
}

function byName(a: IncidentRow, b: IncidentRow): number {
  if (a.source_id !== b.source_id) return a.source_id < b.source_id ? -1 : 1;
  return Number(a.is_last) - Number(b.is_last);
}

/** As the statement has it for links outside the cells. */
function isRound(row: TileLinkRead, at: NetworkNode['kind']): boolean {
  return (
    hasJoint(at) &&
    row.kind === 'conduit' &&
    row.section_shape === 'circular' &&
    row.is_open === false &&
    row.barrels === 1
  );
}

function firstTwo(geom: Uint8Array | null): Uint8Array | null {
  return geom === null ? null : geom.subarray(WKB_HEAD_BYTES, WKB_HEAD_BYTES + 2 * VERTEX_BYTES);
}

function lastTwo(geom: Uint8Array | null): Uint8Array | null {
  return geom === null ? null : geom.subarray(geom.length - 2 * VERTEX_BYTES);
}

function incidentOf(row: IncidentRow, withRun: boolean): IncidentEnd {
  return {
    axisM: row.axis_m,
    invertM: row.invert_m,
    outerTopM: row.outer_top_m,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
    ...(row.wall_mm !== null && { wallMm: row.wall_mm }),
    ...(row.section_shape !== null && row.section_shape !== 'circular' && { shape: row.section_shape }),
    ...(row.barrels !== null && row.barrels > 1 && { barrels: row.barrels }),
    ...(withRun && row.run !== null && { run: roundRun(row, row.run) }),
  };
}

/** Null where a level is unknown. */
function roundRun({ is_last, width_mm, wall_mm }: IncidentRow, bytes: Uint8Array): RoundRun | null {
  if (width_mm === null || bytes.length < 2 * VERTEX_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vertex = (i: 0 | 1): AxisVertex => {
    const at = (axis: number): number => view.getFloat64(i * VERTEX_BYTES + axis * 8, true);
    return [at(0), at(1), at(2)];
  };
  const [end, next] = is_last ? [vertex(1), vertex(0)] : [vertex(0), vertex(1)];
  if (Number.isNaN(end[2]) || Number.isNaN(next[2])) return null;
  return { end, next, radiusM: width_mm / 2000 + (wall_mm ?? 0) / 1000 };
}
