import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SceneGenerator } from '@undercroft/core/protocol/scene';
import { demoCityVersion } from './code-version.ts';
import { TRUTH_FILE } from './survey-file-names.ts';
import { type WritingOptions, type WritingProgress, writeInProcess } from './write-in-process.ts';

export interface GenerateOptions {
  /** The folder that holds generated folders. */
  readonly parent: string;
  /** True: the rows of the living city will be asked for, and are made as soon as the files are written. */
  readonly livingRows?: boolean;
  readonly onProgress?: ((progress: WritingProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A folder of generated files and what tells it from those of other seeds and versions. */
export interface GeneratedFiles {
  readonly folder: string;
  readonly fingerprint: string;
}

/** What a scene's generator makes; the city is laid once for all of it. */
export interface GeneratedCity {
  /**
   * The folder with its files: `<parent>/demo-city-<seed>-<fingerprint>`. Throws `ImportError` (`generator-failed`).
   */
  readonly files: Promise<GeneratedFiles>;
  /**
   * Hands the file with the rows of the living city to `use`, and removes it afterwards: such rows fit the store of this very
   * program and no other. Throws what `use` throws, and `ImportError` (`generator-failed`).
   */
  withLivingRows<T>(use: (path: string) => Promise<T>, signal: AbortSignal): Promise<T>;
}

const FINGERPRINT_DIGITS = 16;

/**
 * Makes up a scene's city in a process of its own, files first, then rows. Files that are there already are not written
 * again; what other versions of the program wrote for the same seed and size is removed, and what processes left that were
 * killed. The folder of files appears whole or not at all.
 */
export function generatedCity(generator: SceneGenerator, options: GenerateOptions): GeneratedCity {
  const { seed, segments = null } = generator;
  const { onProgress } = options;
  const names = namesOf(generator, options.parent);
  let living: Promise<string> | null = null;

  const write = async (
    folder: string | null,
    rows: string | null,
    { signal, onWritten }: Pick<WritingOptions, 'signal' | 'onWritten'>,
  ): Promise<void> => {
    try {
      await writeInProcess({ seed, segments, folder, livingRows: rows }, { onProgress, onWritten, signal });
    } catch (failure) {
      if (rows !== null) await rm(rows, { force: true });
      throw failure;
    }
  };
  const writeFiles = async (): Promise<GeneratedFiles> => {
    const { signal } = options;
    const { folder, draft, rows, stem, made } = await names;
    await mkdir(options.parent, { recursive: true });
    await removeLeft(options.parent, stem, folder);
    if (await isThere(join(folder, TRUTH_FILE))) return made;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    try {
      await new Promise<void>((resolve, reject) => {
        if (options.livingRows !== true) {
          write(draft, null, { signal }).then(resolve, reject);
          return;
        }
        living = write(draft, rows, { signal, onWritten: resolve }).then(() => rows);
        // A failure after the files are whole is that of whoever asks for the rows.
        living.catch(reject);
      });
      await rm(folder, { recursive: true, force: true });
      await rename(draft, folder);
      return made;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  };
  const files = writeFiles();
  return {
    files,
    async withLivingRows(use, signal) {
      await files;
      const { rows } = await names;
      living ??= write(null, rows, { signal }).then(() => rows);
      try {
        return await use(await living);
      } finally {
        living = null;
        await rm(rows, { force: true });
      }
    },
  };
}

/** The folder with the files that a scene's generator writes, as `generatedCity` makes it. */
export async function generatedFiles(generator: SceneGenerator, options: GenerateOptions): Promise<GeneratedFiles> {
  return await generatedCity(generator, options).files;
}

async function namesOf({ name, seed, segments }: SceneGenerator, parent: string) {
  const version = await demoCityVersion();
  const stem = `${name}-${seed}${segments === undefined ? '' : `-${segments}`}-`;
  const folder = join(parent, `${stem}${version.slice(0, FINGERPRINT_DIGITS)}`);
  return {
    stem,
    folder,
    draft: `${folder}.${process.pid}`,
    rows: `${folder}.rows.${process.pid}`,
    made: { folder, fingerprint: `${stem}${version}` },
  };
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Removes what other versions wrote, and what processes left behind that are no more. */
async function removeLeft(parent: string, stem: string, folder: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, digits = '', pid] = /^([0-9a-f]{16})(?:(?:\.rows)?\.(\d+))?$/.exec(name.slice(stem.length)) ?? [];
    if (!name.startsWith(stem) || digits === '') continue;
    const isLeft = pid === undefined ? join(parent, name) !== folder : !isAlive(Number(pid));
    if (isLeft) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
