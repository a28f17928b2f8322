import { MeshoptEncoder } from 'meshoptimizer';

/** How the bytes of a view are taken: as vertices, as triangles, or as numbers of their own. */
export type MeshoptMode = 'ATTRIBUTES' | 'TRIANGLES' | 'INDICES';

/** What a decoded element becomes: nothing else, floats of a mantissa and an exponent, a quaternion of three shorts. */
export type MeshoptFilter = 'EXPONENTIAL' | 'QUATERNION';

/** An array in the form that compresses. */
export interface PackedArray {
  readonly packed: ArrayBufferView;
  readonly count: number;
  readonly byteStride: number;
  readonly mode: MeshoptMode;
  readonly filter?: MeshoptFilter;
  readonly target?: 34962 | 34963;
}

// The codec is WebAssembly that is made ready once, when the module is read.
await MeshoptEncoder.ready;

/** Compresses elements of `byteStride` bytes by the codec of EXT_meshopt_compression (version 0 of its vertex codec). */
export function meshoptEncoded(bytes: Uint8Array, count: number, byteStride: number, mode: MeshoptMode): Uint8Array {
  return MeshoptEncoder.encodeGltfBuffer(bytes, count, byteStride, mode);
}
