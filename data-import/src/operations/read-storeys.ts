import { isUnknownText } from '../profiles/values/unknown-text.ts';
import type { CellValue } from '../tables/table-format.ts';

/** No building has more. */
const MOST_STOREYS = 200;
const PLAIN = /^(\d+(?:\.\d+)?)\s*(?:层|楼|f|fl|floors?|storeys?|stories|levels?)?$/u;
const CHINESE = /^(?:([二三四五六七八九])?(十))?([一二两三四五六七八九])?\s*[层楼]?$/u;
const DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/**
 * Storeys above the ground: `5`, `5层`, `十二层`, `5 floors`. `null` for an empty cell and "not known"; a text says why there
 * is no one number: `5-7` and `2;3` are two.
 */
export function readStoreys(cell: CellValue): number | null | string {
  if (cell === null) return null;
  if (typeof cell === 'boolean') return `"${cell}" is no number of storeys.`;
  if (typeof cell === 'number') return inRange(cell, String(cell));
  const digits = fewDigits(cell);
  if (digits > 0) return inRange(digits, cell);
  if (isUnknownText(cell)) return null;
  const text = cell.normalize('NFKC').trim().toLowerCase();
  const plain = PLAIN.exec(text);
  if (plain !== null) return inRange(Number(plain[1]), cell);
  const chinese = CHINESE.exec(text);
  if (chinese === null || (chinese[2] === undefined && chinese[3] === undefined)) {
    return `"${cell}" is no one number of storeys.`;
  }
  const tens = chinese[2] === undefined ? 0 : (DIGITS[chinese[1] ?? ''] ?? 1);
  return inRange(tens * 10 + (DIGITS[chinese[3] ?? ''] ?? 0), cell);
}

function inRange(value: number, text: string): number | string {
  return value > 0 && value <= MOST_STOREYS
    ? value
    : `"${text}" is no number of storeys above 0 and up to ${MOST_STOREYS}.`;
}

/** The number that one to three digits write, as nearly all cells do; -1 for any other text. */
function fewDigits(text: string): number {
  if (text.length === 0 || text.length > 3) return -1;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
