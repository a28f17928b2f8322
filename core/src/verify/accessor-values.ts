import type { FindingLog } from './finding-log.ts';
import type { DecodedViews } from './gltf-buffers.ts';
import type { Gltf, GltfAccessor } from './gltf-schema.ts';

/** Numbers of an accessor, one element behind the other. */
export interface AccessorValues {
  readonly accessor: GltfAccessor;
  /** Numbers an element. */
  readonly width: number;
  /** `count * width` numbers; normalised integers are brought to -1..1. */
  readonly values: Float64Array;
}

const WIDTHS = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 } as const;

interface Component {
  readonly bytes: number;
  /** Greatest value of a normalised one. */
  readonly most: number;
  readonly read: (view: DataView, at: number) => number;
}

const COMPONENTS: Readonly<Record<GltfAccessor['componentType'], Component>> = {
  5120: { bytes: 1, most: 127, read: (view, at) => view.getInt8(at) },
  5121: { bytes: 1, most: 255, read: (view, at) => view.getUint8(at) },
  5122: { bytes: 2, most: 32767, read: (view, at) => view.getInt16(at, true) },
  5123: { bytes: 2, most: 65535, read: (view, at) => view.getUint16(at, true) },
  5125: { bytes: 4, most: 4294967295, read: (view, at) => view.getUint32(at, true) },
  5126: { bytes: 4, most: 1, read: (view, at) => view.getFloat32(at, true) },
};

const FLOAT = 5126;

/**
 * Declared bounds may be off by this share of the greatest of them: they are written for 32-bit floats, and in files of
 * others often with seven digits.
 */
const BOUNDS_SHARE = 1e-6;

/** Decodes the accessors of a glTF, each once, with its findings. */
export class AccessorReader {
  readonly #known = new Map<number, AccessorValues | null>();
  readonly #gltf: Gltf;
  readonly #views: DecodedViews;
  readonly #log: FindingLog;
  readonly #place: string;

  constructor(gltf: Gltf, views: DecodedViews, log: FindingLog, place: string) {
    this.#gltf = gltf;
    this.#views = views;
    this.#log = log;
    this.#place = place;
  }

  /** Numbers of accessor `index`; null where they cannot be had. `user` is the place that refers to it. */
  read(index: number, user: string): AccessorValues | null {
    const accessor = this.#gltf.accessors[index];
    if (accessor === undefined) {
      this.#log.add('GLB_REFERENCE', user, `There is no accessor ${index}.`);
      return null;
    }
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const found = this.#decode(accessor, `${this.#place} accessors/${index}`);
    this.#known.set(index, found);
    return found;
  }

  #decode(accessor: GltfAccessor, place: string): AccessorValues | null {
    const width = WIDTHS[accessor.type];
    if (accessor.sparse !== undefined || accessor.type.startsWith('MAT')) {
      this.#log.add('GLB_EXTENSION', place, 'Sparse accessors and matrices are not looked into.');
      return null;
    }
    if (accessor.bufferView === undefined) return { accessor, width, values: new Float64Array(accessor.count * width) };
    const view = this.#gltf.bufferViews[accessor.bufferView];
    if (view === undefined) {
      this.#log.add('GLB_REFERENCE', place, `There is no buffer view ${accessor.bufferView}.`);
      return null;
    }
    const bytes = this.#views[accessor.bufferView];
    if (bytes === undefined || bytes === null) return null;
    const component = COMPONENTS[accessor.componentType];
    const stride = view.byteStride ?? component.bytes * width;
    const end = accessor.byteOffset + stride * (accessor.count - 1) + component.bytes * width;
    if (end > bytes.length) {
      this.#log.add('GLB_ACCESSOR_RANGE', place, `The accessor ends at byte ${end} of a view of ${bytes.length}.`);
      return null;
    }
    const values = new Float64Array(accessor.count * width);
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < accessor.count; i++) {
      const at = accessor.byteOffset + i * stride;
      for (let k = 0; k < width; k++) values[i * width + k] = component.read(data, at + k * component.bytes);
    }
    if (!this.#isFinite(accessor, values, width, place)) return null;
    this.#checkBounds(accessor, values, width, place);
    if (accessor.normalized)
      for (let i = 0; i < values.length; i++) values[i] = Math.max(-1, (values[i] ?? 0) / component.most);
    return { accessor, width, values };
  }

  #isFinite(accessor: GltfAccessor, values: Float64Array, width: number, place: string): boolean {
    if (accessor.componentType !== FLOAT) return true;
    const first = values.findIndex((value) => !Number.isFinite(value));
    if (first < 0) return true;
    const element = Math.floor(first / width);
    this.#log.add('GLB_NOT_FINITE', place, `Element ${element} holds ${values[first]} and finite numbers were wanted.`);
    return false;
  }

  /** Bounds are of the numbers as they are stored, before they are normalised. */
  #checkBounds({ min, max }: GltfAccessor, values: Float64Array, width: number, place: string): void {
    if (min === undefined || max === undefined) return;
    if (min.length !== width || max.length !== width) {
      this.#log.add(
        'GLB_MIN_MAX',
        place,
        `Bounds of ${width} numbers were wanted, ${min.length} and ${max.length} came.`,
      );
      return;
    }
    for (let k = 0; k < width; k++) {
      const [low = 0, high = 0] = [min[k], max[k]];
      const slack = Math.max(Math.abs(low), Math.abs(high)) * BOUNDS_SHARE;
      let [least, most] = [Infinity, -Infinity];
      for (let i = k; i < values.length; i += width) {
        least = Math.min(least, values[i] ?? 0);
        most = Math.max(most, values[i] ?? 0);
      }
      if (least >= low - slack && most <= high + slack && least <= low + slack && most >= high - slack) continue;
      this.#log.add(
        'GLB_MIN_MAX',
        place,
        `Component ${k} runs from ${least} to ${most} and ${low} to ${high} is declared.`,
      );
      return;
    }
  }
}
