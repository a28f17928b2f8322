import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { writeFault } from './export-error.ts';

/** Writes bytes behind one another. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  /** How many are written. */
  readonly length: number;
}

/** Small writes are gathered into ones of this size. */
const GATHERED_BYTES = 1 << 20;

/** Writes a file under another name, which takes its own when it is whole. Resolves to its size and SHA-256. */
export async function writeFileWhole(
  path: string,
  fill: (sink: ByteSink) => Promise<void>,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const draft = `${path}.part`;
  let file: FileHandle | null = null;
  try {
    file = await open(draft, 'w');
    const sink = new FileSink(file);
    await fill(sink);
    await sink.flush();
    await file.sync();
    await file.close();
    await rename(draft, path);
    return { bytes: sink.length, sha256: sink.digest() };
  } catch (error) {
    await file?.close();
    await rm(draft, { force: true });
    throw writeFault(error, path);
  }
}

class FileSink implements ByteSink {
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  length = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.length += bytes.length;
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    if (this.#gatheredBytes >= GATHERED_BYTES) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    await this.#file.appendFile(bytes);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}
