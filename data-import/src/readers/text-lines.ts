import { TextDecoder } from 'node:util';
import { ImportError } from '../import-error.ts';
import type { ByteSource } from './byte-source.ts';
import { READ_LIMITS_DEFAULTS, type ReadLimits } from './reader.ts';
import { chooseEncoding, type TextEncodingName } from './text-encoding.ts';

/** How a text file is written, found in one pass over its bytes. */
export interface TextLayout {
  readonly encoding: TextEncodingName;
  readonly lineBreak: '\n' | '\r';
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Enough of the bytes above 127 to tell one old encoding from another. */
const SAMPLE_BYTES = 1 << 16;

/**
 * Walks the bytes of a text file once. Throws `ImportError` when it is empty, holds a zero byte (no text does), is too
 * large or has a line longer than any text has: all of it before a single line is decoded.
 */
export async function inspectText(
  source: ByteSource,
  limits: ReadLimits = {},
  signal?: AbortSignal,
): Promise<TextLayout> {
  const { maxFileBytes, maxLineBytes } = { ...READ_LIMITS_DEFAULTS, ...limits };
  if (source.sizeBytes === 0) throw new ImportError('empty-file', `"${source.name}" is empty.`);
  if (source.sizeBytes > maxFileBytes) throw tooLarge(source.name, source.sizeBytes, maxFileBytes);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let sample = '';
  let line = 1;
  let lineBytes = 0;
  let total = 0;
  for await (const chunk of source.stream(signal)) {
    total += chunk.length;
    if (total > maxFileBytes) throw tooLarge(source.name, total, maxFileBytes);
    if (chunk.includes(0)) throw binary(source.name, chunk);
    for (let start = 0; start < chunk.length; ) {
      const end = nextBreak(chunk, start);
      lineBytes += end - start;
      if (lineBytes > maxLineBytes) {
        throw new ImportError(
          'line-too-long',
          `Line ${line} of "${source.name}" is longer than ${maxLineBytes} bytes: this is not a file of lines.`,
        );
      }
      if (end < chunk.length) {
        line += chunk[end] === LINE_FEED ? 1 : 0;
        lineBytes = 0;
      }
      start = end + 1;
    }
    if (isUtf8) isUtf8 = decodes(utf8, chunk);
    if (sample.length < SAMPLE_BYTES) sample += highRuns(chunk);
  }
  if (isUtf8) isUtf8 = decodes(utf8, null);
  return { encoding: isUtf8 ? 'utf-8' : chooseEncoding(sample), lineBreak: line === 1 ? '\r' : '\n' };
}

/** A run of lines, without their breaks; `firstRow` is the 1-based number of the first. */
export interface LineBlock {
  readonly firstRow: number;
  readonly lines: readonly string[];
  /** False for a last line without a line break: it may be cut off. */
  readonly complete: boolean;
}

/** Yields the lines of a text file in blocks, as `inspectText` found it to be written. */
export async function* readLines(
  source: ByteSource,
  layout: TextLayout,
  limits: ReadLimits = {},
  signal?: AbortSignal,
): AsyncIterable<LineBlock> {
  const { maxRows } = { ...READ_LIMITS_DEFAULTS, ...limits };
  const decoder = new TextDecoder(layout.encoding);
  let firstRow = 1;
  let rest = '';
  for await (const chunk of source.stream(signal)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(layout.lineBreak);
    rest = lines.pop() ?? '';
    if (lines.length === 0) continue;
    yield { firstRow, lines, complete: true };
    firstRow += lines.length;
    if (firstRow > maxRows) {
      throw new ImportError('too-many-rows', `"${source.name}" has more than ${maxRows} lines; split it.`);
    }
  }
  rest += decoder.decode();
  if (rest !== '') yield { firstRow, lines: [rest], complete: false };
}

function nextBreak(chunk: Uint8Array, start: number): number {
  const feed = chunk.indexOf(LINE_FEED, start);
  if (feed >= 0) return feed;
  const back = chunk.indexOf(CARRIAGE_RETURN, start);
  return back >= 0 ? back : chunk.length;
}

function decodes(decoder: TextDecoder, chunk: Uint8Array | null): boolean {
  try {
    if (chunk === null) decoder.decode();
    else decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The runs of bytes above 127, one character a byte, separated by spaces. */
function highRuns(chunk: Uint8Array): string {
  let text = '';
  let inRun = false;
  for (const byte of chunk) {
    if (byte >= 0x80) {
      text += String.fromCharCode(byte);
      inRun = true;
    } else if (inRun) {
      text += ' ';
      inRun = false;
    }
  }
  return text;
}

function tooLarge(name: string, size: number, limit: number): ImportError {
  return new ImportError('file-too-large', `"${name}" has ${size} bytes; at most ${limit} are read.`);
}

function binary(name: string, chunk: Uint8Array): ImportError {
  const [first = 0, second = 0] = chunk;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const came = isUtf16 ? 'a UTF-16 one came. Save it as UTF-8.' : 'a binary one came.';
  return new ImportError('binary-file', `"${name}" holds zero bytes: a UTF-8 or GB18030 text file was wanted, ${came}`);
}
