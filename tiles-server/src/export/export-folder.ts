import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockFolder } from '@undercroft/store/folder-lock';
import { isMissingFile, readTextIfThere } from '../missing-file.ts';
import { ExportError, writeFault } from './export-error.ts';
import { type ExportKey, keyDifferences } from './export-key.ts';
import {
  type ExportedFile,
  type ExportMemory,
  type ExportRecord,
  filesOf,
  MANIFEST,
  manifestLines,
  readJournal,
  readManifest,
} from './export-record.ts';

/** Folders and files of an export below its own; nothing else in it is ever touched. */
const OWN = ['tiles', 'vt', 'terrain', 'imagery', MANIFEST];

/** Where an export that is under way keeps its journal and the files that are not whole yet. */
const WORK = '.undercroft-export';
const JOURNAL = 'journal.ndjson';

/**
 * A folder that an export writes to. A file is written under another name and takes its own when it is whole; then the
 * journal says so. The manifest is written last. So whatever stops an export, what bears a name is whole, and the next
 * run goes on from there.
 */
export class ExportFolder {
  readonly path: string;
  readonly key: ExportKey;
  /** What an export before this one has done already; each file is to be looked at before it is believed. */
  readonly before: ReadonlyMap<string, ExportRecord>;
  readonly records = new Map<string, ExportRecord>();
  readonly #journal: FileHandle;
  readonly #release: () => Promise<void>;
  readonly #folders = new Map<string, Promise<unknown>>();
  #parts = 0;
  #isClosed = false;

  private constructor(
    path: string,
    memory: ExportMemory,
    handles: { readonly journal: FileHandle; readonly release: () => Promise<void> },
  ) {
    this.path = path;
    this.key = memory.key;
    this.before = memory.records;
    this.#journal = handles.journal;
    this.#release = handles.release;
  }

  /**
   * Takes a folder for an export: a new or empty one, or one of an earlier export, which is gone on with when its key is
   * the same and otherwise removed, after `say` was told why.
   *
   * @throws ExportError `out-taken` for a folder with anything else in it, `out-busy` while another export writes to it,
   * `out-unwritable`, `disk-full`.
   */
  static async open(path: string, key: ExportKey, say: (sentence: string) => void): Promise<ExportFolder> {
    const memory = await memoryOf(path);
    const work = join(path, WORK);
    try {
      await mkdir(work, { recursive: true });
      const release = await locked(work, path);
      try {
        const differences = memory === null ? [] : keyDifferences(memory.key, key);
        if (differences.length > 0) {
          say(`starting anew: ${differences.join(', ')} changed since the export that is in ${path}`);
          for (const name of OWN) await rm(join(path, name), { recursive: true, force: true });
        }
        const kept = memory === null || differences.length > 0 ? new Map<string, ExportRecord>() : memory.records;
        for (const name of await readdir(work)) {
          if (name.endsWith('.part')) await rm(join(work, name), { force: true });
        }
        const journal = await beginJournal(work, key, kept);
        return new ExportFolder(path, { key, records: kept }, { journal, release });
      } catch (error) {
        await release();
        throw error;
      }
    } catch (error) {
      throw writeFault(error, path);
    }
  }

  /** True when the file of a record lies there as the record says. */
  async holds({ path, bytes, sha256 }: ExportedFile): Promise<boolean> {
    try {
      const found = await readFile(join(this.path, path));
      return found.length === bytes && digest(found) === sha256;
    } catch (error) {
      if (isMissingFile(error)) return false;
      throw error;
    }
  }

  /** Writes a file whole, and then into the journal. */
  async write(path: string, bytes: Uint8Array, encoding?: 'gzip'): Promise<void> {
    const target = join(this.path, path);
    this.#parts += 1;
    const part = join(this.path, WORK, `${this.#parts}.part`);
    try {
      await this.#folder(dirname(target));
      await writeFile(part, bytes);
      await rename(part, target);
      const record = { path, bytes: bytes.length, sha256: digest(bytes) };
      await this.note(encoding === undefined ? record : { ...record, encoding });
    } catch (error) {
      throw writeFault(error, target);
    }
  }

  /** Takes a record into the journal, of a file that is there or an address with nothing. */
  async note(record: ExportRecord): Promise<void> {
    this.records.set(record.path, record);
    if (this.before.get(record.path) === record) return;
    try {
      await this.#journal.appendFile(`${JSON.stringify(record)}\n`);
    } catch (error) {
      throw writeFault(error, join(this.path, WORK, JOURNAL));
    }
  }

  /** Writes the manifest: the export is whole. */
  async finish(): Promise<void> {
    const draft = join(this.path, WORK, 'manifest.part');
    try {
      await writeFile(draft, manifestLines(this.key, filesOf(this.records.values())));
      await rename(draft, join(this.path, MANIFEST));
      await this.close();
      await rm(join(this.path, WORK), { recursive: true, force: true });
    } catch (error) {
      throw writeFault(error, join(this.path, MANIFEST));
    }
  }

  /** Lets go of the folder; what is written stays for the next run. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#journal.close();
    await this.#release();
  }

  async #folder(path: string): Promise<void> {
    const made = this.#folders.get(path) ?? mkdir(path, { recursive: true });
    this.#folders.set(path, made);
    await made;
  }
}

/** What the folder's last export left: its journal, else its manifest; null where there was none. */
async function memoryOf(path: string): Promise<ExportMemory | null> {
  const names = await namesIn(path);
  const journal = await readTextIfThere(join(path, WORK, JOURNAL));
  const memory = journal === null ? null : readJournal(journal);
  if (memory !== null) return memory;
  const manifest = await readTextIfThere(join(path, MANIFEST));
  const whole = manifest === null ? null : readManifest(manifest);
  if (whole !== null || names.every((name) => name === WORK)) return whole;
  throw new ExportError(
    'out-taken',
    `The folder ${path} holds ${names.length === 1 ? names[0] : `${names.length} things`} and no export: name an empty folder, or one that is not there yet.`,
  );
}

async function namesIn(path: string): Promise<readonly string[]> {
  try {
    if ((await stat(path)).isDirectory()) return await readdir(path);
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw writeFault(error, path);
  }
  throw new ExportError('out-taken', `${path} is a file: a folder was wanted, or a name in .3tz or .pmtiles.`);
}

async function locked(work: string, path: string): Promise<() => Promise<void>> {
  try {
    const lock = await lockFolder(work);
    return () => lock.release();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'store-locked')) throw error;
    throw new ExportError('out-busy', `Another export writes to ${path}: wait for it, or stop it.`, { cause: error });
  }
}

/** A new journal with what is known already; it takes its name when it is whole. */
async function beginJournal(
  work: string,
  key: ExportKey,
  known: ReadonlyMap<string, ExportRecord>,
): Promise<FileHandle> {
  const draft = join(work, 'journal.part');
  await writeFile(draft, linesOf([key, ...known.values()]));
  await rename(draft, join(work, JOURNAL));
  return await open(join(work, JOURNAL), 'a');
}

function* linesOf(values: Iterable<unknown>): Iterable<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
