import { isUtf8 } from 'node:buffer';
import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { decodeText } from '../../text/decode.ts';
import { detectEncodings } from '../../text/detect-encoding.ts';
import { knownEncoding } from '../../text/text-encodings.ts';
import { byteWindow } from '../byte-window.ts';
import type { EncodingChoice } from '../table-format.ts';
import { encodingOfCpg, encodingOfDriver } from './code-page.ts';
import type { DbfHeader } from './dbf-header.ts';

/** The encoding of a table's text, the others it may be in, and what was found about it. */
export interface DbfEncoding {
  readonly encoding: string;
  /** The one in use first. */
  readonly choices: readonly EncodingChoice[];
  readonly issues: readonly Issue[];
}

const SURVEYED_BYTES = 32 * 1024 ** 2;
const SAMPLE_BYTES = 48 * 1024;
const LINE_FEED = 10;
/** A text that is so surely of another encoding outweighs a declaration that any bytes would pass for. */
const SURE = 0.8;

/**
 * Tells the encoding of a table. A person's choice wins; then what the text proves: strict UTF-8, or what cannot be the
 * declared one; then the `.cpg` file; then the language driver; then how plausible the text is in each.
 */
export async function dbfEncoding(
  source: ByteSource,
  header: DbfHeader,
  cpg: ByteSource | null,
  chosen: string | null,
  signal?: AbortSignal,
): Promise<DbfEncoding> {
  const sample = await textSample(source, header, signal);
  const found = detectEncodings(sample.bytes, { isUtf8: sample.isUtf8 });
  const cpgText = cpg === null ? null : decodeText(await cpg.bytes(0, 64), 'windows-1252').trim();
  const declared = cpgText === null ? encodingOfDriver(header.languageDriver) : encodingOfCpg(cpgText);
  const [likeliest] = found;
  if (chosen !== null) return inUse(knownEncoding(chosen), found, sample.bytes, []);
  if (declared === null || likeliest === undefined || declared === likeliest.encoding || sample.bytes.length === 0) {
    return inUse(likeliest?.encoding ?? 'utf-8', found, sample.bytes, []);
  }
  if (holds(declared, sample) && likeliest.score < (sample.isUtf8 ? 1 : SURE)) {
    return inUse(declared, found, sample.bytes, []);
  }
  // Language drivers are left as they came by many programs: what they say is no surprise.
  if (cpgText === null) return inUse(likeliest.encoding, found, sample.bytes, []);
  const message = `The .cpg file of "${source.name}" ("${cpgText.slice(0, 40)}") means ${declared}, its text reads as ${likeliest.encoding}; that is used.`;
  return inUse(likeliest.encoding, found, sample.bytes, [issue('encoding-contradicted', null, null, message)]);
}

function inUse(
  encoding: string,
  found: readonly EncodingChoice[],
  sample: Uint8Array,
  issues: readonly Issue[],
): DbfEncoding {
  const own = found.find((choice) => choice.encoding === encoding) ?? {
    encoding,
    score: 0,
    sample: decodeText(sample.subarray(0, 200), encoding).split('\n', 1)[0]?.slice(0, 80) ?? '',
  };
  return { encoding, choices: [own, ...found.filter((choice) => choice.encoding !== encoding)], issues };
}

/** True when no byte of the sample contradicts an encoding. */
function holds(encoding: string, sample: TextSample): boolean {
  if (encoding === 'utf-8') return sample.isUtf8;
  return !decodeText(sample.bytes, encoding).includes('\uFFFD');
}

interface TextSample {
  /** Texts with bytes above 127, a line each; empty when all is ASCII. */
  readonly bytes: Uint8Array;
  /** True when every text seen, kept or not, is UTF-8. */
  readonly isUtf8: boolean;
}

async function textSample(source: ByteSource, header: DbfHeader, signal?: AbortSignal): Promise<TextSample> {
  const parts: Uint8Array[] = [];
  let kept = 0;
  let strict = true;
  const take = (bytes: Uint8Array, isFull: boolean) => {
    const text = isFull ? withoutCutCharacter(bytes) : bytes;
    if (strict && !isUtf8(text)) strict = false;
    if (kept >= SAMPLE_BYTES) return;
    parts.push(text.slice(), Uint8Array.of(LINE_FEED));
    kept += text.length + 1;
  };
  for (const { nameBytes } of header.fields) if (hasHigh(nameBytes)) take(nameBytes, nameBytes.length >= 10);
  const texts = header.fields.filter(({ type }) => type === 'C');
  if (texts.length > 0) {
    const window = byteWindow(source.stream(signal));
    const { headerBytes, recordBytes } = header;
    let skipped = false;
    while ((await window.more()) && window.offset + window.at < SURVEYED_BYTES) {
      if (!skipped && window.end < headerBytes) continue;
      if (!skipped) window.at = headerBytes;
      skipped = true;
      for (; window.at + recordBytes <= window.end; window.at += recordBytes) {
        for (const { start, length } of texts) {
          const text = trimmed(window.bytes, window.at + start, window.at + start + length);
          if (hasHigh(text)) take(text, text.length === length);
        }
      }
    }
  }
  return { bytes: Buffer.concat(parts), isUtf8: strict };
}

function trimmed(bytes: Uint8Array, start: number, to: number): Uint8Array {
  let end = to;
  while (end > start && (bytes[end - 1] ?? 0) <= 0x20) end--;
  return bytes.subarray(start, end);
}

function hasHigh(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) >= 0x80) return true;
  return false;
}

/** A text that fills its field may end within a character: leaves out what begins a sequence of UTF-8 and does not end it. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return wanted > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}
