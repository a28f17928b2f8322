import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Turns } from '../analysis/turns.ts';
import type { EncodeAnswer, EncodeQuestion } from './encode-messages.ts';
import type { TileEncoder } from './tile-encoder.ts';

export interface EncodePoolOptions {
  /** Encoding threads; each is begun when there is first work for it. One core stays for the server itself, unless told. */
  readonly threads?: number;
  /** Tiles that may wait for their turn beyond those under way; one more is refused (`too-busy`). */
  readonly waiting?: number;
  /** Most memory of a thread's heap, MB: a tile that needs more fails, and no other. */
  readonly threadMb?: number;
}

export const ENCODE_POOL_DEFAULTS: Required<EncodePoolOptions> = {
  threads: Math.max(1, availableParallelism() - 1),
  waiting: 4096,
  threadMb: 1024,
};

/** While a thread encodes a tile, the rows of another are read for it. */
const TILES_A_THREAD = 2;

/** Threads that encode tiles. */
export interface EncodePool extends TileEncoder {
  /** Ends the threads; what was under way fails. */
  close(): Promise<void>;
}

/** An encoding thread died under a tile. */
export class EncodeError extends Error {
  readonly code = 'encoder-failed';

  constructor(cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The thread that encoded a tile ended before it was done: ${why}.`, { cause });
    this.name = 'EncodeError';
  }
}

interface Job {
  readonly question: EncodeQuestion;
  readonly resolve: (bytes: Uint8Array | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A thread that is not at work does not keep the process: a pool may be left open until the end.
 *
 * CONTRIBUTOR NOTES. Rows are copied to the thread (3.1 ms for 1,000 conduits), tiles are handed back. With the encoder
 * of before (22 ms) a tile held the server's own thread for a fifth of the time. Since a thousand conduits are encoded in
 * 3 to 4 ms the copy costs that thread as much; what the pool still gives is the second core, and a tile that goes wrong
 * alone. Compression is not among it: zlib has threads of its own, and the tile does not pass through the server's on
 * the way.
 *
 * Letting the threads read the rows themselves, which would save the copy and the reading of rows (30 ms a tile out of the
 * embedded store), was not done: the embedded store has one connection, and out of PostgreSQL every
 * thread would need connections of its own, migrations checked and all, for the one of three tilesets that needs no
 * ground.
 */
export function encodePool(options: EncodePoolOptions = {}): EncodePool {
  const { threads, waiting, threadMb } = { ...ENCODE_POOL_DEFAULTS, ...options };
  const turns = new Turns({ atOnce: threads * TILES_A_THREAD, waiting, what: 'tiles' });
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const ready: Job[] = [];
  const working = new Map<Worker, Job>();
  let isClosed = false;

  const next = (): void => {
    const job = ready[0];
    if (job === undefined) return;
    const thread = idle.pop() ?? (all.size < threads ? begin() : undefined);
    if (thread === undefined) return;
    ready.shift();
    try {
      thread.postMessage(job.question);
    } catch (error) {
      // What cannot be handed over fails alone.
      idle.push(thread);
      job.reject(error);
      return;
    }
    working.set(thread, job);
    thread.ref();
  };
  const finish = (thread: Worker): Job | undefined => {
    const job = working.get(thread);
    working.delete(thread);
    return job;
  };
  const lose = (thread: Worker, cause: unknown): void => {
    all.delete(thread);
    if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    finish(thread)?.reject(new EncodeError(cause));
    next();
  };
  const begin = (): Worker => {
    const thread = new Worker(new URL('./encode-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: threadMb },
    });
    all.add(thread);
    thread.on('message', (answer: EncodeAnswer) => {
      const job = finish(thread);
      thread.unref();
      idle.push(thread);
      if (answer.kind === 'failed') job?.reject(answer.error);
      else job?.resolve(answer.bytes);
      next();
    });
    thread.on('error', (cause) => lose(thread, cause));
    thread.on('exit', (code) => lose(thread, `it exited with ${code}`));
    return thread;
  };

  return {
    network: (read, signal) =>
      turns.run(signal, async () => {
        const question = await read();
        signal.throwIfAborted();
        if (isClosed) throw new EncodeError('the pool is closed');
        return await new Promise<Uint8Array | null>((resolve, reject) => {
          ready.push({ question, resolve, reject });
          next();
        });
      }),
    async close() {
      isClosed = true;
      for (const { reject } of ready.splice(0)) reject(new EncodeError('the pool is closed'));
      await Promise.all([...all].map((thread) => thread.terminate()));
    },
  };
}
