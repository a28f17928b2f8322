import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ByteSource, fileSource } from '../../readers/byte-source.ts';

/** Files under made-up names in a folder of their own, for what must lie on disk while it is read. */
export interface TemporaryShelf {
  /** Writes bytes to a file; `name` is what people go on calling it. */
  put(name: string, chunks: AsyncIterable<Uint8Array>): Promise<ByteSource>;
  /** Removes the folder and all in it. */
  remove(): Promise<void>;
}

/** The folder is made in `parent` when the first file is put. */
export function temporaryShelf(parent: string): TemporaryShelf {
  let folder: Promise<string> | null = null;
  return {
    async put(name, chunks) {
      folder ??= mkdtemp(join(parent, 'undercroft-unpacked-'));
      const path = join(await folder, randomUUID());
      await pipeline(Readable.from(chunks), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      return fileSource(path, name);
    },
    async remove() {
      if (folder !== null) await rm(await folder, { recursive: true, force: true });
    },
  };
}
