import { createHash, randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Encoded } from './encoded.ts';
import { FileSizes } from './file-sizes.ts';
import { type KeptTile, readTileEntry, tileEntry } from './tile-entry.ts';

/*
 * CONTRIBUTOR NOTES. The 267 contents of a city of 100,000 conduits (2.9 MB), one after the other, on two cores that others
 * used as well: made out of PostgreSQL 15.5 s, out of files 0.1 to 0.4 s; a content 30 ms, and 0.1 to 0.3 ms, at the
 * median. Asking the store for the ranks of trunks, before these were kept as well, took 0.4 to 0.5 s of a restart.
 */

const WRITES_AT_ONCE = 4;

/** Tiles that wait to be written; beyond them a tile is simply not kept. */
const MOST_WAITING = 256;

/** Nothing is written for so long after a write has failed, milliseconds. */
const REST_MS = 60_000;

/** A file says only so often that it was used, milliseconds: the order of use need not be finer after a restart. */
const TOUCH_EVERY_MS = 3_600_000;

/** An unfinished file that nobody can be writing any more, milliseconds since its last write. */
const ABANDONED_AFTER_MS = 60_000;

/** What is larger is no tile of ours, bytes. */
const MOST_ENTRY_BYTES = 64 * 1024 * 1024;

/** How long a stop waits for what is still to be written, milliseconds. */
const CLOSE_WITHIN_MS = 2000;

const FOLDER_NAME = /^[\da-f]{2}$/;
const TILE_NAME = /^[\da-f]{64}\.tile$/;
const UNFINISHED_NAME = /^[\da-f-]{36}\.unfinished$/;

export interface TileDiskOptions {
  /** Where the files lie; made when the first is written. */
  readonly folder: string;
  /** What they may take together, bytes. */
  readonly limitBytes: number;
  /** Told in a sentence when tiles cannot be kept, once until they can again. */
  readonly say: (sentence: string) => void;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
}

interface Waiting {
  readonly key: string;
  readonly body: Encoded | null;
  readonly isStill: () => Promise<boolean>;
}

/**
 * Tiles in files, so that they outlive the process: one file a tile, in 256 folders, named by the digest of its key.
 *
 * A file comes whole under its name, whatever ends the process, and nothing is flushed for it: one that a power cut
 * spoiled, or anybody else, does not match its checksum and is made anew. No fault of the disk reaches who asks for a
 * tile. Programs on the same database may share a folder; each counts the files it knows of.
 */
export class TileDisk {
  readonly #options: TileDiskOptions;
  readonly #files = new FileSizes();
  readonly #waiting: Waiting[] = [];
  readonly #working = new Set<Promise<void>>();
  readonly #looking: Promise<void>;
  #restsUntil = Number.NEGATIVE_INFINITY;
  #isFaulty = false;
  #isClosed = false;

  /** Begins to look at what is there, beside everything else. */
  constructor(options: TileDiskOptions) {
    this.#options = options;
    this.#looking = this.#takeStock().catch((error: unknown) => this.#tellFault(error));
  }

  /** The tile of that very key; null where it is not kept. Never rejects. */
  async read(key: string): Promise<KeptTile | null> {
    const name = nameOf(key);
    try {
      const file = await readWhole(join(this.#options.folder, name));
      const kept = file === null ? null : readTileEntry(file.bytes, key);
      if (file === null || kept === null) {
        await this.#remove(name);
        return null;
      }
      this.#files.use(name, file.bytes.length);
      await this.#touch(name, file.usedMs);
      return kept;
    } catch (error) {
      if (!isMissing(error)) this.#tellFault(error);
      return null;
    }
  }

  /**
   * Keeps a tile, some time after this returns, if there is room and `isStill` then says that the key names what the
   * tile was made of. `null` for one that holds nothing.
   */
  write(key: string, body: Encoded | null, isStill: () => Promise<boolean>): void {
    if (this.#isClosed || this.#waiting.length >= MOST_WAITING) return;
    if (this.#options.wallClock() < this.#restsUntil) return;
    this.#waiting.push({ key, body, isStill });
    if (this.#working.size >= WRITES_AT_ONCE) return;
    const work = this.#writeWaiting().finally(() => this.#working.delete(work));
    this.#working.add(work);
  }

  /** Writes what waits, if that takes seconds at most, and nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_WITHIN_MS);
    });
    await Promise.race([Promise.all([...this.#working, this.#looking]), enough]);
    clearTimeout(timer);
    this.#waiting.length = 0;
  }

  async #writeWaiting(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      // A store that does not answer is told of by whoever asks it for rows.
      if (await next.isStill().catch(() => false)) await this.#keep(next);
    }
  }

  async #keep({ key, body }: Waiting): Promise<void> {
    const { folder, limitBytes, wallClock } = this.#options;
    const entry = tileEntry(key, body);
    if (entry.length > Math.min(limitBytes, MOST_ENTRY_BYTES)) return;
    const name = nameOf(key);
    const path = join(folder, name);
    const unfinished = join(dirname(path), `${randomUUID()}.unfinished`);
    try {
      await writeNew(unfinished, entry);
      await rename(unfinished, path);
      this.#isFaulty = false;
    } catch (error) {
      this.#restsUntil = wallClock() + REST_MS;
      this.#waiting.length = 0;
      this.#tellFault(error);
      await rm(unfinished, { force: true }).catch(() => undefined);
      return;
    }
    this.#files.use(name, entry.length);
    await this.#makeRoom();
  }

  async #makeRoom(): Promise<void> {
    for (const name of this.#files.shrinkTo(this.#options.limitBytes)) await this.#remove(name);
  }

  /** What cannot be removed is counted again at the next start. */
  async #remove(name: string): Promise<void> {
    this.#files.forget(name);
    await rm(join(this.#options.folder, name), { force: true }).catch(() => undefined);
  }

  async #touch(name: string, usedMs: number): Promise<void> {
    const nowMs = this.#options.wallClock();
    if (nowMs - usedMs < TOUCH_EVERY_MS) return;
    await utimes(join(this.#options.folder, name), nowMs / 1000, nowMs / 1000).catch(() => undefined);
  }

  /** Counts the files there are, makes room where they are too many and removes those that were never finished. */
  async #takeStock(): Promise<void> {
    const found: { readonly name: string; readonly sizeBytes: number; readonly usedMs: number }[] = [];
    for (const group of await namesIn(this.#options.folder)) {
      if (!FOLDER_NAME.test(group)) continue;
      for (const file of await namesIn(join(this.#options.folder, group))) {
        if (this.#isClosed) return;
        const name = join(group, file);
        const isUnfinished = UNFINISHED_NAME.test(file);
        if (!isUnfinished && !TILE_NAME.test(file)) continue;
        const info = await lstat(join(this.#options.folder, name)).catch(() => null);
        if (info === null) continue;
        if (!isUnfinished) found.push({ name, sizeBytes: info.size, usedMs: info.mtimeMs });
        else if (this.#options.wallClock() - info.mtimeMs > ABANDONED_AFTER_MS) await this.#remove(name);
      }
    }
    found.sort((a, b) => a.usedMs - b.usedMs);
    this.#files.takeIn(found.map(({ name, sizeBytes }) => [name, sizeBytes]));
    await this.#makeRoom();
  }

  #tellFault(error: unknown): void {
    if (this.#isFaulty) return;
    this.#isFaulty = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.say(`tiles are served and not kept in ${this.#options.folder} for now: ${reason}`);
  }
}

/** The digest, and nothing of the key itself: no name from outside reaches a path. */
function nameOf(key: string): string {
  const digest = createHash('sha256').update(key).digest('hex');
  return join(digest.slice(0, 2), `${digest}.tile`);
}

/** The bytes of a file and when it last said that it was used, milliseconds since 1970; null of what can be no tile. */
async function readWhole(path: string): Promise<{ readonly bytes: Buffer; readonly usedMs: number } | null> {
  const file = await open(path);
  try {
    const info = await file.stat();
    if (!info.isFile() || info.size > MOST_ENTRY_BYTES) return null;
    return { bytes: await file.readFile(), usedMs: info.mtimeMs };
  } finally {
    await file.close();
  }
}

/** Writes a file that is not there yet, and makes its folder where that is missing: nearly always it is not. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const write = () => writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  try {
    await write();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await write();
  }
}

/** Names in a folder; none where there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
