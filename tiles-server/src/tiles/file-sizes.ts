/** What a file takes on a disk is whole blocks, bytes. */
const BLOCK_BYTES = 4096;

/** Sizes of files by name, in the order of their use: the one used longest ago comes first. */
export class FileSizes {
  #sizes = new Map<string, number>();
  #totalBytes = 0;

  /** What all of them take, bytes. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** Notes that a file was written or read just now. */
  use(name: string, sizeBytes: number): void {
    this.forget(name);
    const takenBytes = Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
    this.#sizes.set(name, takenBytes);
    this.#totalBytes += takenBytes;
  }

  forget(name: string): void {
    this.#totalBytes -= this.#sizes.get(name) ?? 0;
    this.#sizes.delete(name);
  }

  /** Takes in files found in a folder, the one used longest ago first: all that are known already were used after them. */
  takeIn(found: Iterable<readonly [name: string, sizeBytes: number]>): void {
    const known = this.#sizes;
    this.#sizes = new Map();
    this.#totalBytes = 0;
    for (const [name, sizeBytes] of found) this.use(name, sizeBytes);
    for (const [name, takenBytes] of known) this.use(name, takenBytes);
  }

  /** Forgets those used longest ago until the rest takes no more than that; gives their names. */
  shrinkTo(limitBytes: number): readonly string[] {
    const out: string[] = [];
    for (const name of this.#sizes.keys()) {
      if (this.#totalBytes <= limitBytes) break;
      this.forget(name);
      out.push(name);
    }
    return out;
  }
}
