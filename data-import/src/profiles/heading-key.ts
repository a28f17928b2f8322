import type { ColumnUnit } from '@undercroft/core/protocol/profile';

/** A heading taken apart: what it is compared by, and the unit it states. */
export interface Heading {
  /** Every letter and digit, without case, width, blanks, underscores and punctuation: `管径mm` for `管径（mm）`. */
  readonly full: string;
  /** The same without the unit: `管径`. */
  readonly base: string;
  /** Unit that stands in brackets, after a slash, an underscore or Chinese letters; `null` where none does. */
  readonly unit: ColumnUnit | null;
}

/** Words for units as headings and cells write them, already without case and width. */
const UNIT_WORDS: ReadonlyMap<string, ColumnUnit> = new Map([
  ['m', 'm'],
  ['米', 'm'],
  ['公尺', 'm'],
  ['meter', 'm'],
  ['meters', 'm'],
  ['metre', 'm'],
  ['metres', 'm'],
  ['cm', 'cm'],
  ['厘米', 'cm'],
  ['公分', 'cm'],
  ['mm', 'mm'],
  ['毫米', 'mm'],
  ['公厘', 'mm'],
  ['ft', 'ft'],
  ['feet', 'ft'],
  ['foot', 'ft'],
  ['英尺', 'ft'],
  ['usft', 'us-ft'],
  ['in', 'in'],
  ['inch', 'in'],
  ['inches', 'in'],
  ['英寸', 'in'],
  ['deg', 'deg'],
  ['degrees', 'deg'],
  ['度', 'deg'],
  ['°', 'deg'],
  ['m2', 'm2'],
  ['sqm', 'm2'],
  ['平方米', 'm2'],
  ['平米', 'm2'],
  ['km2', 'km2'],
  ['平方公里', 'km2'],
  ['平方千米', 'km2'],
]);

/** Units that no field is in; they are still no part of a heading's name. */
const OTHER_UNITS = new Set(['kv', 'v', 'mpa', 'kpa', '℃', '°c', '根', '孔', '条', '年', '%', '‰', '个', '层']);

const BRACKETED = /[([{【〔<]([^()[\]{}【】〔〕<>]*)[)\]}】〕>]\s*$/u;
const TAIL_AFTER_MARK = /[/_:]\s*([a-z°]+2?|[米度]|[厘毫]米|英[尺寸])\s*$/u;
const TAIL_AFTER_CHINESE = /(?<=[\u3400-\u9fff])(mm|cm|m|ft)\s*$/u;
const NOT_COMPARED = /[^\p{L}\p{N}°#+%]/gu;

/** The unit a word stands for; `null` when it is none that a field can be in. */
export function unitOfWord(word: string): ColumnUnit | null {
  return UNIT_WORDS.get(word.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '')) ?? null;
}

/** The unit of `mm×mm` or `mm/mm` as of `mm`; `null` where the words differ. */
function unitOfWords(text: string): ColumnUnit | null {
  const units = text.split(/[x×*/、,或]/u).map(unitOfWord);
  const first = units[0] ?? null;
  return units.every((unit) => unit === first) ? first : null;
}

/** What two headings, or two words of a code list, are compared by: no case, no width, no blanks, no punctuation. */
export function headingKey(text: string): string {
  const key = text.normalize('NFKC').toLowerCase().replace(NOT_COMPARED, '');
  return key === '' ? text.trim() : key;
}

/** Takes a heading apart. `管径(mm)`, `管径/mm`, `diameter_mm` and `管径mm` all have the base of `管径`. */
export function readHeading(text: string): Heading {
  const before = KNOWN.get(text);
  if (before !== undefined) return before;
  const heading = takeApart(text);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(text, heading);
  return heading;
}

/** Headings taken apart before: a profile's are compared with those of every table. */
const KNOWN = new Map<string, Heading>();
const MOST_KNOWN = 20_000;

function takeApart(text: string): Heading {
  const plain = text.normalize('NFKC').toLowerCase().trim();
  const full = headingKey(plain);
  for (const pattern of [BRACKETED, TAIL_AFTER_MARK, TAIL_AFTER_CHINESE]) {
    const found = pattern.exec(plain);
    if (found === null || found.index === 0) continue;
    const word = (found[1] ?? '').trim();
    const unit = unitOfWords(word);
    if (unit === null && !(pattern === BRACKETED && OTHER_UNITS.has(word))) continue;
    return { full, base: headingKey(plain.slice(0, found.index)), unit };
  }
  return { full, base: full, unit: null };
}
