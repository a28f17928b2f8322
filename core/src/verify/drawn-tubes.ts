import { type DecodedContent, type DrawnPrimitive, eachVertex } from './decoded-content.ts';
import { type Matrix, moveDirection, movePoint, multiplied } from './matrix.ts';

/** A cylinder an instance draws, in the frame of the tileset. */
export interface DrawnTube {
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
  /** Least and greatest radius: they differ where it is squeezed to an ellipse. */
  readonly leastRadiusM: number;
  readonly mostRadiusM: number;
}

/** All that is drawn of one feature. */
export interface DrawnFeature {
  readonly tubes: DrawnTube[];
  /** Vertices of everything that is no tube, flat x, y, z in the frame of the tileset. */
  readonly vertices: number[];
}

/** What a content draws of some rows of a property table, by the row's number. */
export function drawnFeatures(
  content: DecodedContent,
  toTileset: Matrix,
  table: number,
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, DrawnFeature> {
  const out = new Map<number, DrawnFeature>();
  const featureOf = (feature: number): DrawnFeature => {
    const found = out.get(feature) ?? { tubes: [], vertices: [] };
    out.set(feature, found);
    return found;
  };
  for (const primitive of content.primitives) {
    if (primitive.table !== table) continue;
    const cylinder = primitive.isInstanced && primitive.vertexFeatures === null ? unitCylinder(primitive) : null;
    if (cylinder === null) {
      eachVertex(primitive, toTileset, (x, y, z, feature) => {
        if (wanted.has(feature)) featureOf(feature).vertices.push(x, y, z);
      });
      continue;
    }
    primitive.matrices.forEach((matrix, i) => {
      const feature = primitive.instanceFeatures?.[i] ?? -1;
      if (wanted.has(feature)) featureOf(feature).tubes.push(placed(cylinder, multiplied(toTileset, matrix)));
    });
  }
  return out;
}

interface Cylinder {
  /** 0, 1, 2 for x, y, z. */
  readonly axis: number;
  readonly low: number;
  readonly high: number;
  readonly radius: number;
}

/** Vertices of a round are equally far from its axis but for their rounding, as a share of the radius. */
const ROUND_SHARE = 1e-3;

/** The upright of a mesh whose vertices all lie on a round about x, y or z, or on that axis; null for any other mesh. */
function unitCylinder({ positions }: DrawnPrimitive): Cylinder | null {
  for (const axis of [0, 1, 2]) {
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
    let [low, high, radius] = [Infinity, -Infinity, 0];
    for (let i = 0; i < positions.length; i += 3) {
      const along = positions[i + axis] ?? 0;
      low = Math.min(low, along);
      high = Math.max(high, along);
      radius = Math.max(radius, Math.hypot(positions[i + u] ?? 0, positions[i + v] ?? 0));
    }
    let isRound = radius > 0 && high > low;
    for (let i = 0; i < positions.length && isRound; i += 3) {
      const off = Math.hypot(positions[i + u] ?? 0, positions[i + v] ?? 0) / radius;
      const along = ((positions[i + axis] ?? 0) - low) / (high - low);
      const isAtEnd = Math.min(along, 1 - along) <= ROUND_SHARE;
      isRound = isAtEnd && (off <= ROUND_SHARE || off >= 1 - ROUND_SHARE);
    }
    if (isRound) return { axis, low, high, radius };
  }
  return null;
}

function placed({ axis, low, high, radius }: Cylinder, matrix: Matrix): DrawnTube {
  const unit = (k: number, length: number) => [0, 1, 2].map((i) => (i === k ? length : 0));
  const end = (at: number): readonly [number, number, number] => {
    const [x = 0, y = 0, z = 0] = unit(axis, at);
    const out = new Float64Array(3);
    movePoint(matrix, x, y, z, out);
    return [out[0] ?? 0, out[1] ?? 0, out[2] ?? 0];
  };
  const radii = [(axis + 1) % 3, (axis + 2) % 3].map((k) => Math.hypot(...moveDirection(matrix, unit(k, radius))));
  return { from: end(low), to: end(high), leastRadiusM: Math.min(...radii), mostRadiusM: Math.max(...radii) };
}
