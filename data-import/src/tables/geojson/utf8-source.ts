import { isUtf8 } from 'node:buffer';
import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { decodeStream, decodeText } from '../../text/decode.ts';
import { encodingOfMark, knownEncoding } from '../../text/text-encodings.ts';
import { surveyText } from '../../text/text-survey.ts';
import type { EncodingChoice } from '../table-format.ts';

/** A source as UTF-8, and the encodings it may have been in. */
export interface Utf8Source {
  readonly source: ByteSource;
  /** The one in use first; empty for UTF-8, which leaves no choice. */
  readonly encodings: readonly EncodingChoice[];
  readonly issues: readonly Issue[];
}

/** Bytes looked at before a file is taken for UTF-8, as GeoJSON has to be: some milliseconds. */
const CHECKED_BYTES = 16 * 1024 ** 2;

/**
 * The source itself where it is UTF-8; else one that turns it into UTF-8 while it is streamed, from the encoding that was
 * chosen or that its text shows. Brackets and quotes are halves of characters in GBK, so nothing can be cut before.
 */
export async function utf8Source(source: ByteSource, chosen: string | null, signal?: AbortSignal): Promise<Utf8Source> {
  const encoding = chosen === null ? null : knownEncoding(chosen);
  if (encoding === 'utf-8' || (encoding === null && (await beginsAsUtf8(source, signal)))) {
    return { source, encodings: [], issues: [] };
  }
  const { encodings } = await surveyText(source, signal);
  const inUse = encoding ?? encodings[0]?.encoding ?? 'utf-8';
  if (inUse === 'utf-8') return { source, encodings: [], issues: [] };
  const own = encodings.find((choice) => choice.encoding === inUse) ?? { encoding: inUse, score: 0, sample: '' };
  const message = `"${source.name}" is not UTF-8, as GeoJSON has to be; it is read as ${inUse}.`;
  return {
    source: transcoded(source, inUse),
    issues: encoding === null ? [issue('not-utf8', null, null, message)] : [],
    encodings: [own, ...encodings.filter((choice) => choice.encoding !== inUse)],
  };
}

function transcoded(source: ByteSource, encoding: string): ByteSource {
  const encoder = new TextEncoder();
  return {
    ...source,
    localPath: null,
    async *stream(signal) {
      for await (const text of decodeStream(source, encoding, signal)) yield encoder.encode(text);
    },
    /** Of the original's bytes, in UTF-8: a character at either end may be lost. */
    bytes: async (start, end) => encoder.encode(decodeText(await source.bytes(start, end), encoding)),
  };
}

async function beginsAsUtf8(source: ByteSource, signal?: AbortSignal): Promise<boolean> {
  let seen = 0;
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of source.stream(signal, 'passing')) {
    if (seen === 0) {
      const mark = encodingOfMark(chunk);
      if (mark !== null) return mark === 'utf-8';
    }
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = lastAscii(bytes);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    // A copy: the chunk passes.
    rest = Uint8Array.from(bytes.subarray(end));
    seen += chunk.length;
    if (seen > CHECKED_BYTES) return true;
  }
  return isUtf8(rest);
}

/** Index behind the last byte below 128: a character that is cut by the end of a chunk begins after it. */
function lastAscii(bytes: Uint8Array): number {
  for (let i = bytes.length; i > 0; i--) if ((bytes[i - 1] ?? 0) < 0x80) return i;
  return 0;
}
