import { Buffer } from 'node:buffer';
import { StoreError } from '../errors.ts';
import type { StatementResult } from './connection.ts';
import { storeErrorOf } from './database-error.ts';
import { type ValueParser, valueParser } from './value-parsers.ts';

/**
 * The part of PostgreSQL's frontend/backend protocol 3.0 that one statement needs (PostgreSQL manual, chapter
 * "Message Formats"): one message of bytes out, one back. PGlite speaks it too, and a whole answer handed over as bytes
 * and read here costs a third of rows of strings that are parsed there and cloned from thread to thread.
 */

/** Parse, Bind, Describe, Execute and Sync of one statement, parameters and results in text form. */
export function encodeStatement(text: string, parameters: readonly (string | null)[]): Uint8Array<ArrayBuffer> {
  if (text.includes('\0')) {
    throw new StoreError('statement-failed', 'The text of a statement must not hold the character NUL; it does.');
  }
  const query = Buffer.from(text, 'utf8');
  const values = parameters.map((value) => (value === null ? null : Buffer.from(value, 'utf8')));
  const valuesSize = values.reduce((size, value) => size + 4 + (value?.length ?? 0), 0);
  const parseSize = 4 + 1 + query.length + 1 + 2;
  const bindSize = 4 + 1 + 1 + 2 + 2 + valuesSize + 2;
  const message = Buffer.from(new ArrayBuffer(1 + parseSize + 1 + bindSize + 7 + 10 + 5));

  let at = message.write('P', 0, 'latin1');
  at = message.writeInt32BE(parseSize, at);
  at = message.writeUInt8(0, at);
  at += query.copy(message, at);
  at = message.writeUInt8(0, at);
  at = message.writeInt16BE(0, at);

  at += message.write('B', at, 'latin1');
  at = message.writeInt32BE(bindSize, at);
  // No name of portal or statement, and no format codes: everything is text.
  at = message.writeInt32BE(0, at);
  at = message.writeInt16BE(values.length, at);
  for (const value of values) {
    at = message.writeInt32BE(value?.length ?? -1, at);
    if (value !== null) at += value.copy(message, at);
  }
  at = message.writeInt16BE(0, at);

  at += message.write('D', at, 'latin1');
  at = message.writeInt32BE(6, at);
  at += message.write('P\0', at, 'latin1');
  at += message.write('E', at, 'latin1');
  at = message.writeInt32BE(9, at);
  at = message.writeUInt8(0, at);
  at = message.writeInt32BE(0, at);
  at += message.write('S', at, 'latin1');
  message.writeInt32BE(4, at);
  return new Uint8Array(message.buffer);
}

interface Column {
  readonly name: string;
  readonly parse: ValueParser;
}

/**
 * Reads the answer to `encodeStatement`. Without a CommandComplete in it the result's `command` is undefined.
 *
 * @throws StoreError the error that the answer holds.
 */
export function decodeAnswer(bytes: Uint8Array): StatementResult {
  const answer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let columns: readonly Column[] = [];
  const rows: object[] = [];
  let tag: string | undefined;
  let at = 0;
  while (at + 5 <= answer.length) {
    const type = answer[at];
    const end = at + 1 + answer.readInt32BE(at + 1);
    const body = at + 5;
    if (end > answer.length) break;
    if (type === MESSAGE.dataRow) rows.push(readRow(answer, body, columns));
    else if (type === MESSAGE.rowDescription) columns = readColumns(answer, body);
    else if (type === MESSAGE.commandComplete) tag = answer.toString('latin1', body, end - 1);
    else if (type === MESSAGE.errorResponse) throw readError(answer, body, end);
    at = end;
  }
  const words = tag?.split(' ') ?? [];
  const count = Number(words.at(-1));
  return { rows, command: words[0], rowCount: Number.isNaN(count) ? 0 : count };
}

/** First bytes of the messages that matter; all others are passed over. */
const MESSAGE = { rowDescription: 0x54, dataRow: 0x44, commandComplete: 0x43, errorResponse: 0x45 } as const;

function readRow(answer: Buffer, start: number, columns: readonly Column[]): object {
  const row: Record<string, unknown> = {};
  let at = start + 2;
  for (const { name, parse } of columns) {
    const size = answer.readInt32BE(at);
    at += 4;
    if (size < 0) {
      row[name] = null;
    } else {
      row[name] = parse(answer.toString('utf8', at, at + size));
      at += size;
    }
  }
  return row;
}

function readColumns(answer: Buffer, start: number): readonly Column[] {
  const columns: Column[] = [];
  let at = start + 2;
  for (let left = answer.readInt16BE(start); left > 0; left--) {
    const end = answer.indexOf(0, at);
    // After the name: table oid 4, column number 2, type oid 4, type size 2, modifier 4, format 2.
    columns.push({ name: answer.toString('utf8', at, end), parse: valueParser(answer.readUInt32BE(end + 7)) });
    at = end + 19;
  }
  return columns;
}

function readError(answer: Buffer, start: number, end: number): StoreError {
  const fields = new Map<string, string>();
  for (let at = start; at < end && answer[at] !== 0; ) {
    const stop = answer.indexOf(0, at + 1);
    fields.set(answer.toString('latin1', at, at + 1), answer.toString('utf8', at + 1, stop));
    at = stop + 1;
  }
  return storeErrorOf({
    message: fields.get('M') ?? '',
    code: fields.get('C') ?? null,
    detail: fields.get('D') ?? null,
  });
}
