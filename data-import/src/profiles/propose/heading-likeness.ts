import type { Profile } from '@undercroft/core/protocol/profile';
import { PROFILE_FIELDS, PROFILE_TARGETS, type ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import { readHeading } from '../heading-key.ts';
import { FIELD_WORDS } from './field-words.ts';
import { headingTokens, tokenLikeness } from './heading-tokens.ts';
import { pinyinOf } from './pinyin.ts';

/** How well a heading fits a field, and by which word. */
export interface HeadingFit {
  /** 1: the very word of a profile; 0: nothing in common. */
  readonly score: number;
  readonly word: string;
  readonly by: 'word' | 'pinyin' | 'parts';
  /** True for pinyin and for words that Chinese standards alone use: they bring metres and millimetres with them. */
  readonly isChinese: boolean;
}

export const NO_FIT: HeadingFit = { score: 0, word: '', by: 'parts', isChinese: false };

/** Compares headings with the words for every field of every target. */
export interface HeadingLikeness {
  fit(target: ProfileTarget, field: string, heading: string): HeadingFit;
}

interface Alias {
  readonly word: string;
  /** A word of a Chinese standard, in whatever letters. */
  readonly isChinese: boolean;
  readonly key: string;
  readonly full: string;
  readonly han: string;
  /** Without an ending that says only how the field is written: 管材类型, 埋设方式代码. */
  readonly stem: string;
  readonly initials: string | null;
  readonly syllables: string | null;
  readonly tokens: readonly string[];
}

const EMPTY_ENDING = /(?<=..)(类型|代码|名称|情况|信息|类别)+$/u;
const STEM_SCORE = 0.92;
const HAN = /\p{Script=Han}/u;

/** Words that stand for one another in Chinese headings. */
const SAME_HAN: readonly (readonly [RegExp, string])[] = [
  [/起始|始点|本点|上游|起止/gu, '起点'],
  [/连接点|终止点?|下游|末点/gu, '终点'],
  [/起点点|起点物探点/gu, '起点'],
  [/终点点|终点物探点/gu, '终点'],
  [/标高/gu, '高程'],
  [/名称$/gu, ''],
];

/** Likeness by the words of `FIELD_WORDS` and by the headings of profiles. */
export function headingLikeness(profiles: readonly Profile[]): HeadingLikeness {
  const aliases = aliasesOf(profiles);
  const headings = new Map<string, Alias>();
  const known = new Map<string, HeadingFit>();
  return {
    fit(target, field, heading) {
      const key = `${target}.${field}.${heading}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const read = headings.get(heading) ?? aliasOf(heading, false);
      headings.set(heading, read);
      const fit = (aliases.get(`${target}.${field}`) ?? []).reduce<HeadingFit>((best, alias) => {
        const found = compare(read, alias);
        return found.score > best.score ? found : best;
      }, NO_FIT);
      known.set(key, fit);
      return fit;
    },
  };
}

type Aliases = ReadonlyMap<string, readonly Alias[]>;

/** Words worked out before, by the profiles they came from: the built-in ones are the same at every proposal. */
const KNOWN_ALIASES = new WeakMap<readonly Profile[], Aliases>();

function aliasesOf(profiles: readonly Profile[]): Aliases {
  const before = KNOWN_ALIASES.get(profiles);
  if (before !== undefined) return before;
  const aliases = new Map<string, readonly Alias[]>();
  for (const target of PROFILE_TARGETS) {
    for (const field of Object.keys(PROFILE_FIELDS[target])) {
      const words = wordsFor(target, field, profiles);
      aliases.set(
        `${target}.${field}`,
        [...words].map(([word, isChinese]) => aliasOf(word, isChinese)),
      );
    }
  }
  KNOWN_ALIASES.set(profiles, aliases);
  return aliases;
}

function wordsFor(target: ProfileTarget, field: string, profiles: readonly Profile[]): ReadonlyMap<string, boolean> {
  const listed = (FIELD_WORDS[target]?.[field] ?? '').split(', ').filter((word) => word !== '');
  const words = new Map([...listed, field].map((word) => [word, false]));
  for (const profile of profiles) {
    // Tables of a program's own (`^ud_arc$`) have headings that mean this in them alone.
    for (const table of profile.tables.filter((one) => one.target === target && one.name === undefined)) {
      for (const heading of table.columns[field]?.headings ?? []) {
        if (!words.has(heading)) words.set(heading, isChineseStandard(profile));
      }
    }
  }
  return words;
}

/** Profiles of the Chinese survey standard, in Chinese, in pinyin and with its English attribute names. */
function isChineseStandard({ name }: Profile): boolean {
  return name.startsWith('cjj');
}

function aliasOf(word: string, isChinese: boolean): Alias {
  const { base, full } = readHeading(word);
  const han = SAME_HAN.reduce((text, [pattern, to]) => text.replace(pattern, to), HAN.test(base) ? base : '');
  const pinyin = HAN.test(base) ? pinyinOf(base) : null;
  return {
    word,
    isChinese,
    key: base,
    full,
    han,
    stem: han.replace(EMPTY_ENDING, ''),
    initials: pinyin?.initials ?? null,
    syllables: pinyin?.syllables ?? null,
    tokens: headingTokens(word),
  };
}

function compare(heading: Alias, alias: Alias): HeadingFit {
  if (heading.key === alias.key || heading.full === alias.full) {
    return { score: 1, word: alias.word, by: 'word', isChinese: alias.isChinese };
  }
  if (heading.han === '' && alias.initials !== null) {
    return { score: pinyinScore(heading.key, alias), word: alias.word, by: 'pinyin', isChinese: true };
  }
  if (heading.han !== '' && alias.han !== '') {
    const whole = hanLikeness(heading.han, alias.han);
    const stem = heading.stem === heading.han ? 0 : STEM_SCORE * hanLikeness(heading.stem, alias.han);
    return { score: Math.max(whole, stem), word: alias.word, by: 'parts', isChinese: true };
  }
  // A heading in two languages is found by either.
  const tokens = HAN.test(alias.word) ? 0 : 0.94 * tokenLikeness(heading.tokens, alias.tokens);
  return { score: tokens, word: alias.word, by: 'parts', isChinese: false };
}

function pinyinScore(key: string, alias: Alias): number {
  const letters = alias.initials?.length ?? 0;
  if (key === alias.syllables) return 0.97;
  if (key !== alias.initials) return 0;
  return letters >= 4 ? 0.93 : letters === 3 ? 0.85 : 0.7;
}

/** Characters that many headings share and that tell little. */
const COMMON = new Set('号编名称管线点的');
const COMMON_WEIGHT = 0.4;

/** Longest common subsequence, weighed, over the mean weight; ends of a line that are opposed have nothing in common. */
function hanLikeness(a: string, b: string): number {
  if (a === b) return 0.98;
  if ((a.includes('起') && b.includes('终')) || (a.includes('终') && b.includes('起'))) return 0;
  const score = (2 * commonWeight(a, b)) / (weightOf(a) + weightOf(b));
  // Words that end alike are of one kind more surely than words that begin alike: 管线材质 and 材质.
  const tail = a.at(-1) === b.at(-1) ? 0 : 0.12;
  return Math.max(0, 0.95 * score - tail);
}

function weightOf(text: string): number {
  let weight = 0;
  for (const character of text) weight += COMMON.has(character) ? COMMON_WEIGHT : 1;
  return weight;
}

function commonWeight(a: string, b: string): number {
  let previous = new Float64Array(b.length + 1);
  for (const character of a) {
    const current = new Float64Array(b.length + 1);
    const weight = COMMON.has(character) ? COMMON_WEIGHT : 1;
    for (let j = 0; j < b.length; j++) {
      current[j + 1] =
        character === b[j] ? (previous[j] ?? 0) + weight : Math.max(previous[j + 1] ?? 0, current[j] ?? 0);
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
