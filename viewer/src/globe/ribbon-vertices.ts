export type Place = readonly [x: number, y: number, z: number];

/**
 * Vertices of a surface with lines as they go to the graphics card: place and ribbon as floats in metres, normal as signed
 * bytes and colour as bytes, four a vertex; what the fourths mean is the surface's own. The arrays grow and are filled anew
 * for each frame of a drag.
 *
 * A ribbon is how far a vertex of a line stands off the line: the shader widens it to a pixel at least.
 */
export class RibbonVertices {
  positions: Float32Array<ArrayBuffer>;
  ribbons: Float32Array<ArrayBuffer>;
  normals: Int8Array<ArrayBuffer>;
  colours: Uint8Array<ArrayBuffer>;
  indices: Uint32Array<ArrayBuffer>;
  vertexCount = 0;
  indexCount = 0;

  /** With room for so many vertices at first. */
  constructor(room: number) {
    this.positions = new Float32Array(3 * room);
    this.ribbons = new Float32Array(3 * room);
    this.normals = new Int8Array(4 * room);
    this.colours = new Uint8Array(4 * room);
    this.indices = new Uint32Array(6 * room);
  }

  clear(): void {
    this.vertexCount = 0;
    this.indexCount = 0;
  }

  /** Makes room for so many more. */
  protected reserve(vertices: number, indices: number): void {
    let size = this.positions.length / 3;
    if (this.vertexCount + vertices > size) {
      while (this.vertexCount + vertices > size) size *= 2;
      this.positions = grown(this.positions, new Float32Array(size * 3));
      this.ribbons = grown(this.ribbons, new Float32Array(size * 3));
      this.normals = grown(this.normals, new Int8Array(size * 4));
      this.colours = grown(this.colours, new Uint8Array(size * 4));
    }
    let room = this.indices.length;
    if (this.indexCount + indices > room) {
      while (this.indexCount + indices > room) room *= 2;
      this.indices = grown(this.indices, new Uint32Array(room));
    }
  }
}

/** How far a ribbon's edge stands off its line, in the plane of `normal`; null for a line without extent across it. */
export function ribbonEdge(from: Place, to: Place, normal: Place, halfWidthM: number): Place | null {
  const along: Place = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const x = normal[1] * along[2] - normal[2] * along[1];
  const y = normal[2] * along[0] - normal[0] * along[2];
  const z = normal[0] * along[1] - normal[1] * along[0];
  const length = Math.hypot(x, y, z);
  if (length === 0) return null;
  return [(x * halfWidthM) / length, (y * halfWidthM) / length, (z * halfWidthM) / length];
}

function grown<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from);
  return into;
}
