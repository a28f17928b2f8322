import { ImportError } from '../import-error.ts';
import { type ByteSource, headOf } from './byte-source.ts';
import type { Reader } from './reader.ts';
import { SWMM_READER } from './swmm/swmm-reader.ts';

/** Every format that can be read. */
export const READERS: readonly Reader[] = [SWMM_READER];

const HEAD_BYTES = 1 << 16;
const LEAST_CERTAINTY = 0.1;

/** The reader of a format named in a scene. Throws `ImportError` for a name nobody reads. */
export function readerFor(format: string): Reader {
  const reader = READERS.find((candidate) => candidate.format === format);
  if (reader !== undefined) return reader;
  throw new ImportError('unknown-format', `No reader is called "${format}"; known are ${knownFormats()}.`);
}

/** The reader most sure that a file is its own. Throws `ImportError` when none is. */
export async function sniffReader(source: ByteSource, signal?: AbortSignal): Promise<Reader> {
  if (source.sizeBytes === 0) throw new ImportError('empty-file', `"${source.name}" is empty.`);
  const head = await headOf(source, HEAD_BYTES, signal);
  const [best] = READERS.map((reader) => ({ reader, certainty: reader.sniff(head, source.name) })).toSorted(
    (a, b) => b.certainty - a.certainty,
  );
  if (best !== undefined && best.certainty >= LEAST_CERTAINTY) return best.reader;
  if (head.includes(0)) {
    throw new ImportError(
      'binary-file',
      `"${source.name}" is a binary file of no known format; known are ${knownFormats()}.`,
    );
  }
  throw new ImportError('unknown-format', `"${source.name}" is of no known format; known are ${knownFormats()}.`);
}

function knownFormats(): string {
  return READERS.map((reader) => `${reader.format} (${reader.title})`).join(', ');
}
