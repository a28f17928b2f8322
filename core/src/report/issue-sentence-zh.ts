import type { Issue } from '../model/issue.ts';
import { FILE_SENTENCES_ZH } from './file-sentences-zh.ts';
import { SURVEY_SENTENCES_ZH } from './survey-sentences-zh.ts';
import { UTILITY_ZH } from './utility-zh.ts';

/** What a sentence begins with that is about one thing. */
const SUBJECTS: Readonly<Record<string, string>> = { Point: '管线点', Line: '管线', Table: '表' };
const SUBJECT = /^(Point|Line|Table) "([\s\S]*?)": (?=[^"]|")/;

interface Compiled {
  readonly wanted: RegExp;
  readonly chinese: string;
}

const COMPILED: ReadonlyMap<string, readonly Compiled[]> = new Map(
  [...Object.entries(SURVEY_SENTENCES_ZH), ...Object.entries(FILE_SENTENCES_ZH)].map(([code, patterns]) => [
    code,
    patterns.map(([english, chinese]) => ({ wanted: new RegExp(`^${english}$`, 's'), chinese })),
  ]),
);

/**
 * The sentence of a finding in Chinese, with the names and figures of the English one, which is the sentence of record.
 * `null` for a sentence that has none: then a title by its code stands for it.
 */
export function issueSentenceZh({ code, message }: Pick<Issue, 'code' | 'message'>): string | null {
  const patterns = COMPILED.get(code) ?? [];
  const subject = SUBJECT.exec(message);
  const about = subject === null ? '' : `${SUBJECTS[subject[1] ?? ''] ?? ''}“${subject[2] ?? ''}”：`;
  const said = subject === null ? message : message.slice(subject[0].length);
  for (const { wanted, chinese } of patterns) {
    const found = wanted.exec(said);
    if (found !== null) return about + filled(chinese, found);
  }
  return null;
}

function filled(chinese: string, found: RegExpExecArray): string {
  return chinese.replace(/([$@])(\d)/g, (_whole, mark: string, group: string) => {
    const caught = found[Number(group)] ?? '';
    return mark === '@' ? (UTILITY_ZH[caught] ?? caught) : caught;
  });
}
