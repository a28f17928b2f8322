import type { Inspection } from '@undercroft/core/protocol/data-page';
import { useSay } from '../i18n/i18n.ts';
import { chooseEncoding } from './choose.ts';
import { Pick } from './Pick.tsx';

type Encodings = Inspection['tables'][number]['encodings'];

/** What survey tables come in. The bytes may speak for another one: a person who sees wrong letters must have a way out. */
const COMMON = ['utf-8', 'gb18030', 'big5', 'shift_jis', 'windows-1252'];

/** True where a table holds letters that another encoding would read otherwise. */
export function hasLetters(encodings: Encodings): boolean {
  return encodings.length > 1 || encodings.some(({ sample, score }) => sample !== '' || score < 1);
}

/** Encodings with what each makes of a few letters, the likeliest first: the right one reads as words. */
export function EncodingPick({ encodings }: { readonly encodings: Encodings }) {
  const say = useSay();
  const others = COMMON.filter((name) => encodings.every(({ encoding }) => encoding !== name));
  return (
    <Pick
      label={say('data.letters')}
      testId="encoding"
      value={encodings[0]?.encoding ?? ''}
      options={[
        ...encodings.map(({ encoding, sample }) => ({
          value: encoding,
          text: sample === '' ? encoding : `${encoding}: ${sample}`,
        })),
        ...others.map((encoding) => ({ value: encoding, text: encoding })),
      ]}
      onPick={chooseEncoding}
    />
  );
}
