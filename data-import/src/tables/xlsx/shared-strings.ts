import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { ownedSlice } from '../owned-slice.ts';
import { bulkXmlFeed, readXml, type XmlHandlers } from './xml-events.ts';

/** Characters of all shared strings together, and how many of them, that are kept in memory. */
export interface SharedStringLimits {
  readonly maxCharacters: number;
  readonly maxCount: number;
}

export const SHARED_STRING_LIMITS: SharedStringLimits = { maxCharacters: 64 * 1024 * 1024, maxCount: 4_000_000 };

/** The texts that cells of a workbook point to, trimmed. Throws `ImportError` when they are more than fits. */
export async function readSharedStrings(
  part: ByteSource,
  limits: SharedStringLimits = SHARED_STRING_LIMITS,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const strings: string[] = [];
  let characters = 0;
  const collector = textCollector((text) => {
    characters += text.length;
    if (characters > limits.maxCharacters || strings.length >= limits.maxCount) {
      throw new ImportError(
        'unsafe-file',
        `"${part.name}" in the workbook holds more than ${limits.maxCount} texts or ${limits.maxCharacters} characters of text.`,
      );
    }
    strings.push(cleanText(text));
  }, 'si');
  await readXml(part.name, part.stream(signal), collector, bulkXmlFeed);
  return strings;
}

/** Longest text of a cell; Excel allows 32,767 characters. */
export const MAX_CELL_CHARACTERS = 65_536;

export function textTooLong(): ImportError {
  return new ImportError(
    'unsafe-file',
    `The workbook has a cell with a text of more than ${MAX_CELL_CHARACTERS} characters; Excel allows 32,767.`,
  );
}

/** Joins the runs of rich text in every element `item`; phonetic guides (`rPh`) are no text. */
function textCollector(take: (text: string) => void, item: string): XmlHandlers {
  let text = '';
  let inText = false;
  let phonetic = 0;
  return {
    open(name) {
      if (name === item) text = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text(piece) {
      if (!inText) return;
      text += piece;
      if (text.length > MAX_CELL_CHARACTERS) throw textTooLong();
    },
    close(name) {
      if (name === item) take(text);
      else if (name === 'rPh') phonetic--;
      else if (name === 't') inText = false;
    },
  };
}

/** Trimmed, free of the piece of the file it came in, with the characters that Excel writes as `_x000D_`. */
export function cleanText(text: string): string {
  const plain = text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  const trimmed = plain.trim();
  return ownedSlice(trimmed, 0, trimmed.length);
}
