import type { TextEncoding } from '../../text/text-encodings.ts';

/** What a `.cpg` file says, as an encoding; `null` for words nobody knows. */
export function encodingOfCpg(text: string): string | null {
  const word = text.trim().toLowerCase();
  const page = /^(?:cp|ansi|oem|windows|ms|ibm)?[\s_-]*(\d{3,5})$/.exec(word)?.[1];
  const byNumber = page === undefined ? undefined : CODE_PAGES[Number(page)];
  if (byNumber !== undefined) return byNumber;
  // "ISO 88591", "ISO-8859-1", "UTF8", "GBK", "Shift_JIS" ...
  const label = word.replace(/^iso[\s_-]*8859[\s_-]*(\d+)$/, 'iso-8859-$1').replace(/^utf[\s_-]*(\d+)$/, 'utf-$1');
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** What the language driver of a `.dbf` header says; `null` where it says nothing that counts. */
export function encodingOfDriver(driver: number): TextEncoding | null {
  switch (driver) {
    case 0x4d:
    case 0x7a:
      return 'gb18030';
    case 0x4f:
    case 0x78:
      return 'big5';
    case 0x13:
    case 0x7b:
      return 'shift_jis';
    case 0x03:
    case 0x58:
    case 0x59:
      return 'windows-1252';
    default:
      return null;
  }
}

const CODE_PAGES: Readonly<Record<number, string>> = {
  936: 'gb18030',
  54936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'euc-kr',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  65001: 'utf-8',
};
