import { ImportError } from '../import-error.ts';
import type { ReadLimits } from '../readers/reader.ts';
import type { TableFormat } from './table-format.ts';
import { readTables } from './test-read.ts';

/** What became of a hostile file: `rows <n>`, or the code it was refused with. Any other failure is thrown. */
export async function outcomeOf(
  format: TableFormat,
  bytes: string | Uint8Array,
  name: string,
  limits: ReadLimits = {},
): Promise<string> {
  try {
    const { tables } = await readTables(format, bytes, name, { limits });
    return `rows ${tables.reduce((sum, { rows }) => sum + rows.length, 0)}`;
  } catch (cause) {
    if (cause instanceof ImportError) return cause.code;
    throw cause;
  }
}

/** The same bytes with a few flipped, the same ones for the same seed. */
export function flipped(bytes: Uint8Array, seed: number, flips = 3): Uint8Array {
  const copy = Uint8Array.from(bytes);
  let state = (seed + 1) * 2_654_435_761;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  for (let i = 0; i < flips; i++) {
    const at = next() % copy.length;
    copy[at] = (copy[at] ?? 0) ^ (1 + (next() % 255));
  }
  return copy;
}
