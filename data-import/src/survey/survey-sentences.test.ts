import { issueSentenceZh } from '@undercroft/core/report/issue-sentence-zh';
import { describe, expect, it } from 'vitest';
import { NETWORK_RULE_CASES } from './testing/network-rule-cases.ts';
import { readSurvey } from './testing/read-survey.ts';
import { ROW_RULE_CASES } from './testing/row-rule-cases.ts';
import { surveyTables } from './testing/write-survey.ts';

/** Figures of a sentence; those of clauses and standards aside. */
function figures(text: string): readonly string[] {
  return (text.replace(/GB \d+|3\.1\.2/g, '').match(/\d+(?:\.\d+)?/g) ?? []).toSorted();
}

describe('the Chinese sentences of the survey rules', () => {
  it.each([...ROW_RULE_CASES, ...NETWORK_RULE_CASES])(
    'say $rule $code with the figures of the English one',
    async ({ fires, options }) => {
      const { issues } = await readSurvey(surveyTables(fires), options);
      for (const found of issues) {
        const chinese = issueSentenceZh(found);
        expect(chinese, `${found.code}: ${found.message}`).not.toBeNull();
        expect(chinese ?? '').not.toMatch(/[A-Za-z]+ [A-Za-z]+ [A-Za-z]+/);
        const said = figures(chinese ?? '');
        const lost = figures(found.message).filter((figure) => !said.includes(figure));
        // Where a point may lie is advice, which Chinese gives in general words.
        if (found.code !== 'outside-area-of-use') expect(lost, `${found.message} / ${chinese}`).toEqual([]);
      }
    },
  );
});
