// Asks for one address over and over: so many connections, each kept and with one request at a time, for so long. Prints
// requests answered a second, and which share of a core the asking itself took. Any answer but 200 ends it.
import { connect, type Socket } from 'node:net';
import { z } from 'zod';

const { url, connections, seconds } = z
  .object({ url: z.string(), connections: z.number().int().min(1), seconds: z.number().positive() })
  .parse(JSON.parse(process.argv[2] ?? ''));

const READ_BYTES = 256 * 1024;
const { hostname, port, pathname } = new URL(url);
const question = Buffer.from(
  `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n`,
);
let answered = 0;
let isOver = false;

/**
 * Reads as little as can be: the first answer says how long an answer is, head and body, and all of a connection are as
 * long. What it costs to ask must not hide what it costs to answer.
 */
function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    let head = '';
    let answerBytes = 0;
    let restBytes = 0;
    const take = (length: number, bytes: Buffer): boolean => {
      if (answerBytes === 0) {
        head += bytes.toString('latin1', 0, length);
        answerBytes = lengthOf(head);
        restBytes = answerBytes - head.length;
        if (answerBytes === 0) return true;
      } else {
        if (restBytes === answerBytes && length >= 12 && bytes.toString('latin1', 9, 12) !== '200')
          return fail(bytes, length);
        restBytes -= length;
      }
      if (restBytes < 0) return fail(bytes, length);
      if (restBytes > 0) return true;
      answered += 1;
      restBytes = answerBytes;
      if (isOver) socket.end();
      else socket.write(question);
      return true;
    };
    const fail = (bytes: Buffer, length: number): boolean => {
      reject(new Error(`${url} answered otherwise than before: ${bytes.toString('latin1', 0, Math.min(200, length))}`));
      socket.destroy();
      return false;
    };
    const socket: Socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(READ_BYTES),
        callback: (length, bytes) => take(length, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
      },
    });
    socket.once('connect', () => socket.write(question));
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
}

/** Bytes of a whole answer; 0 while its head has not come whole. */
function lengthOf(head: string): number {
  const end = head.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(`${head.slice(0, end)}\r\n`);
  if (!head.startsWith('HTTP/1.1 200 ') || length === null) throw new Error(`${url} answered ${head.slice(0, end)}`);
  return end + 4 + Number(length[1]);
}

const begin = performance.now();
const asking = Promise.all(Array.from({ length: connections }, ask));
setTimeout(() => {
  isOver = true;
}, 1000 * seconds);
await asking;
const tookSeconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${JSON.stringify({ perSecond: answered / tookSeconds, ownShare: (user + system) / 1e6 / tookSeconds })}\n`,
);
