import { ImportError } from '../import-error.ts';

/** Encodings that are told apart, by their WHATWG labels. */
export const TEXT_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'windows-1252',
] as const;

export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/**
 * The WHATWG name of an encoding a person chose; `GBK` and `GB2312` are `gb18030`, which holds them. Throws `ImportError` for one that
 * nobody can decode.
 */
export function knownEncoding(label: string): string {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch (cause) {
    throw new ImportError(
      'unknown-encoding',
      `"${label.slice(0, 40)}" is no text encoding; wanted is one such as ${TEXT_ENCODINGS.join(', ')}.`,
      { cause },
    );
  }
}

/** What a byte order mark says, `null` when there is none. */
export function encodingOfMark(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}
