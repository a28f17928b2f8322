import { type MessagePort, parentPort } from 'node:worker_threads';
import { PGlite, type Results } from '@electric-sql/pglite';
import type { PgliteAnswer, PgliteRequest } from './pglite-messages.ts';

/**
 * The thread in which PGlite lives: a statement blocks its thread. The driver sends one request at a time; statements
 * and answers cross as protocol bytes, which it writes and reads itself.
 */

if (parentPort === null)
  throw new Error('The embedded store must run in a worker thread; it was started as a program.');
serve(parentPort);

function serve(port: MessagePort): void {
  let database: PGlite | null = null;

  const answer = async (request: PgliteRequest): Promise<PgliteAnswer> => {
    const { id } = request;
    if (request.kind === 'open') {
      database = await PGlite.create({ dataDir: request.folder });
      return { id, kind: 'done' };
    }
    if (database === null) throw new Error('The embedded store is not open.');
    switch (request.kind) {
      case 'execute':
        return { id, kind: 'executed', answer: ownBytes(await database.execProtocolRaw(request.message)) };
      case 'copy': {
        const blob = new Blob([request.data]);
        const result: CopyResults = await database.query(request.text, [], { blob });
        return { id, kind: 'copied', command: result.command ?? null, rowCount: result.rowCount ?? 0 };
      }
      case 'close':
        await database.close();
        database = null;
        return { id, kind: 'done' };
    }
  };

  port.on('message', (request: PgliteRequest) => {
    answer(request)
      .catch((error: unknown) => failure(request.id, error))
      .then((message) => {
        port.postMessage(message, message.kind === 'executed' ? [message.answer.buffer] : []);
        if (request.kind === 'close') port.close();
      })
      .catch((error: unknown) => port.postMessage(failure(request.id, error)));
  });
}

type CopyResults = Results & { readonly command?: string; readonly rowCount?: number };

/** Bytes in a buffer of their own, which may leave this thread: never a window on PGlite's memory. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? new Uint8Array(buffer) : bytes.slice();
}

function failure(id: number, error: unknown): PgliteAnswer {
  const { message, code, detail } = error as { message?: unknown; code?: unknown; detail?: unknown };
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    id,
    kind: 'failed',
    error: { message: text(message) ?? String(error), code: text(code), detail: text(detail) },
  };
}
