/**
 * Unit vectors in two bytes by octahedron encoding (Cigolle et al. 2014, "A Survey of Efficient Representations for
 * Independent Unit Vectors"), with the 0 .. 255 range Cesium decodes. At most 0.95 degrees out.
 */
export function writeOctNormal(x: number, y: number, z: number, out: Uint8Array, offset: number): void {
  const sum = Math.abs(x) + Math.abs(y) + Math.abs(z);
  let px = x / sum;
  let py = y / sum;
  if (z < 0) {
    const folded = (1 - Math.abs(py)) * signNotZero(px);
    py = (1 - Math.abs(px)) * signNotZero(py);
    px = folded;
  }
  out[offset] = toByte(px);
  out[offset + 1] = toByte(py);
}

/** The unit vector of two bytes. */
export function readOctNormal(first: number, second: number): readonly [x: number, y: number, z: number] {
  let x = (first / 255) * 2 - 1;
  let y = (second / 255) * 2 - 1;
  const z = 1 - (Math.abs(x) + Math.abs(y));
  if (z < 0) {
    const unfolded = (1 - Math.abs(y)) * signNotZero(x);
    y = (1 - Math.abs(x)) * signNotZero(y);
    x = unfolded;
  }
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

function signNotZero(value: number): number {
  return value < 0 ? -1 : 1;
}

function toByte(value: number): number {
  return Math.round((Math.max(-1, Math.min(1, value)) * 0.5 + 0.5) * 255);
}
