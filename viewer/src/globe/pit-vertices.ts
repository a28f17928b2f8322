import type { PitTriangles } from '@undercroft/core/pit/pit-frame';
import type { Rgb } from './palette.ts';
import { type Place, RibbonVertices, ribbonEdge } from './ribbon-vertices.ts';

/** How the surface of a pit is painted; the shader knows the same numbers. */
export const PAINT = { topsoil: 0, fill: 1, clay: 2, sand: 3, gravel: 4, floor: 5, rim: 6, plain: 7 } as const;
export type Paint = keyof typeof PAINT;

/** The vertices of one pit: the colour's fourth byte is the number of its paint. */
export class PitVertices extends RibbonVertices {
  constructor() {
    super(4096);
  }

  /** Adds triangles of core, coloured by the number of their material. */
  add(triangles: PitTriangles, look: (material: number) => { readonly colour: Rgb; readonly paint: Paint }): void {
    const { positions, normals, materials, indices } = triangles;
    const first = this.vertexCount;
    const count = materials.length;
    this.reserve(count, indices.length);
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
    const edge = ribbonEdge(from, to, normal, halfWidthM);
    if (edge === null) return;
    this.reserve(4, 6);
    const first = this.vertexCount;
    for (const [k, end] of [from, from, to, to].entries()) {
      const side = k % 2 === 0 ? 1 : -1;
      const vertex = first + k;
      this.positions.set(end, vertex * 3);
      this.ribbons.set([edge[0] * side, edge[1] * side, edge[2] * side], vertex * 3);
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
}
