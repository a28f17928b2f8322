import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SentRows } from '@undercroft/store/sent-rows';
import { Turns } from '../analysis/turns.ts';
import type { EncodeAnswer, EncodeQuestion } from './encode-messages.ts';
import type { NetworkJob, TileEncoder } from './tile-encoder.ts';

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
  threadMb: 512,
};

/**
 * Of a thread's heap for what is new, MB. A server that made every tile of 100,000 conduits held 471 MB at most with it, 525
 * with 96 and 574 with 192, and was no faster by more than chance. A process that was given a size for every heap
 * (`--max-semi-space-size`, as `npm start` does) keeps to that instead.
 */
const YOUNG_MB = 32;

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

interface Work {
  readonly job: NetworkJob;
  readonly resolve: (bytes: Uint8Array | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A thread that is not at work does not keep the process: a pool may be left open until the end.
 *
 * CONTRIBUTOR NOTES. Rows go to the thread as the database sent them and are read there, tiles are handed back. As objects
 * they were copied in 3 to 6 ms for 1,000 conduits and as many nodes, as much as encoding them took, on either side.
 * Compression is not among a thread's work: zlib has threads of its own, and the tile does not pass through the server's
 * on the way.
 *
 * Letting the threads ask the database themselves was not done: the embedded store has one connection, and out of
 * PostgreSQL every thread would need connections of its own, migrations checked and all, for the one of three tilesets that
 * needs no ground.
 */
export function encodePool(options: EncodePoolOptions = {}): EncodePool {
  const { threads, waiting, threadMb } = { ...ENCODE_POOL_DEFAULTS, ...options };
  const turns = new Turns({ atOnce: threads * TILES_A_THREAD, waiting, what: 'tiles' });
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const ready: Work[] = [];
  const working = new Map<Worker, Work>();
  const names = new RowNames();
  let isClosed = false;

  const next = (): void => {
    const work = ready[0];
    if (work === undefined) return;
    const thread = idle.pop() ?? (all.size < threads ? begin() : undefined);
    if (thread === undefined) return;
    ready.shift();
    try {
      thread.postMessage(names.question(thread, work.job));
    } catch (error) {
      // What cannot be handed over fails alone.
      idle.push(thread);
      work.reject(error);
      return;
    }
    working.set(thread, work);
    thread.ref();
  };
  const finish = (thread: Worker): Work | undefined => {
    const work = working.get(thread);
    working.delete(thread);
    return work;
  };
  const lose = (thread: Worker, cause: unknown): void => {
    all.delete(thread);
    if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    finish(thread)?.reject(new EncodeError(cause));
    next();
  };
  const begin = (): Worker => {
    const thread = new Worker(new URL('./encode-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: threadMb, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    all.add(thread);
    thread.on('message', (answer: EncodeAnswer) => {
      if (answer.kind === 'forgotten') {
        const work = working.get(thread);
        if (work !== undefined) thread.postMessage(names.whole(work.job));
        return;
      }
      const work = finish(thread);
      thread.unref();
      idle.push(thread);
      if (answer.kind === 'failed') work?.reject(answer.error);
      else work?.resolve(answer.bytes);
      next();
    });
    thread.on('error', (cause) => lose(thread, cause));
    thread.on('exit', (code) => lose(thread, `it exited with ${code}`));
    return thread;
  };

  return {
    network: (read, signal) =>
      turns.run(signal, async () => {
        const job = await read();
        signal.throwIfAborted();
        if (isClosed) throw new EncodeError('the pool is closed');
        return await new Promise<Uint8Array | null>((resolve, reject) => {
          ready.push({ job, resolve, reject });
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

/** What threads know shared rows by. */
class RowNames {
  #last = 0;
  readonly #names = new WeakMap<SentRows, number>();
  readonly #told = new WeakMap<Worker, WeakSet<SentRows>>();

  /** The question of a job, without rows that the thread was sent before. */
  question(thread: Worker, job: NetworkJob): EncodeQuestion {
    const { sent, isShared } = job.rows;
    const whole = this.whole(job);
    if (!isShared) return whole;
    const told = this.#told.get(thread) ?? new WeakSet();
    this.#told.set(thread, told);
    if (told.has(sent)) return { ...whole, sent: null };
    told.add(sent);
    return whole;
  }

  whole({ rows: { sent, isShared, cells }, options }: NetworkJob): EncodeQuestion {
    return { sent, shared: isShared ? this.#nameOf(sent) : null, cells, options };
  }

  #nameOf(sent: SentRows): number {
    let name = this.#names.get(sent);
    if (name === undefined) {
      this.#last += 1;
      name = this.#last;
      this.#names.set(sent, name);
    }
    return name;
  }
}
