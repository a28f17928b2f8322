/** A unit normal: east, north, up. */
export type Normal = readonly [east: number, north: number, up: number];

/**
 * Flat faces that are no walls of an upright prism: the slopes and gables of a roof, the surfaces of a surveyed building.
 * Each has corners of its own, in whole steps of the tile's frame (east, north, up).
 */
export class LooseFaces {
  /** East, north, up of each corner. */
  at = new Int32Array(3 * 256);
  /** The same of its normal, in 127ths. */
  normals = new Int8Array(3 * 256);
  /** Number of the building. */
  features = new Uint16Array(256);
  /** 1 where the face is roof, 0 where it is wall or floor. */
  roofs = new Uint8Array(256);
  count = 0;
  readonly triangles: number[] = [];
  readonly edges: number[] = [];

  /** Adds the corners of a face and returns the index of the first; `at` is flat east, north, up in whole steps. */
  corners(at: ArrayLike<number>, [east, north, up]: Normal, feature: number, isRoof: boolean): number {
    const added = at.length / 3;
    const first = this.count;
    this.#grow(added);
    for (let i = 0; i < added; i++) {
      const to = first + i;
      for (let axis = 0; axis < 3; axis++) this.at[3 * to + axis] = at[3 * i + axis] ?? 0;
      this.normals[3 * to] = Math.round(127 * east);
      this.normals[3 * to + 1] = Math.round(127 * north);
      this.normals[3 * to + 2] = Math.round(127 * up);
      this.features[to] = feature;
      this.roofs[to] = isRoof ? 1 : 0;
    }
    this.count += added;
    return first;
  }

  /** Adds a convex face, anticlockwise seen from outside, with its outline. A face without area is left out. */
  convex(at: readonly number[], feature: number, isRoof: boolean): void {
    const normal = newellNormal(at);
    if (normal === null) return;
    const first = this.corners(at, normal, feature, isRoof);
    const count = at.length / 3;
    for (let i = 1; i + 1 < count; i++) this.triangles.push(first, first + i, first + i + 1);
    for (let i = 0; i < count; i++) this.edges.push(first + i, first + ((i + 1) % count));
  }

  #grow(added: number): void {
    if (this.count + added <= this.features.length) return;
    const size = Math.max(2 * this.features.length, this.count + added);
    const at = new Int32Array(3 * size);
    at.set(this.at);
    this.at = at;
    const normals = new Int8Array(3 * size);
    normals.set(this.normals);
    this.normals = normals;
    const features = new Uint16Array(size);
    features.set(this.features);
    this.features = features;
    const roofs = new Uint8Array(size);
    roofs.set(this.roofs);
    this.roofs = roofs;
  }
}

/** Unit normal of a ring of flat x, y, z by Newell's sums, which mind no corner out of the plane; `null` without area. */
export function newellNormal(at: ArrayLike<number>): Normal | null {
  let x = 0;
  let y = 0;
  let z = 0;
  const size = at.length;
  // About the first corner, so that far-off coordinates cost no digits.
  const of = (i: number, axis: number): number => (at[i + axis] ?? 0) - (at[axis] ?? 0);
  for (let i = 0; i < size; i += 3) {
    const next = i + 3 < size ? i + 3 : 0;
    x += (of(i, 1) - of(next, 1)) * (of(i, 2) + of(next, 2));
    y += (of(i, 2) - of(next, 2)) * (of(i, 0) + of(next, 0));
    z += (of(i, 0) - of(next, 0)) * (of(i, 1) + of(next, 1));
  }
  const length = Math.hypot(x, y, z);
  return length > 0 ? [x / length, y / length, z / length] : null;
}
