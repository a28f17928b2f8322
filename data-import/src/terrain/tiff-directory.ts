import { DemError } from './dem-error.ts';
import type { RandomAccess } from './random-access.ts';

/** The tags of one image of a TIFF file, by number: numbers, or text for ASCII ones. */
export interface TiffDirectory {
  readonly littleEndian: boolean;
  readonly numbers: ReadonlyMap<number, readonly number[]>;
  readonly texts: ReadonlyMap<number, string>;
}

/** Most images of a file (overviews and masks count) and most tags of one; real files have some ten and some thirty. */
const MOST_DIRECTORIES = 256;
const MOST_ENTRIES = 1024;
/** Most values of one tag: offsets of 4 million chunks. */
const MOST_VALUES = 4 * 2 ** 20;
/** Most bytes of all tags of all images together. */
const MOST_VALUE_BYTES = 128 * 2 ** 20;

/** Bytes of a value by its type (TIFF 6.0, section 2; 13 to 18 of BigTIFF and technical note 1). */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/** Where the two kinds of TIFF keep what. */
interface Layout {
  readonly littleEndian: boolean;
  readonly big: boolean;
}

/**
 * Reads the tags of the first image of a TIFF or BigTIFF file, after walking the whole chain of directories: a chain
 * that comes back to a directory, leaves the file or has too many links is refused before anything else is read.
 * `wanted` are the tags to keep. Throws `DemError`.
 */
export async function readFirstDirectory(file: RandomAccess, wanted: ReadonlySet<number>): Promise<TiffDirectory> {
  const { layout, first } = await readHead(file);
  const seen = new Set<number>();
  let found: TiffDirectory | null = null;
  for (let offset = first; offset !== 0; ) {
    if (seen.has(offset)) {
      throw new DemError(
        'directory-loop',
        `The directories of "${file.name}" run in a circle, back to byte ${offset}.`,
      );
    }
    seen.add(offset);
    if (seen.size > MOST_DIRECTORIES) {
      throw new DemError('bad-directory', `"${file.name}" has more than ${MOST_DIRECTORIES} images.`);
    }
    const { entries, next } = await readEntries(file, layout, offset);
    found ??= await readTags(file, layout, entries, wanted);
    offset = next;
  }
  if (found === null) throw new DemError('bad-directory', `"${file.name}" is a TIFF file without any image.`);
  return found;
}

async function readHead(file: RandomAccess): Promise<{ readonly layout: Layout; readonly first: number }> {
  const notTiff = () => new DemError('not-a-tiff', `"${file.name}" is not a TIFF file: it does not begin as one.`);
  if (file.sizeBytes < 8) throw notTiff();
  const head = viewOf(await file.read(0, Math.min(16, file.sizeBytes)));
  const order = head.getUint16(0, false);
  if (order !== 0x4949 && order !== 0x4d4d) throw notTiff();
  const littleEndian = order === 0x4949;
  const magic = head.getUint16(2, littleEndian);
  if (magic === 42) return { layout: { littleEndian, big: false }, first: head.getUint32(4, littleEndian) };
  if (magic !== 43) throw notTiff();
  if (head.byteLength < 16 || head.getUint16(4, littleEndian) !== 8 || head.getUint16(6, littleEndian) !== 0) {
    throw new DemError('bad-directory', `"${file.name}" begins as a BigTIFF file but does not go on as one.`);
  }
  return { layout: { littleEndian, big: true }, first: wholeNumber(file, head, 8, littleEndian) };
}

async function readEntries(file: RandomAccess, { littleEndian, big }: Layout, offset: number) {
  const countBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const head = viewOf(await file.read(offset, countBytes));
  const count = big ? wholeNumber(file, head, 0, littleEndian) : head.getUint16(0, littleEndian);
  if (count === 0 || count > MOST_ENTRIES) {
    throw new DemError(
      'bad-directory',
      `A directory of "${file.name}" has ${count} tags; wanted 1 to ${MOST_ENTRIES}.`,
    );
  }
  const size = count * entryBytes;
  const bytes = await file.read(offset + countBytes, size + (big ? 8 : 4));
  const view = viewOf(bytes);
  const next = big ? wholeNumber(file, view, size, littleEndian) : view.getUint32(size, littleEndian);
  return { entries: viewOf(bytes.subarray(0, size)), next };
}

async function readTags(
  file: RandomAccess,
  { littleEndian, big }: Layout,
  entries: DataView,
  wanted: ReadonlySet<number>,
): Promise<TiffDirectory> {
  const numbers = new Map<number, readonly number[]>();
  const texts = new Map<number, string>();
  const inlineBytes = big ? 8 : 4;
  let total = 0;
  for (let at = 0; at < entries.byteLength; at += big ? 20 : 12) {
    const tag = entries.getUint16(at, littleEndian);
    if (!wanted.has(tag) || numbers.has(tag) || texts.has(tag)) continue;
    const type = entries.getUint16(at + 2, littleEndian);
    const unit = TYPE_BYTES[type];
    if (unit === undefined)
      throw new DemError('bad-directory', `Tag ${tag} of "${file.name}" has unknown type ${type}.`);
    const count = big ? wholeNumber(file, entries, at + 4, littleEndian) : entries.getUint32(at + 4, littleEndian);
    const valueAt = at + (big ? 12 : 8);
    total += count * unit;
    if (count > MOST_VALUES || total > MOST_VALUE_BYTES) {
      throw new DemError(
        'too-large',
        `Tag ${tag} of "${file.name}" declares ${count} values; wanted at most ${MOST_VALUES}.`,
      );
    }
    const view =
      count * unit <= inlineBytes
        ? new DataView(entries.buffer, entries.byteOffset + valueAt, count * unit)
        : viewOf(await file.read(offsetAt(file, entries, valueAt, littleEndian, big), count * unit));
    if (type === 2) texts.set(tag, new TextDecoder('latin1').decode(view).replace(/\0+$/, ''));
    else
      numbers.set(
        tag,
        Array.from({ length: count }, (_, i) => readValue(view, type, i * unit, littleEndian)),
      );
  }
  return { littleEndian, numbers, texts };
}

function readValue(view: DataView, type: number, at: number, littleEndian: boolean): number {
  if (type === 1 || type === 7) return view.getUint8(at);
  if (type === 6) return view.getInt8(at);
  if (type === 3) return view.getUint16(at, littleEndian);
  if (type === 8) return view.getInt16(at, littleEndian);
  if (type === 4 || type === 13) return view.getUint32(at, littleEndian);
  if (type === 9) return view.getInt32(at, littleEndian);
  if (type === 5) return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
  if (type === 10) return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
  if (type === 11) return view.getFloat32(at, littleEndian);
  if (type === 12) return view.getFloat64(at, littleEndian);
  if (type === 17) return Number(view.getBigInt64(at, littleEndian));
  return Number(view.getBigUint64(at, littleEndian));
}

function offsetAt(file: RandomAccess, view: DataView, at: number, littleEndian: boolean, big: boolean): number {
  return big ? wholeNumber(file, view, at, littleEndian) : view.getUint32(at, littleEndian);
}

/** A 64-bit number that a double holds exactly. */
function wholeNumber(file: RandomAccess, view: DataView, at: number, littleEndian: boolean): number {
  const value = view.getBigUint64(at, littleEndian);
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
  throw new DemError('bad-directory', `"${file.name}" speaks of byte or count ${value}, beyond any file.`);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
