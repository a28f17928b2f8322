import type { UnitSolid } from './unit-solid.ts';

/** A quaternion x, y, z, w that turns glTF's axes. */
export type Turn = Float64Array;

/** The instances of one solid in one colour, growing: places, turns and sizes as whole numbers of steps. */
export class InstanceGroup {
  readonly solid: UnitSolid;
  count = 0;
  /** x, y, z of glTF, steps of the solid's own grid. */
  places = new Int32Array(3 * 64);
  /** Three components and which is left out, as `packTurn` writes them. */
  turns = new Int16Array(4 * 64);
  /** Steps of the solid's own grid, x, y, z of glTF. */
  sizes = new Int32Array(3 * 64);
  features = new Uint16Array(64);
  readonly #placeSteps: readonly [number, number, number];
  readonly #steps: readonly [number, number, number];

  constructor(solid: UnitSolid) {
    this.solid = solid;
    const { placeSteps } = solid;
    this.#placeSteps = [2 ** -placeSteps[0], 2 ** -placeSteps[1], 2 ** -placeSteps[2]];
    const { size } = solid;
    const steps = (axis: 0 | 1 | 2): number => (size === null ? 0 : 1 / (size.unit[axis] * 2 ** size.exponents[axis]));
    this.#steps = [steps(0), steps(1), steps(2)];
  }

  /** Adds an instance at x east, y north, z up of the tile's frame, of half extents along x, y, z of glTF, metres. */
  add(feature: number, x: number, y: number, z: number, sx: number, sy: number, sz: number): number {
    const i = this.count++;
    if (i === this.features.length) this.#grow();
    this.features[i] = feature;
    this.places[i * 3] = Math.round(x * this.#placeSteps[0]);
    this.places[i * 3 + 1] = Math.round(z * this.#placeSteps[1]);
    this.places[i * 3 + 2] = Math.round(-y * this.#placeSteps[2]);
    this.sizes[i * 3] = Math.max(1, Math.round(sx * this.#steps[0]));
    this.sizes[i * 3 + 1] = Math.max(1, Math.round(sy * this.#steps[1]));
    this.sizes[i * 3 + 2] = Math.max(1, Math.round(sz * this.#steps[2]));
    return i;
  }

  /** Greatest size along an axis of glTF, steps. */
  largest(axis: 0 | 1 | 2): number {
    let most = 1;
    for (let i = axis; i < this.count * 3; i += 3) most = Math.max(most, this.sizes[i] ?? 0);
    return most;
  }

  #grow(): void {
    const double = <Kind extends Int32Array | Int16Array | Uint16Array>(array: Kind, grown: Kind): Kind => {
      grown.set(array);
      return grown;
    };
    this.places = double(this.places, new Int32Array(this.places.length * 2));
    this.turns = double(this.turns, new Int16Array(this.turns.length * 2));
    this.sizes = double(this.sizes, new Int32Array(this.sizes.length * 2));
    this.features = double(this.features, new Uint16Array(this.features.length * 2));
  }
}
