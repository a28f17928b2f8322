import { headingKey } from './heading-key.ts';

/** What a table's own name says of it: `JSPoint`, `WS_LINE`, `污水管线表`. */
export interface TableNameHint {
  /** The utility in the name's own words, `null` where it names none. */
  readonly utility: string | null;
  readonly target: 'surveyPoint' | 'surveyLine' | null;
}

const POINT_TAIL = /(管线点|管点|探测点|特征点|附属物|point|pnt|points|pt|点)(表|数据|成果表|属性表|table|data)?\d*$/u;
const LINE_TAIL = /(管线段|管段|管线|线段|line|lines|pipe|pipes|lin|线)(表|数据|成果表|属性表|table|data)?\d*$/u;
/** Single letters close a name only after a mark: `JS_P`, `WS-L`. */
const LETTER_TAIL = /^(.*)[_-](p|l)$/u;

/**
 * Reads a table's name. `isUtility` tells whether a word names a utility (`JS`, `污水`); a table whose name holds more
 * than such a word and an ending names none.
 */
export function tableNameHint(name: string, isUtility: (word: string) => boolean): TableNameHint {
  const plain = name.normalize('NFKC').toLowerCase().trim();
  const letter = LETTER_TAIL.exec(plain);
  if (letter !== null) {
    return {
      utility: utilityWord(letter[1] ?? '', isUtility),
      target: letter[2] === 'p' ? 'surveyPoint' : 'surveyLine',
    };
  }
  const key = headingKey(plain);
  const point = POINT_TAIL.exec(key);
  if (point !== null) return { utility: utilityWord(key.slice(0, point.index), isUtility), target: 'surveyPoint' };
  const line = LINE_TAIL.exec(key);
  if (line !== null) return { utility: utilityWord(key.slice(0, line.index), isUtility), target: 'surveyLine' };
  return { utility: utilityWord(key, isUtility), target: null };
}

function utilityWord(text: string, isUtility: (word: string) => boolean): string | null {
  const word = headingKey(text);
  return word !== '' && isUtility(word) ? word.toUpperCase() : null;
}
