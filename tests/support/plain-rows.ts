import { featureId } from '../../core/src/model/feature-id.ts';
import type { Store } from '../../store/src/store.ts';

/**
 * Every live link and node of a scene, read by one plain statement each: no index, no rectangle, none of the reading that
 * analyses use. What the answers of analyses are held against.
 */
export interface PlainLink {
  readonly id: string;
  readonly utility: string;
  readonly material: string | null;
  /** Longitude, latitude of each vertex, degrees. */
  readonly path: readonly (readonly [lon: number, lat: number])[];
  /** Levels of the axis at both ends, metres; null is unknown. */
  readonly fromAxisM: number | null;
  readonly toAxisM: number | null;
  readonly shape: string | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly wallMm: number | null;
  readonly casingMm: number | null;
  readonly barrels: number;
  readonly isOutsideSize: boolean;
  readonly sigmaXyM: number | null;
  readonly sigmaZM: number | null;
  readonly qualityLevel: string | null;
}

export interface PlainNode {
  readonly id: string;
  readonly kind: string;
  readonly utility: string;
  readonly lon: number;
  readonly lat: number;
  readonly coverLevelM: number | null;
  readonly shaftDiameterMm: number | null;
  readonly sigmaXyM: number | null;
  readonly sigmaZM: number | null;
  readonly qualityLevel: string | null;
}

export interface PlainRows {
  readonly links: readonly PlainLink[];
  readonly nodes: readonly PlainNode[];
}

type Cells = Readonly<Record<string, unknown>>;

export async function plainRows({ sql }: Store, scene: string): Promise<PlainRows> {
  const read = async (table: 'link' | 'node') =>
    await sql.query<Cells>(
      `select l.name as layer_name, t.* from layer l join ${table} t on l.id = t.layer_id
       where l.scene = $1 and t.valid_from <= l.head_revision and t.valid_to > l.head_revision`,
      [scene],
    );
  const [links, nodes] = [await read('link'), await read('node')];
  return { links: links.map(linkOf), nodes: nodes.map(nodeOf) };
}

function linkOf(row: Cells): PlainLink {
  return {
    id: featureId(String(row.layer_name), String(row.source_id)),
    utility: String(row.utility),
    material: textOf(row.material),
    path: row.geom === null ? [] : lineOf(row.geom),
    fromAxisM: numberOf(row.from_axis_m),
    toAxisM: numberOf(row.to_axis_m),
    shape: textOf(row.section_shape),
    widthMm: numberOf(row.width_mm),
    heightMm: numberOf(row.height_mm),
    wallMm: numberOf(row.wall_mm),
    casingMm: numberOf(row.casing_mm),
    barrels: numberOf(row.barrels) ?? 1,
    isOutsideSize: row.is_outside_size === true,
    sigmaXyM: numberOf(row.sigma_xy_m),
    sigmaZM: numberOf(row.sigma_z_m),
    qualityLevel: textOf(row.quality_level),
  };
}

function nodeOf(row: Cells): PlainNode {
  return {
    id: featureId(String(row.layer_name), String(row.source_id)),
    kind: String(row.kind),
    utility: String(row.utility),
    lon: Number(row.lon),
    lat: Number(row.lat),
    coverLevelM: numberOf(row.cover_level_m),
    shaftDiameterMm: numberOf(row.shaft_diameter_mm),
    sigmaXyM: numberOf(row.sigma_xy_m),
    sigmaZM: numberOf(row.sigma_z_m),
    qualityLevel: textOf(row.quality_level),
  };
}

/** Vertices of a line with levels in well-known binary, little endian: 1 byte, type, count, then x, y, z of each. */
function lineOf(geom: unknown): readonly (readonly [number, number])[] {
  if (!(geom instanceof Uint8Array)) throw new TypeError(`The bytes of a line were wanted; a ${typeof geom} came.`);
  const view = new DataView(geom.buffer, geom.byteOffset, geom.byteLength);
  const count = view.getUint32(5, true);
  if (geom.byteLength !== 9 + count * 24) throw new RangeError(`${count} vertices take no ${geom.byteLength} bytes.`);
  return Array.from({ length: count }, (_, i) => [
    view.getFloat64(9 + i * 24, true),
    view.getFloat64(17 + i * 24, true),
  ]);
}

function numberOf(cell: unknown): number | null {
  return typeof cell === 'number' ? cell : null;
}

function textOf(cell: unknown): string | null {
  return typeof cell === 'string' ? cell : null;
}
