import { parentPort } from 'node:worker_threads';
import { networkTile } from '@undercroft/core/tiling/network-tile';
import type { TileRows } from '@undercroft/core/tiling/tile-rows';
import { tileRowsOf } from '@undercroft/store/sent-rows';
import type { EncodeAnswer, EncodeQuestion } from './encode-messages.ts';
import { ReadRows } from './read-rows.ts';

/** A thread of `encodePool`: one job in, its bytes out, which are handed over and not copied. */
const port = parentPort;
if (port === null) throw new Error('The encoding thread was started as a program of its own.');

const read = new ReadRows<number>();

port.on('message', (question: EncodeQuestion) => {
  const answer = answerTo(question);
  const isOwnBuffer = answer.kind === 'encoded' && answer.bytes?.byteLength === answer.bytes?.buffer.byteLength;
  port.postMessage(answer, isOwnBuffer && answer.bytes ? [answer.bytes.buffer] : []);
});

function answerTo(question: EncodeQuestion): EncodeAnswer {
  try {
    const rows = rowsOf(question);
    return rows === null ? { kind: 'forgotten' } : { kind: 'encoded', bytes: networkTile(rows, question.options) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function rowsOf({ sent, shared, cells }: EncodeQuestion): TileRows | null {
  if (shared !== null) return read.shared(shared, sent, cells);
  return sent === null ? null : tileRowsOf(sent);
}
