import { decodeText } from '../../text/decode.ts';
import { detectEncodings } from '../../text/detect-encoding.ts';
import type { EncodingChoice } from '../table-format.ts';

/*
 * Access 97 wrote text in the code page of its machine and did not say which. The library reads it as windows-1252; what it
 * read is turned back into bytes here and read again. Five bytes that windows-1252 lacks (81, 8D, 8F, 90, 9D) are lost, none of
 * which occurs in a GB 2312 character.
 */
const BYTES_BY_CHARACTER: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, i) => [new TextDecoder('windows-1252').decode(Uint8Array.of(128 + i)), 128 + i]),
);

/** The encodings that texts read as windows-1252 may have been in. */
export function encodingsOf(texts: readonly string[]): readonly EncodingChoice[] {
  return detectEncodings(bytesOf(texts.join('\n')));
}

/** A text read as windows-1252, as another encoding reads it. */
export function reread(text: string, encoding: string): string {
  return decodeText(bytesOf(text), encoding);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return code < 128 ? code : (BYTES_BY_CHARACTER.get(character) ?? 0x3f);
  });
}
