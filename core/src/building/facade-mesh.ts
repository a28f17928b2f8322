import { MeshBuilder } from '../tiling/mesh-builder.ts';

/** A mesh with texture coordinates in whole bays and storeys, and the edges to be drawn as lines. */
export class FacadeMesh {
  readonly mesh = new MeshBuilder();
  /** u, v a vertex. */
  texcoords = new Uint16Array(2 * 1024);
  /** Pairs of vertices. */
  edges = new Uint32Array(2 * 1024);
  edgeCount = 0;

  /** Adds a vertex and returns its index. */
  vertex(at: Float64Array, i: number, nx: number, ny: number, nz: number, u: number, v: number): number {
    const index = this.mesh.vertex(at[3 * i] ?? 0, at[3 * i + 1] ?? 0, at[3 * i + 2] ?? 0, nx, ny, nz);
    if (2 * index + 2 > this.texcoords.length) {
      const grown = new Uint16Array(this.texcoords.length * 2);
      grown.set(this.texcoords);
      this.texcoords = grown;
    }
    this.texcoords[2 * index] = u;
    this.texcoords[2 * index + 1] = v;
    return index;
  }

  /** Marks the edge of a triangle between two vertices to be drawn. */
  edge(a: number, b: number): void {
    if (2 * this.edgeCount + 2 > this.edges.length) {
      const grown = new Uint32Array(this.edges.length * 2);
      grown.set(this.edges);
      this.edges = grown;
    }
    this.edges[2 * this.edgeCount] = a;
    this.edges[2 * this.edgeCount + 1] = b;
    this.edgeCount += 1;
  }
}
