import type { NetworkNode } from '@undercroft/core/model/network-node';
import { hasJoint } from '@undercroft/core/tiling/joint';
import type { AxisVertex, IncidentEnd, RoundRun } from '@undercroft/core/tiling/tile-rows';
import type { OfLayer } from './column-json.ts';
import type { TileLinkRow } from './rows/link-row.ts';
import { geomOf, INCIDENT_COLUMNS, type PackedRow, unpack, VERTEX_BYTES, WKB_HEAD_BYTES } from './tile-statements.ts';

/** A link's row of a tile, by columns: in json a bytea is text. */
export type TileLinkRead = Omit<TileLinkRow, 'geom'> & OfLayer & { readonly geom: string | null };

type SectionRow = Pick<TileLinkRow, 'source_id' | 'width_mm' | 'height_mm' | 'wall_mm' | 'section_shape' | 'barrels'>;

/** An end, at a node of the tile, of a link outside it. */
export interface OutsideEndRow extends OfLayer, SectionRow {
  readonly node: string;
  readonly axis_m: number | null;
  readonly invert_m: number | null;
  readonly outer_top_m: number | null;
  /** Two vertices as doubles, x, y, z each, as text; of one round conduit at a node without a shaft alone. */
  readonly run: string | null;
  /** Whether the end is the second of the two. */
  readonly is_last: boolean;
}

/** An end of a link at a node, before it is known what else meets there. */
export interface MeetingEnd {
  readonly link: string;
  readonly isLast: boolean;
  readonly end: IncidentEnd;
  /** Of one round conduit at a node without a shaft; else null. */
  readonly round: RoundEnd | null;
}

interface RoundEnd {
  /** With its wall. */
  readonly diameterMm: number;
  readonly vertices: () => Uint8Array | null;
}

export function outsideEnd(packed: PackedRow): OutsideEndRow {
  return unpack<OutsideEndRow>(INCIDENT_COLUMNS, packed);
}

export function meetingOutside(row: OutsideEndRow): MeetingEnd {
  const levels = { axisM: row.axis_m, invertM: row.invert_m, outerTopM: row.outer_top_m };
  return {
    link: row.source_id,
    isLast: row.is_last,
    end: endOf(row, levels),
    round: row.run === null ? null : roundEnd(row, () => geomOf(row.run)),
  };
}

/** The end of a link at a node of that kind. */
export function meetingInside(row: TileLinkRead, isLast: boolean, at: NetworkNode['kind']): MeetingEnd {
  const levels = isLast
    ? { axisM: row.to_axis_m, invertM: row.to_invert_m, outerTopM: row.to_outer_top_m }
    : { axisM: row.from_axis_m, invertM: row.from_invert_m, outerTopM: row.from_outer_top_m };
  return {
    link: row.source_id,
    isLast,
    end: endOf(row, levels),
    round: isRound(row, at) ? roundEnd(row, () => twoVertices(geomOf(row.geom), isLast)) : null,
  };
}

/** What meets at a node, by the names of the links; runs stand where round conduits of several sizes meet. */
export function incidentEnds(meeting: readonly MeetingEnd[]): readonly IncidentEnd[] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const { round } of meeting) {
    if (round === null) continue;
    least = Math.min(least, round.diameterMm);
    most = Math.max(most, round.diameterMm);
  }
  const sorted = meeting.length < 2 ? meeting : meeting.toSorted(byName);
  return sorted.map(({ end, round, isLast }) =>
    least < most && round !== null ? { ...end, run: runOf(round, isLast) } : end,
  );
}

function byName(a: MeetingEnd, b: MeetingEnd): number {
  if (a.link !== b.link) return a.link < b.link ? -1 : 1;
  return Number(a.isLast) - Number(b.isLast);
}

/** As the statement has it for links outside the cells. */
function isRound(row: TileLinkRead, at: NetworkNode['kind']): boolean {
  return (
    hasJoint(at) &&
    row.geom !== null &&
    row.kind === 'conduit' &&
    row.section_shape === 'circular' &&
    row.is_open === false &&
    row.barrels === 1
  );
}

function roundEnd({ width_mm, wall_mm }: SectionRow, vertices: RoundEnd['vertices']): RoundEnd | null {
  return width_mm === null ? null : { diameterMm: width_mm + 2 * (wall_mm ?? 0), vertices };
}

function twoVertices(geom: Uint8Array | null, isLast: boolean): Uint8Array | null {
  if (geom === null) return null;
  const size = 2 * VERTEX_BYTES;
  return isLast ? geom.subarray(geom.length - size) : geom.subarray(WKB_HEAD_BYTES, WKB_HEAD_BYTES + size);
}

/** What there is seldom stands only where it is: most ends have the five alone. */
function endOf(row: SectionRow, levels: Pick<IncidentEnd, 'axisM' | 'invertM' | 'outerTopM'>): IncidentEnd {
  const { axisM, invertM, outerTopM } = levels;
  const { wall_mm, section_shape, barrels } = row;
  const end: { -readonly [Name in keyof IncidentEnd]: IncidentEnd[Name] } = {
    axisM,
    invertM,
    outerTopM,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
  };
  if (wall_mm !== null) end.wallMm = wall_mm;
  if (section_shape !== null && section_shape !== 'circular') end.shape = section_shape;
  if (barrels !== null && barrels > 1) end.barrels = barrels;
  return end;
}

/** Null where a level is unknown. */
function runOf({ diameterMm, vertices }: RoundEnd, isLast: boolean): RoundRun | null {
  const bytes = vertices();
  if (bytes === null || bytes.length < 2 * VERTEX_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vertex = (i: 0 | 1): AxisVertex => {
    const at = (axis: number): number => view.getFloat64(i * VERTEX_BYTES + axis * 8, true);
    return [at(0), at(1), at(2)];
  };
  const [end, next] = isLast ? [vertex(1), vertex(0)] : [vertex(0), vertex(1)];
  if (Number.isNaN(end[2]) || Number.isNaN(next[2])) return null;
  return { end, next, radiusM: diameterMm / 2000 };
}
