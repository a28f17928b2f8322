import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ReadingJob, ReadingTarget } from '@undercroft/core/protocol/reading';
import { type ReadingEvent, readingEventSchema } from '@undercroft/core/protocol/reading-events';
import type { EncodedRows } from '@undercroft/store/rows/encoded-rows';
import { IMPORT_ERROR_CODES, ImportError, type ImportErrorCode } from '../import-error.ts';
import { readFrames } from './frames.ts';
import { readableFiles } from './readable-files.ts';
import { unpackRows } from './row-payload.ts';
import { type ProcessWatch, type WatchVerdict, watchProcess } from './watch-process.ts';

/** What a reading process may take before it is killed. */
export interface ReadingCaps {
  /** Resident memory, bytes. */
  readonly memoryBytes: number;
  /** Seconds that it may be waited for, whatever the size of the files, and in addition for each megabyte of them. */
  readonly baseSeconds: number;
  readonly secondsPerMb: number;
  /** Seconds in addition for each megabyte of pixels, which a file may hold many times its own size of. */
  readonly secondsPerPixelMb: number;
}

export const READING_CAPS_DEFAULTS: ReadingCaps = {
  memoryBytes: 512 * 1024 * 1024,
  baseSeconds: 10,
  secondsPerMb: 1,
  secondsPerPixelMb: 0.5,
};

/** What a reading process says; rows come as they were encoded, those of one table at a time. */
export type ReadingMessage =
  | Exclude<ReadingEvent, { event: 'failed' | 'done' }>
  | { readonly event: 'rows'; readonly rows: EncodedRows };

/** A reading process at work. */
export interface Reading {
  /** Everything it says, in order; it waits while nobody takes. Throws `ImportError` when it fails or has to be killed. */
  readonly messages: AsyncIterable<ReadingMessage>;
  /** Tells where rows belong: a job that wants rows goes on then. */
  readonly proceed: (target: ReadingTarget) => void;
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/undercroft-reading', import.meta.url));
const OUTPUT_DESCRIPTOR = 3;
const BYTES_A_MB = 1024 * 1024;
/** Pixels that time is allowed for, whatever the process says: the largest raster that is read. */
const MOST_PIXEL_MB = 32_000;
const STDERR_KEPT = 4000;
const OLD_SPACE_SHARE = 0.6;
const SEMI_SPACE_MB = 32;

/**
 * What glibc would keep of buffers that are no more: two arenas instead of eight a core, and large blocks given back at once.
 * A survey of 1.4 million points and lines takes 400 MB with them, 449 without, in the same time; another C library passes
 * them over.
 */
export const READING_MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' };

/**
 * Runs a job in a process of its own and hands it to `use`; whatever happens, the process and its folder are gone
 * afterwards. The process has no shell, no environment of ours and no network. It may read the named files and its own
 * code, write nowhere but into its folder and the cache of its own compiled code, and start nothing. Throws what `use`
 * throws, the signal's reason when it aborts, and `ImportError`: that of the reader, or `memory-cap`, `time-cap`,
 * `parser-crashed`.
 */
export async function withReading<T>(
  job: ReadingJob,
  options: { readonly caps?: Partial<ReadingCaps> | undefined; readonly signal?: AbortSignal | undefined },
  use: (reading: Reading) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  signal?.throwIfAborted();
  const caps = { ...READING_CAPS_DEFAULTS, ...options.caps };
  const folder = await mkdtemp(join(tmpdir(), `undercroft-reading-${process.pid}-`));
  try {
    const { files, flags } = await readableFiles(job.source.files, folder);
    const child = startChild(folder, await compileCache(), [...flags, ...memoryFlags(caps.memoryBytes)]);
    const kill = () => child.kill('SIGKILL');
    const seconds = await secondsFor(job, caps);
    const watch = watchProcess(child, { memoryBytes: caps.memoryBytes, seconds });
    // Not `close`, which waits for pipes that nobody may be reading any more.
    const ended = once(child, 'exit');
    // A process that cannot be started says so by an event, which is told below.
    ended.catch(() => undefined);
    signal?.addEventListener('abort', kill, { once: true });
    try {
      child.stdin?.on('error', () => undefined);
      child.stdin?.write(`${JSON.stringify({ ...job, source: { ...job.source, files } })}\n`);
      const messages = messagesOf(child, ended, { job, caps, seconds, watch, signal });
      return await use({
        messages,
        proceed: (target) => child.stdin?.write(`${JSON.stringify(target)}\n`),
      });
    } finally {
      signal?.removeEventListener('abort', kill);
      watch.stop();
      kill();
      await ended.catch(() => undefined);
      for (const stream of child.stdio) stream?.destroy();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Where Node keeps the compiled modules of reading processes and of no other: with them one starts in a third of the time.
 * It lies with the installed modules; `null` where those may not be written.
 */
async function compileCache(): Promise<string | null> {
  try {
    await mkdir(CACHE, { recursive: true });
    await access(CACHE, constants.W_OK);
    return CACHE;
  } catch {
    return null;
  }
}

/**
 * How Node shares a cap on resident memory out: enough of it for old objects, young ones in a space large enough that a
 * batch of rows dies young, the rest for buffers and Node itself. Young objects are collected by one thread: several wait for
 * each other more than they help: of a GeoJSON that took a tenth of the processor time at rest, a third on a busy machine.
 */
export function memoryFlags(memoryBytes: number): readonly string[] {
  const oldSpaceMb = Math.ceil((OLD_SPACE_SHARE * memoryBytes) / BYTES_A_MB);
  return [`--max-old-space-size=${oldSpaceMb}`, `--max-semi-space-size=${SEMI_SPACE_MB}`, '--no-parallel-scavenge'];
}

/** The path to the child's modules is its only argument; the job comes by stdin, where no list of processes shows it. */
function startChild(folder: string, cache: string | null, flags: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--permission',
      `--allow-fs-write=${folder}`,
      ...(cache === null ? [] : [`--allow-fs-write=${cache}`]),
      '--disallow-code-generation-from-strings',
      ...flags,
      MAIN,
    ],
    {
      cwd: folder,
      env: {
        TMPDIR: folder,
        TZ: 'UTC',
        LANG: 'C.UTF-8',
        ...READING_MALLOC,
        ...(cache === null ? {} : { NODE_COMPILE_CACHE: cache }),
      },
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      shell: false,
    },
  );
}

interface Watching {
  readonly job: ReadingJob;
  readonly caps: ReadingCaps;
  readonly seconds: number;
  readonly watch: ProcessWatch;
  readonly signal: AbortSignal | undefined;
}

async function* messagesOf(
  child: ChildProcess,
  ended: Promise<unknown[]>,
  { job, caps, seconds: secondsOfFiles, watch, signal }: Watching,
): AsyncGenerator<ReadingMessage> {
  let seconds = secondsOfFiles;
  const output = child.stdio[OUTPUT_DESCRIPTOR] as Readable;
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-STDERR_KEPT);
  });
  const frames = readFrames(output);
  while (true) {
    // Only the time it lets us wait counts: while its messages are being dealt with it waits itself.
    watch.waiting(true);
    const { value: frame, done } = await frames.next().catch((cause: unknown) => broken(job, cause));
    watch.waiting(false);
    signal?.throwIfAborted();
    if (done === true || frame === undefined) break;
    if (frame.kind === 'rows') {
      yield { event: 'rows', rows: unpackRows(frame.payload) };
      continue;
    }
    const event = readingEventSchema.parse(JSON.parse(new TextDecoder().decode(frame.payload)));
    if (event.event === 'done') return;
    if (event.event === 'failed') throw failure(job, event);
    if (event.event === 'identified' && event.pixelBytes !== undefined) {
      const more = caps.secondsPerPixelMb * Math.min(MOST_PIXEL_MB, event.pixelBytes / BYTES_A_MB);
      watch.allow(more);
      seconds += more;
    }
    yield event;
  }
  const [code, end] = (await ended) as [number | null, string | null];
  signal?.throwIfAborted();
  throw unfinished(job, caps, watch.verdict, { seconds, stderr, how: end ?? `code ${code}` });
}

function broken(job: ReadingJob, cause: unknown): never {
  throw new ImportError('parser-crashed', `Reading ${namesOf(job)} broke down: its output could not be read.`, {
    cause,
  });
}

function failure(job: ReadingJob, { code, message, issues, stack }: ReadingEvent & { event: 'failed' }): ImportError {
  const known = IMPORT_ERROR_CODES.find((each) => each === code) ?? 'parser-crashed';
  if (stack === null) return new ImportError(known, namedIn(message, job), { issues });
  return new ImportError(
    'parser-crashed',
    `Reading ${namesOf(job)} broke down: ${message} This is a fault of the program, not of the file alone.`,
    { cause: new Error(stack) },
  );
}

interface Ending {
  readonly seconds: number;
  readonly stderr: string;
  readonly how: string;
}

/** The process ended before it said that it was done. */
function unfinished(
  job: ReadingJob,
  { memoryBytes }: ReadingCaps,
  verdict: WatchVerdict | null,
  { seconds, stderr, how }: Ending,
): ImportError {
  const names = namesOf(job);
  const refused = (code: ImportErrorCode, message: string) =>
    new ImportError(code, message, { cause: new Error(stderr || how) });
  if (verdict === 'memory' || stderr.includes('heap out of memory')) {
    return refused(
      'memory-cap',
      `Reading ${names} took more than ${Math.round(memoryBytes / BYTES_A_MB)} MB of memory and was stopped. Split the file, or save it in a plainer format such as CSV.`,
    );
  }
  if (verdict === 'time') {
    return refused(
      'time-cap',
      `Reading ${names} took more than ${Math.round(seconds)} s and was stopped. Split the file, or save it in a plainer format such as CSV.`,
    );
  }
  return refused(
    'parser-crashed',
    `The process that read ${names} ended before it was done (${how}). Save the file again, or in another format.`,
  );
}

/** The message with the files before it, where it names none of them: what it speaks of may lie within one. */
function namedIn(message: string, job: ReadingJob): string {
  return job.source.files.some(({ name }) => message.includes(name)) ? message : `${namesOf(job)}: ${message}`;
}

function namesOf({ source }: ReadingJob): string {
  return source.files.map(({ name }) => `"${name}"`).join(', ');
}

async function secondsFor({ source }: ReadingJob, caps: ReadingCaps): Promise<number> {
  const sizes = await Promise.all(
    source.files.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        // A file that is not there is the reader's to refuse.
        () => 0,
      ),
    ),
  );
  const sizeMb = sizes.reduce((sum, size) => sum + size, 0) / BYTES_A_MB;
  return caps.baseSeconds + caps.secondsPerMb * sizeMb;
}
