import { parentPort } from 'node:worker_threads';
import { networkTile } from '@undercroft/core/tiling/network-tile';
import type { EncodeAnswer, EncodeQuestion } from './encode-messages.ts';

/** A thread of `encodePool`: one job in, its bytes out, which are handed over and not copied. */
const port = parentPort;
if (port === null) throw new Error('The encoding thread was started as a program of its own.');

port.on('message', ({ rows, options }: EncodeQuestion) => {
  let answer: EncodeAnswer;
  try {
    answer = { kind: 'encoded', bytes: networkTile(rows, options) };
  } catch (error) {
    answer = { kind: 'failed', error };
  }
  const isOwnBuffer = answer.kind === 'encoded' && answer.bytes?.byteLength === answer.bytes?.buffer.byteLength;
  port.postMessage(answer, isOwnBuffer && answer.kind === 'encoded' && answer.bytes ? [answer.bytes.buffer] : []);
});
