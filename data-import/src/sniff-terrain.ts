import { type ByteSource, headOf } from './readers/byte-source.ts';

/** Little or big endian, classic TIFF (42) or BigTIFF (43). */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x49, 0x49, 42, 0],
  [0x49, 0x49, 43, 0],
  [0x4d, 0x4d, 0, 42],
  [0x4d, 0x4d, 0, 43],
];

/** True when a file begins as a TIFF does: then it is read as an elevation model. */
export async function isTiff(source: ByteSource, signal?: AbortSignal): Promise<boolean> {
  const head = await headOf(source, 4, signal);
  return SIGNATURES.some((signature) => signature.every((byte, i) => head[i] === byte));
}
