/**
 * A growing triangle mesh in flat arrays: positions in metres about the tile's centre (east, north, up), normals as
 * signed bytes, one feature number and one colour a vertex.
 */
export class MeshBuilder {
  positions = new Float32Array(3 * 1024);
  /** x, y, z and a pad byte, so that a vertex starts on four bytes. */
  normals = new Int8Array(4 * 1024);
  features = new Uint16Array(1024);
  /** Red, green, blue, linear shares of 255, and the opacity. */
  colours = new Uint8Array(4 * 1024);
  indices = new Uint32Array(6 * 1024);
  vertexCount = 0;
  indexCount = 0;
  /** Number given to the vertices added from now on. */
  feature = 0;
  /** Colour given to the vertices added from now on: linear shares of 255. */
  colour: readonly [number, number, number] = [255, 255, 255];
  /** Opacity given to the vertices added from now on, of 255. */
  opacity = 255;

  /** Adds a vertex with its unit normal and returns its index. */
  vertex(x: number, y: number, z: number, nx: number, ny: number, nz: number): number {
    const index = this.vertexCount++;
    if (index === this.features.length) this.#growVertices();
    this.positions[index * 3] = x;
    this.positions[index * 3 + 1] = y;
    this.positions[index * 3 + 2] = z;
    this.normals[index * 4] = Math.round(nx * 127);
    this.normals[index * 4 + 1] = Math.round(ny * 127);
    this.normals[index * 4 + 2] = Math.round(nz * 127);
    this.features[index] = this.feature;
    this.colours[index * 4] = this.colour[0];
    this.colours[index * 4 + 1] = this.colour[1];
    this.colours[index * 4 + 2] = this.colour[2];
    this.colours[index * 4 + 3] = this.opacity;
    return index;
  }

  /** Adds a triangle, anticlockwise seen from outside. */
  triangle(a: number, b: number, c: number): void {
    if (this.indexCount + 3 > this.indices.length) {
      const grown = new Uint32Array(this.indices.length * 2);
      grown.set(this.indices);
      this.indices = grown;
    }
    this.indices[this.indexCount] = a;
    this.indices[this.indexCount + 1] = b;
    this.indices[this.indexCount + 2] = c;
    this.indexCount += 3;
  }

  #growVertices(): void {
    const size = this.features.length * 2;
    const positions = new Float32Array(size * 3);
    positions.set(this.positions);
    this.positions = positions;
    const normals = new Int8Array(size * 4);
    normals.set(this.normals);
    this.normals = normals;
    const colours = new Uint8Array(size * 4);
    colours.set(this.colours);
    this.colours = colours;
    const features = new Uint16Array(size);
    features.set(this.features);
    this.features = features;
  }
}
