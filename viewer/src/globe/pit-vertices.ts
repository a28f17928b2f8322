import type { PitTriangles } from '@undercroft/core/pit/pit-frame';
import type { Rgb } from './palette.ts';

export type Place = readonly [x: number, y: number, z: number];

/** How the surface of a pit is painted; the shader knows the same numbers. */
export const PAINT = { topsoil: 0, fill: 1, clay: 2, sand: 3, gravel: 4, floor: 5, rim: 6, plain: 7 } as const;
export type Paint = keyof typeof PAINT;

/**
 * The vertices of one pit as they go to the graphics card: place and ribbon as floats in metres, normal as signed
 * bytes, colour with the number of its paint as bytes. The arrays grow and are filled anew for each frame of a drag.
 *
 * A ribbon is how far a vertex of a line stands off the line: the shader widens it to a pixel at least.
 */
export class PitVertices {
  positions = new Float32Array(3 * 4096);
  ribbons = new Float32Array(3 * 4096);
  normals = new Int8Array(4 * 4096);
  colours = new Uint8Array(4 * 4096);
  indices = new Uint32Array(6 * 4096);
  vertexCount = 0;
  indexCount = 0;

  clear(): void {
    this.vertexCount = 0;
    this.indexCount = 0;
  }

  /** Adds triangles of core, coloured by the number of their material. */
  add(triangles: PitTriangles, look: (material: number) => { readonly colour: Rgb; readonly paint: Paint }): void {
    const { positions, normals, materials, indices } = triangles;
    const first = this.vertexCount;
    const count = materials.length;
    this.#room(count, indices.length);
    this.positions.set(positions, first * 3);
    this.normals.set(normals, first * 4);
    this.ribbons.fill(0, first * 3, (first + count) * 3);
    for (let i = 0; i < count; i++) {
      const { colour, paint } = look(materials[i] ?? 0);
      this.#paint(first + i, colour, paint);
    }
    for (let i = 0; i < indices.length; i++) this.indices[this.indexCount + i] = first + (indices[i] ?? 0);
    this.vertexCount += count;
    this.indexCount += indices.length;
  }

  /** Adds a straight line as a ribbon in the plane of `normal`. */
  line(from: Place, to: Place, normal: Place, halfWidthM: number, colour: Rgb): void {
    const along: Place = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
    const aside: Place = [
      normal[1] * along[2] - normal[2] * along[1],
      normal[2] * along[0] - normal[0] * along[2],
      normal[0] * along[1] - normal[1] * along[0],
    ];
    const length = Math.hypot(...aside);
    if (length === 0) return;
    this.#room(4, 6);
    const first = this.vertexCount;
    for (const [k, end] of [from, from, to, to].entries()) {
      const side = ((k % 2 === 0 ? 1 : -1) * halfWidthM) / length;
      const vertex = first + k;
      this.positions.set(end, vertex * 3);
      this.ribbons.set([aside[0] * side, aside[1] * side, aside[2] * side], vertex * 3);
      this.normals.set([normal[0] * 127, normal[1] * 127, normal[2] * 127, 0], vertex * 4);
      this.#paint(vertex, colour, 'plain');
    }
    this.indices.set([first, first + 1, first + 3, first, first + 3, first + 2], this.indexCount);
    this.vertexCount += 4;
    this.indexCount += 6;
  }

  #paint(vertex: number, [red, green, blue]: Rgb, paint: Paint): void {
    this.colours[vertex * 4] = red;
    this.colours[vertex * 4 + 1] = green;
    this.colours[vertex * 4 + 2] = blue;
    this.colours[vertex * 4 + 3] = PAINT[paint];
  }

  #room(vertices: number, indices: number): void {
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

function grown<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from);
  return into;
}
