import { profileSchema } from '@undercroft/core/protocol/profile';
import { describe, expect, it } from 'vitest';
import { cleanMain, cleanSewer, withLine, withPoint } from './testing/clean-survey.ts';
import { NETWORK_RULE_CASES } from './testing/network-rule-cases.ts';
import { CJJ61, type ReadOptions, readSurvey } from './testing/read-survey.ts';
import { ROW_RULE_CASES } from './testing/row-rule-cases.ts';
import { surveyTables, type WrittenSurvey } from './testing/write-survey.ts';

/** Codes that a survey gives, in the order they come. */
async function codesOf(survey: WrittenSurvey, options: ReadOptions = {}): Promise<readonly string[]> {
  return (await readSurvey(surveyTables(survey), options)).codes;
}

describe('survey rules', () => {
  it('find nothing in a clean sewer, a clean drain and a clean main', async () => {
    expect(await codesOf(cleanSewer())).toEqual([]);
    expect(await codesOf(cleanSewer('storm'))).toEqual([]);
    expect(await codesOf(cleanMain())).toEqual([]);
  });

  it.each([...ROW_RULE_CASES, ...NETWORK_RULE_CASES])(
    '$rule $code',
    async ({ rule, code, fires, neighbour, options, also = [] }) => {
      const { issues } = await readSurvey(surveyTables(fires), options);
      expect(issues.map((found) => found.code).toSorted()).toEqual([code, ...also].toSorted());
      const own = issues.find((found) => found.code === code);
      expect(own?.rule).toBe(rule);
      expect(own?.message).not.toMatch(/NaN|undefined/);
      expect(await codesOf(neighbour, options)).not.toContain(code);
    },
  );

  it('take the severity of a rule from the profile, and that of a code before it', async () => {
    const survey = withPoint(cleanSewer(), 'S1', { feature: 'endPoint', cells: { 图上点号: 'S9' } });
    const strict = profileSchema.parse({
      ...CJJ61,
      severities: { P1: 'off', P2: 'info', 'feature-and-appurtenance': 'warning' },
    });
    const { issues } = await readSurvey(surveyTables(survey), { profile: strict });
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['feature-and-appurtenance', 'warning']]);
  });

  it('take their bounds from the profile', async () => {
    const short = profileSchema.parse({
      ...CJJ61,
      thresholds: { ...CJJ61.thresholds, maxLengthM: 29.9, manholeDropM: 0.05 },
    });
    expect(await codesOf(cleanMain(), { profile: short })).toEqual(['line-too-long', 'line-too-long']);
    const drop = withLine(cleanSewer(), 'S2', { fromDepthM: 2.65 });
    const loose = profileSchema.parse({ ...CJJ61, thresholds: { ...CJJ61.thresholds, manholeDropM: 0.05 } });
    expect(await codesOf(drop, { profile: loose })).toEqual(['manhole-drop']);
    expect(await codesOf(drop)).toEqual([]);
  });

  it('name table, row, field, feature and place', async () => {
    const { issues } = await readSurvey(surveyTables(withLine(cleanSewer(), 'S1', { fromLevelM: 7.6 })));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      code: 'level-depth-mismatch',
      rule: 'L3',
      severity: 'error',
      where: { table: '管线', row: 2, field: '起点高程' },
      sourceId: 'S1-S2',
      message: 'Line "S1-S2": ground 10 m less depth 2.5 m is 7.5 m; the level stated is 7.6 m.',
    });
    expect(issues[0]?.at?.[0]).toBeCloseTo(120, 2);
    expect(issues[0]?.at?.[1]).toBeCloseTo(39.9, 1);
  });
});
