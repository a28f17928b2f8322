import type { ByteSource } from '../readers/byte-source.ts';
import { knownEncoding } from './text-encodings.ts';

/*
 * `TextDecoder` of Node (ICU) against iconv-lite 0.7 on 23 MB of GB18030 survey rows in pieces of 256 kB: 570 MB/s against
 * 130 to 200 MB/s. So `TextDecoder` it is, and iconv-lite only encodes, in tests.
 */

/** The text of some bytes. A byte order mark is left out; bytes that mean nothing become U+FFFD, never an exception. */
export function decodeText(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(knownEncoding(encoding)).decode(bytes);
}

/**
 * The text of a source, piece by piece, in bounded memory; a character that lies across two pieces of bytes is whole. Bytes
 * that mean nothing become U+FFFD. Throws `ImportError` for an encoding that nobody can decode.
 */
export async function* decodeStream(source: ByteSource, encoding: string, signal?: AbortSignal): AsyncIterable<string> {
  const decoder = new TextDecoder(knownEncoding(encoding));
  for await (const chunk of source.stream(signal)) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
