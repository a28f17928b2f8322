import { UTILITIES, type Utility } from '@undercroft/core/model/utility';
import type { Profile } from '@undercroft/core/protocol/profile';
import { ImportError } from '../../import-error.ts';
import type { CellValue } from '../../tables/table-format.ts';
import { headingKey } from '../heading-key.ts';
import { isUnknownText } from '../values/unknown-text.ts';
import { CODE_LISTS, type CodeList, type CodeListName } from './code-lists.ts';
import { subclassOfClass } from './feature-code.ts';
import { isSubclass, SUBCLASSES, type Subclass } from './subclasses.ts';

/** Distinct words kept by a cache or a count; beyond them each word is worked out anew and no longer counted by name. */
const MAX_WORDS = 20_000;

export type Regime = 'gravity' | 'pressure';

/** What a line carries, as two cells say it together. */
export interface UtilityReading {
  readonly utility: Utility;
  readonly subclass: Subclass | null;
  /** `null` where the words do not say; 排水 without more is gravity. */
  readonly regime: Regime | null;
  /** True when class and subclass name different utilities: the class is believed, and it must be reported. */
  readonly conflict: boolean;
}

/** A word that no list knows. */
export interface UnknownWord {
  readonly list: CodeListName;
  readonly word: string;
  readonly count: number;
}

/** Turns a source's words and codes into canonical words. A word it does not know is `null` and is counted, never guessed. */
export interface CodeReader {
  /** The canonical word of a cell; `null` for an empty cell, for "not known", and for a word that the list does not know. */
  read(list: CodeListName, cell: CellValue): string | null;
  /** True when the cell holds a word that `read` would not know; does not count it. */
  isUnknownWord(list: CodeListName, cell: CellValue): boolean;
  /** Class and subclass; either may be `null`. The reading of a pair is made once. */
  utility(classCell: CellValue, subclassCell: CellValue): UtilityReading;
  /** Words met that no list knows, most frequent first. */
  unknownWords(): readonly UnknownWord[];
}

const NOT_SAID: UtilityReading = { utility: 'unknown', subclass: null, regime: null, conflict: false };
const ONLY_REGIME = /(压力|有压|重力|自流)/u;

/**
 * A reader of codes for one import. The profile's own lists are stronger than the built-in ones. Throws `ImportError`
 * (`bad-profile`) when the profile names a list or a canonical word that does not exist.
 */
export function codeReader(profile: Pick<Profile, 'codes' | 'name'>): CodeReader {
  const lists = new Map<CodeListName, ReadonlyMap<string, string>>();
  const caches = new Map<CodeListName, Map<CellValue, string | null>>();
  const counts = new Map<CodeListName, Map<string, number>>();
  for (const name of Object.keys(profile.codes)) {
    if (Object.hasOwn(CODE_LISTS, name)) continue;
    const known = codeListNames().join(', ');
    throw new ImportError(
      'bad-profile',
      `Profile "${profile.name}": there is no code list "${name}"; known are ${known}.`,
    );
  }
  for (const name of codeListNames()) {
    lists.set(name, wordMap(name, profile));
    caches.set(name, new Map());
    counts.set(name, new Map());
  }
  const pairs = new Map<CellValue, Map<CellValue, UtilityReading>>();

  function lookUp(list: CodeListName, cell: CellValue): string | null {
    if (cell === null || cell === '') return null;
    const cache = caches.get(list);
    const known = cache?.get(cell);
    if (known !== undefined) return known;
    const found =
      list === 'regime' && isPressureFigure(cell)
        ? 'pressure'
        : readWord(String(cell), lists.get(list) ?? new Map(), CODE_LISTS[list]);
    if (cache !== undefined && cache.size < MAX_WORDS) cache.set(cell, found);
    return found;
  }

  function count(list: CodeListName, cell: CellValue): void {
    const words = counts.get(list);
    if (words === undefined || cell === null || isUnknownText(String(cell))) return;
    const word = String(cell).slice(0, 100);
    const before = words.get(word);
    if (before !== undefined || words.size < MAX_WORDS) words.set(word, (before ?? 0) + 1);
  }

  function utility(classCell: CellValue, subclassCell: CellValue): UtilityReading {
    const known = pairs.get(classCell)?.get(subclassCell);
    const reading = known ?? readPair(lookUp('utility', classCell), subclassCell, classCell, lookUp);
    if (known === undefined && pairs.size < MAX_WORDS) {
      const row = pairs.get(classCell) ?? new Map<CellValue, UtilityReading>();
      pairs.set(classCell, row);
      if (row.size < MAX_WORDS) row.set(subclassCell, reading);
    }
    if (reading.utility === 'unknown' && reading.subclass === null) {
      if (lookUp('utility', classCell) === null) count('utility', classCell);
      count('utility', subclassCell);
    }
    return reading;
  }

  return {
    read(list, cell) {
      const found = lookUp(list, cell);
      if (found === null && cell !== null && cell !== '') count(list, cell);
      return found;
    },
    isUnknownWord: (list, cell) =>
      cell !== null && cell !== '' && !isUnknownText(String(cell)) && lookUp(list, cell) === null,
    utility,
    unknownWords() {
      const all = [...counts].flatMap(([list, words]) =>
        [...words].map(([word, count]) => ({ list, word, count }) satisfies UnknownWord),
      );
      return all.toSorted((a, b) => b.count - a.count);
    },
  };
}

/** `0.4`, `0.4MPa`: what is under a stated pressure is pressed. Zero may as well be "not filled in". */
function isPressureFigure(cell: CellValue): boolean {
  const figure = /^(\d+(?:\.\d+)?)\s*(?:mpa|kpa|bar)?$/iu.exec(String(cell).trim());
  return figure !== null && Number(figure[1]) > 0;
}

function codeListNames(): readonly CodeListName[] {
  return Object.keys(CODE_LISTS) as CodeListName[];
}

function listOf(name: CodeListName): CodeList {
  return CODE_LISTS[name];
}

/** The built-in words of a list, worked out once. */
const BUILT_IN = new Map<CodeListName, ReadonlyMap<string, string>>();

function builtInWords(name: CodeListName): ReadonlyMap<string, string> {
  const before = BUILT_IN.get(name);
  if (before !== undefined) return before;
  const map = new Map<string, string>();
  for (const [canonical, words] of Object.entries(listOf(name).words)) {
    if (!map.has(headingKey(canonical))) map.set(headingKey(canonical), canonical);
    for (const word of words ?? []) map.set(headingKey(word), canonical);
  }
  BUILT_IN.set(name, map);
  return map;
}

function wordMap(name: CodeListName, profile: Pick<Profile, 'codes' | 'name'>): ReadonlyMap<string, string> {
  const list = listOf(name);
  const own = Object.entries(profile.codes[name] ?? {});
  if (own.length === 0) return builtInWords(name);
  const map = new Map(builtInWords(name));
  for (const [word, canonical] of own) {
    if (list.canonical !== null && !list.canonical.has(canonical)) {
      throw new ImportError(
        'bad-profile',
        `Profile "${profile.name}": the code list "${name}" maps "${word}" to "${canonical}"; wanted one of ${[...list.canonical].join(', ')}.`,
      );
    }
    map.set(headingKey(word), canonical);
  }
  return map;
}

/** The word as it stands, without its ending, or in two agreeing parts (`JS-给水`, `给水(JS)`, `02 污水`). */
function readWord(text: string, words: ReadonlyMap<string, string>, list: CodeList): string | null {
  const direct = wordOrStem(headingKey(text), words, list);
  if (direct !== null) return direct;
  const parts = text
    .normalize('NFKC')
    .split(
      /[\s_\-/:.,;()[\]{}]+|(?<=[\p{Script=Latin}\d])(?=\p{Script=Han})|(?<=\p{Script=Han})(?=[\p{Script=Latin}\d])/u,
    )
    .filter((part) => part !== '' && !/^\d+$/.test(part));
  if (parts.length === 0 || parts.length > 3) return null;
  const found = parts.map((part) => wordOrStem(headingKey(part), words, list));
  const first = found[0] ?? null;
  return found.every((word) => word === first) ? first : null;
}

function wordOrStem(key: string, words: ReadonlyMap<string, string>, list: CodeList): string | null {
  const whole = words.get(key);
  if (whole !== undefined) return whole;
  const stem = key.replace(list.ending, '');
  return stem === key || stem === '' ? null : (words.get(stem) ?? null);
}

function readPair(
  classWord: string | null,
  subclassCell: CellValue,
  classCell: CellValue,
  lookUp: (list: CodeListName, cell: CellValue) => string | null,
): UtilityReading {
  const regime = regimeIn(subclassCell) ?? regimeIn(classCell);
  const stated = withoutRegime(classWord, classCell, lookUp);
  const finer = subclassWord(stated, subclassCell, lookUp);
  if (stated === null && finer === null) return regime === null ? NOT_SAID : { ...NOT_SAID, regime };
  if (stated === null || finer === null) return readingOf(stated ?? finer ?? '', regime, false);
  const conflict = !agrees(utilityOf(stated), utilityOf(finer), stated);
  return readingOf(conflict ? stated : finer, regime, conflict);
}

function subclassWord(
  stated: string | null,
  cell: CellValue,
  lookUp: (list: CodeListName, cell: CellValue) => string | null,
): string | null {
  if (cell === null) return null;
  const text = String(cell);
  if (stated !== null && /^\d{1,2}$/.test(text)) return subclassOfClass(stated, text);
  return withoutRegime(lookUp('utility', cell), cell, lookUp);
}

/** `压力污水` is sewage that is pumped: the word is looked up again without the regime it states. */
function withoutRegime(
  found: string | null,
  cell: CellValue,
  lookUp: (list: CodeListName, cell: CellValue) => string | null,
): string | null {
  if (found !== null || typeof cell !== 'string') return found;
  const rest = cell.replace(ONLY_REGIME, '');
  return rest === cell ? null : lookUp('utility', rest);
}

function regimeIn(cell: CellValue): Regime | null {
  if (typeof cell !== 'string') return null;
  const word = ONLY_REGIME.exec(cell)?.[1];
  if (word === undefined) return null;
  return word === '重力' || word === '自流' ? 'gravity' : 'pressure';
}

function readingOf(word: string, regime: Regime | null, conflict: boolean): UtilityReading {
  const subclass = isSubclass(word) ? word : null;
  const drains = subclass === 'drainage' ? 'gravity' : null;
  return { utility: utilityOf(word), subclass, regime: regime ?? drains, conflict };
}

function utilityOf(word: string): Utility {
  if (isSubclass(word)) return SUBCLASSES[word];
  return UTILITIES.find((utility) => utility === word) ?? 'unknown';
}

/** A class and a subclass agree when they are one utility, or where the class is a loose word: 排水, 给水 with 中水, 其他. */
function agrees(stated: Utility, finer: Utility, statedWord: string): boolean {
  if (stated === finer || statedWord === 'other') return true;
  if (statedWord === 'drainage') return finer === 'storm' || finer === 'sewage' || finer === 'combined';
  return statedWord === 'water' && finer === 'reclaimed';
}
