/** What a surveyed surface is. */
export const SOLID_SURFACES = ['roof', 'wall', 'ground'] as const;

export type SolidSurface = (typeof SOLID_SURFACES)[number];

/** A flat face: rings of corners, the outer one anticlockwise seen from outside, then its holes; none is closed. */
export interface SolidFace {
  readonly surface: SolidSurface;
  readonly rings: readonly (readonly number[])[];
}

/** The surfaces of a building as they were surveyed. */
export interface BuildingSolid {
  /** Flat longitude, latitude in degrees and level in metres above the datum of each corner. */
  readonly vertices: Float64Array;
  readonly faces: readonly SolidFace[];
}

const COUNT_BYTES = 4;
const CORNER_BYTES = 24;

/**
 * A solid as bytes, little endian.
 *
 * ```
 *   corners u32 | each lon f64, lat f64, level f64 || faces u32 | each surface u8, rings u32 | each n u32, n * corner u32
 * ```
 */
export function encodeSolid({ vertices, faces }: BuildingSolid): Uint8Array<ArrayBuffer> {
  let size = 2 * COUNT_BYTES + 8 * vertices.length;
  for (const { rings } of faces) {
    size += 1 + COUNT_BYTES;
    for (const ring of rings) size += COUNT_BYTES * (1 + ring.length);
  }
  const view = new DataView(new ArrayBuffer(size));
  let at = 0;
  const put = (value: number): void => {
    view.setUint32(at, value, true);
    at += COUNT_BYTES;
  };
  put(vertices.length / 3);
  for (const value of vertices) {
    view.setFloat64(at, value, true);
    at += 8;
  }
  put(faces.length);
  for (const { surface, rings } of faces) {
    view.setUint8(at, SOLID_SURFACES.indexOf(surface));
    at += 1;
    put(rings.length);
    for (const ring of rings) {
      put(ring.length);
      for (const corner of ring) put(corner);
    }
  }
  return new Uint8Array(view.buffer);
}

/** The inverse of `encodeSolid`. Throws a RangeError for bytes that end too early. */
export function decodeSolid(bytes: Uint8Array): BuildingSolid {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (): number => {
    const value = view.getUint32(at, true);
    at += COUNT_BYTES;
    return value;
  };
  const corners = take();
  if (corners * CORNER_BYTES > bytes.byteLength) {
    throw new RangeError(
      `A solid of ${corners} corners wants ${corners * CORNER_BYTES} bytes; ${bytes.byteLength} came.`,
    );
  }
  const vertices = new Float64Array(3 * corners);
  for (let i = 0; i < vertices.length; i++, at += 8) vertices[i] = view.getFloat64(at, true);
  const faces: SolidFace[] = [];
  for (let left = take(); left > 0; left--) {
    const surface = SOLID_SURFACES[view.getUint8(at)] ?? 'wall';
    at += 1;
    const rings: number[][] = [];
    for (let ringsLeft = take(); ringsLeft > 0; ringsLeft--) {
      const ring: number[] = [];
      for (let cornersLeft = take(); cornersLeft > 0; cornersLeft--) ring.push(take());
      rings.push(ring);
    }
    faces.push({ surface, rings });
  }
  return { vertices, faces };
}

/** Lowest and highest level of its corners, metres. */
export function solidLevels({ vertices }: BuildingSolid): { readonly lowM: number; readonly highM: number } {
  let lowM = Number.POSITIVE_INFINITY;
  let highM = Number.NEGATIVE_INFINITY;
  for (let i = 2; i < vertices.length; i += 3) {
    lowM = Math.min(lowM, vertices[i] ?? Number.NaN);
    highM = Math.max(highM, vertices[i] ?? Number.NaN);
  }
  return { lowM, highM };
}
