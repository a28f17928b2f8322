import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { memoryFlags } from '../child/reading-process.ts';
import { ImportError } from '../import-error.ts';

/** How far the process that writes is with the files. */
export const writingProgressSchema = z.object({ conduits: z.number(), wanted: z.number() });

export type WritingProgress = z.infer<typeof writingProgressSchema>;

/** A line of what it tells: how far it is, or that all files are written. */
const lineSchema = z.union([writingProgressSchema, z.literal('written')]);

/** What the process that writes is told. */
export const writingJobSchema = z.object({
  seed: z.number(),
  /** Conduits wanted at least; null: those of one district. */
  segments: z.number().nullable(),
  /** A folder that exists, for the files; null: none are wanted. */
  folder: z.string().nullable(),
  /** A file for the rows of the living city, written after the files; null: they are not wanted. */
  livingRows: z.string().nullable(),
});

export type WritingJob = z.infer<typeof writingJobSchema>;

export interface WritingOptions {
  readonly onProgress?: ((progress: WritingProgress) => void) | undefined;
  /** Called once all files are written; rows may still be. */
  readonly onWritten?: (() => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
/** One district at a time is held: this is far more than one takes, however many are written. */
const WRITER_MEMORY_BYTES = 512 * 1024 * 1024;

/** How Node shares out the memory that the process that writes may take. */
export const WRITER_FLAGS = memoryFlags(WRITER_MEMORY_BYTES);

const STDERR_KEPT = 4000;

/** Writes what a job asks for in a process of its own. Throws `ImportError` (`generator-failed`), or the signal's reason. */
export async function writeInProcess(
  job: WritingJob,
  { onProgress, onWritten, signal }: WritingOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const child = spawn(process.execPath, [...WRITER_FLAGS, MAIN, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-STDERR_KEPT);
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const told = lineSchema.parse(JSON.parse(line));
      if (told === 'written') onWritten?.();
      else onProgress?.(told);
    }
    await ended;
  } finally {
    signal?.removeEventListener('abort', kill);
    kill();
  }
  signal?.throwIfAborted();
  if (child.exitCode === 0) return;
  const said = words.trim() === '' ? `code ${child.exitCode}` : words.trim();
  throw new ImportError(
    'generator-failed',
    `The process that makes up the city ended without having finished: ${said}`,
  );
}
