/** How the bytes of an entry stand in the archive. */
export type ZipMethod = 'stored' | 'deflated';

export interface ZipEntry {
  readonly path: string;
  readonly method: ZipMethod;
  readonly crc32: number;
  /** Bytes in the archive, and once unpacked. */
  readonly packedBytes: number;
  readonly bytes: number;
  /** Of its local header from the start of the archive. */
  readonly offset: number;
}

const METHOD_CODES: Readonly<Record<ZipMethod, number>> = { stored: 0, deflated: 8 };

/** The first day a ZIP file can name: an archive says nothing of when it was made, so the same tiles are the same bytes. */
const DATE_1980 = 0x0021;

const VERSION = 20;
const VERSION_64 = 45;
const UTF8_NAMES = 0x0800;
const UNIX = 3;
const FILE_MODE = 0o100644;
const MOST_32 = 0xffff_ffff;
const MOST_16 = 0xffff;

/** A local file header, to be followed by the entry's bytes. Sizes and CRC stand in it, as 3TZ wants. */
export function localHeader(entry: Omit<ZipEntry, 'offset'>): Buffer {
  const name = Buffer.from(entry.path);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  writeCommon(header, 6, entry, name);
  return Buffer.concat([header, name]);
}

/** The entry in the central directory; beyond 4 GB its offset moves into a ZIP64 field. */
export function centralHeader(entry: ZipEntry): Buffer {
  const name = Buffer.from(entry.path);
  const isFar = entry.offset >= MOST_32;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((UNIX << 8) | (isFar ? VERSION_64 : VERSION), 4);
  header.writeUInt16LE(isFar ? VERSION_64 : VERSION, 6);
  writeCommon(header, 8, entry, name);
  header.writeUInt32LE((FILE_MODE << 16) >>> 0, 38);
  header.writeUInt32LE(isFar ? MOST_32 : entry.offset, 42);
  if (!isFar) return Buffer.concat([header, name]);
  const far = Buffer.alloc(12);
  far.writeUInt16LE(0x0001, 0);
  far.writeUInt16LE(8, 2);
  far.writeBigUInt64LE(BigInt(entry.offset), 4);
  header.writeUInt16LE(far.length, 30);
  return Buffer.concat([header, name, far]);
}

/** Flags, method, date, CRC, sizes and length of the name, which both headers have in this order. */
function writeCommon(header: Buffer, at: number, entry: Omit<ZipEntry, 'offset'>, name: Buffer): void {
  header.writeUInt16LE(name.length === entry.path.length ? 0 : UTF8_NAMES, at);
  header.writeUInt16LE(METHOD_CODES[entry.method], at + 2);
  header.writeUInt16LE(0, at + 4);
  header.writeUInt16LE(DATE_1980, at + 6);
  header.writeUInt32LE(entry.crc32, at + 8);
  header.writeUInt32LE(entry.packedBytes, at + 12);
  header.writeUInt32LE(entry.bytes, at + 16);
  header.writeUInt16LE(name.length, at + 20);
}

/** The end of the archive; with more than 65,534 entries or beyond 4 GB as ZIP64 before it. */
export function endOfArchive(entries: number, directoryOffset: number, directoryBytes: number): Buffer {
  const isFar = entries >= MOST_16 || directoryOffset >= MOST_32 || directoryBytes >= MOST_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, MOST_16), 8);
  end.writeUInt16LE(Math.min(entries, MOST_16), 10);
  end.writeUInt32LE(Math.min(directoryBytes, MOST_32), 12);
  end.writeUInt32LE(Math.min(directoryOffset, MOST_32), 16);
  if (!isFar) return end;
  const far = Buffer.alloc(56);
  far.writeUInt32LE(0x06064b50, 0);
  far.writeBigUInt64LE(44n, 4);
  far.writeUInt16LE((UNIX << 8) | VERSION_64, 12);
  far.writeUInt16LE(VERSION_64, 14);
  far.writeBigUInt64LE(BigInt(entries), 24);
  far.writeBigUInt64LE(BigInt(entries), 32);
  far.writeBigUInt64LE(BigInt(directoryBytes), 40);
  far.writeBigUInt64LE(BigInt(directoryOffset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(directoryOffset + directoryBytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([far, locator, end]);
}
