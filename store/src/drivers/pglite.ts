import { Worker } from 'node:worker_threads';
import type { Database } from '../database.ts';
import { StoreError } from '../errors.ts';
import { Mutex } from '../mutex.ts';
import type { Connection, ConnectionSource } from './connection.ts';
import { connectionSql } from './connection-sql.ts';
import { storeErrorOf } from './database-error.ts';
import type { PgliteAnswer, PgliteRequest } from './pglite-messages.ts';
import { decodeAnswer, encodeStatement } from './wire-protocol.ts';

/**
 * How finely tables are looked at when statistics are taken (the default is 100). A table is looked at for every layer that is
 * loaded into it: 47,000 links take 0.7 s of processor time at 100 and 0.2 s at 25, of the one thread that serves all.
 */
const STATISTICS_TARGET = 25;

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/**
 * Opens the embedded database of a folder (made when absent) in a worker thread of its own. It has ONE session: a
 * mutex gives it to one statement or one transaction at a time. It takes no lock: that is the caller's part.
 */
export async function openPglite(folder: string): Promise<Database> {
  const thread = startThread();
  try {
    await thread.ask({ kind: 'open', folder });
  } catch (error) {
    await thread.stop();
    throw error;
  }
  const mutex = new Mutex();
  const connection = pgliteConnection(thread);
  const source: ConnectionSource = { use: (work) => mutex.run(() => work(connection)) };
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= mutex.run(async () => {
      try {
        await thread.ask({ kind: 'close' });
      } finally {
        await thread.stop();
      }
    });
    return closing;
  };
  const sql = connectionSql('pglite', source, close);
  await sql.query(
    `select set_config('search_path', 'undercroft, public', false),
       set_config('default_statistics_target', '${STATISTICS_TARGET}', false)`,
  );
  return { ...sql, session: () => Promise.resolve({ ...sql, close: () => Promise.resolve() }) };
}

interface Thread {
  ask(request: WithoutId<PgliteRequest>, transfer?: readonly ArrayBuffer[]): Promise<PgliteAnswer>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: PgliteAnswer) => void;
  readonly reject: (error: StoreError) => void;
}

function startThread(): Thread {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url));
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: StoreError | null = null;

  const end = (error: StoreError) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (answer: PgliteAnswer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'failed') call?.reject(storeErrorOf(answer.error));
    else call?.resolve(answer);
  });
  worker.on('error', (cause) => {
    end(new StoreError('store-unreachable', `The embedded store's thread failed: ${String(cause)}.`, { cause }));
  });
  worker.on('exit', () => end(new StoreError('store-unreachable', 'The embedded store is closed.')));

  return {
    ask(request, transfer = []) {
      if (ended !== null) return Promise.reject(ended);
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ ...request, id }, transfer);
      });
    },
    async stop() {
      await worker.terminate();
    },
  };
}

function pgliteConnection(thread: Thread): Connection {
  return {
    async execute(text, parameters) {
      const message = encodeStatement(text, parameters);
      const answer = await thread.ask({ kind: 'execute', message }, [message.buffer]);
      if (answer.kind !== 'executed') throw strangeAnswer(answer);
      return decodeAnswer(answer.answer);
    },
    async copy(table, columns, format, parts) {
      const text = `copy ${table} (${columns.join(', ')}) from '/dev/blob' with (format ${format})`;
      // A copy of just these bytes goes over: the caller's may be part of a buffer that is still needed.
      const data = joined(parts);
      const answer = await thread.ask({ kind: 'copy', text, data }, [data.buffer]);
      if (answer.kind !== 'copied') throw strangeAnswer(answer);
      return { rows: [], command: answer.command, rowCount: answer.rowCount };
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function strangeAnswer({ kind }: PgliteAnswer): StoreError {
  return new StoreError('result-swallowed', `The embedded store answered a statement with "${kind}".`);
}
