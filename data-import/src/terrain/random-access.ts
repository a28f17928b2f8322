import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { DemError } from './dem-error.ts';

/** Bytes of a file that can be read anywhere. Whoever opens it closes it. */
export interface RandomAccess {
  /** Name shown to people; never an absolute path. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Exactly `length` bytes; throws `DemError` ("truncated") when the file has not that many there. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A file on disk. Throws the system's error when it cannot be opened. */
export async function openRandomAccess(path: string, name: string = basename(path)): Promise<RandomAccess> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    name,
    sizeBytes: size,
    async read(offset, length) {
      assertInside(name, size, offset, length);
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0) throw new DemError('truncated', `"${name}" became shorter while it was being read.`);
        filled += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

/** Bytes already in memory. */
export function memoryAccess(name: string, bytes: Uint8Array): RandomAccess {
  return {
    name,
    sizeBytes: bytes.length,
    async read(offset, length) {
      assertInside(name, bytes.length, offset, length);
      return bytes.subarray(offset, offset + length);
    },
    close: async () => {},
  };
}

function assertInside(name: string, sizeBytes: number, offset: number, length: number): void {
  if (offset >= 0 && length >= 0 && offset + length <= sizeBytes) return;
  throw new DemError(
    'truncated',
    `"${name}" has ${sizeBytes} bytes; its directory speaks of ${length} bytes from ${offset} on.`,
  );
}
