import type { DigFinding, ExcavationAnswer } from '@undercroft/core/protocol/analysis/excavation';
import {
  ACCURACY_BASIS_WORDS,
  ASSUMPTION_WORDS,
  DIG_ACTION_WORDS,
  DIG_METHOD_WORDS,
  DIG_PART_WORDS,
  DIG_VERDICT_WORDS,
  type ReportLanguage,
} from '@undercroft/core/report/dig-words';
import { strikeShare } from '@undercroft/core/report/strike-share';
import { utilityName } from '@undercroft/core/report/utility-name';

/** Headings of the table, and the other words of a report in the terminal. */
const WORDS = {
  verdict: { en: 'verdict', zh: '结论' },
  utility: { en: 'utility', zh: '类别' },
  feature: { en: 'feature', zh: '要素' },
  beside: { en: 'beside', zh: '水平净距' },
  below: { en: 'below', zh: '垂直净距' },
  zone: { en: 'zone', zh: '保护/控制' },
  clause: { en: 'rule', zh: '条文' },
  grade: { en: 'grade', zh: '可信度' },
  certainty: { en: 'strike', zh: '挖断概率' },
  sigma: { en: 'accuracy', zh: '精度' },
  date: { en: 'surveyed', zh: '探测日期' },
  owner: { en: 'owner', zh: '权属单位' },
  noRule: { en: 'no rule', zh: '无规定' },
  person: {
    en: '* a person decides: the rule does not bind, or there is none',
    zh: '* 规定不具约束力或无规定，须人工判断',
  },
  nothing: { en: 'Nothing known lies within reach of the dig.', zh: '已知管线均不在影响范围内。' },
  plan: { en: 'plan', zh: '平面' },
} as const;

const GAP = '  ';

type Column = readonly [heading: keyof typeof WORDS, cell: (finding: DigFinding, language: ReportLanguage) => string];

const COLUMNS: readonly Column[] = [
  [
    'verdict',
    ({ verdict, needsPerson }, language) =>
      `${DIG_VERDICT_WORDS[verdict][language]}${needsPerson && verdict !== 'hit' ? ' *' : ''}`,
  ],
  ['utility', ({ utility }, language) => utilityName(utility, language)],
  ['feature', ({ featureId }) => featureId],
  ['beside', besideOf],
  ['below', ({ verticalM }) => metres(verticalM, '-')],
  ['zone', ({ zone }) => zoneOf(zone)],
  ['clause', ({ rule }, language) => rule?.clause ?? WORDS.noRule[language]],
  ['grade', ({ rule }) => rule?.grade ?? '-'],
  ['certainty', ({ strikeProbability }) => (strikeProbability === null ? '?' : strikeShare(strikeProbability))],
  [
    'sigma',
    ({ sigmaM, accuracyBasis }, language) =>
      sigmaM === null ? '?' : `±${sigmaM.toFixed(2)} m ${ACCURACY_BASIS_WORDS[accuracyBasis][language]}`,
  ],
  ['date', ({ surveyedOn }) => surveyedOn ?? '?'],
  ['owner', ({ owner }) => owner ?? '?'],
];

/** An answer as lines for the terminal: the dig, a table of its findings with the worst first, and what has to be done. */
export function digTable(answer: ExcavationAnswer, language: ReportLanguage): readonly string[] {
  const { findings } = answer;
  if (findings.length === 0)
    return [...headOf(answer, language), '', WORDS.nothing[language], ...tailOf(answer, language)];
  const rows = [
    COLUMNS.map(([heading]) => WORDS[heading][language]),
    ...findings.map((finding) => COLUMNS.map(([, cell]) => cell(finding, language))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join(GAP)
      .trimEnd(),
  );
  const notes = findings.some(({ needsPerson }) => needsPerson) ? [WORDS.person[language]] : [];
  return [...headOf(answer, language), '', ...lines, '', ...notes, ...tailOf(answer, language)];
}

function headOf(
  { scene, pit, work, ruleSet, revision, dataDate, repairs }: ExcavationAnswer,
  language: ReportLanguage,
) {
  const { floorLevelM, floorAreaM2, topAreaM2, volumeM3 } = pit;
  const said = {
    en: [
      `${scene}: ${work.depthM} m deep, floor at ${floorLevelM.toFixed(2)} m, ${floorAreaM2.toFixed(0)} m2 below and ${topAreaM2.toFixed(0)} m2 above, ${volumeM3.toFixed(0)} m3, ${DIG_METHOD_WORDS[work.method].en.toLowerCase()}`,
      `rules ${ruleSet.id} ${ruleSet.version}, data of ${dataDate}, revision ${revision}`,
    ],
    zh: [
      `${scene}：深 ${work.depthM} m，坑底高程 ${floorLevelM.toFixed(2)} m，底面积 ${floorAreaM2.toFixed(0)} m2，开口面积 ${topAreaM2.toFixed(0)} m2，土方 ${volumeM3.toFixed(0)} m3，${DIG_METHOD_WORDS[work.method].zh}`,
      `规则 ${ruleSet.id} ${ruleSet.version}，数据日期 ${dataDate}，版本 ${revision}`,
    ],
  };
  return [
    ...said[language],
    ...repairs.map((repair) => (language === 'en' ? `changed: ${repair}` : `已修正：${repair}`)),
  ];
}

/** What each verdict asks for, once; what was taken at its worst; and how many are unknown. */
function tailOf(
  { findings, unknownCount, unplacedCount }: ExcavationAnswer,
  language: ReportLanguage,
): readonly string[] {
  const verdicts = [...new Set(findings.map(({ verdict }) => verdict))];
  const assumed = [...new Set(findings.flatMap((finding) => finding.assumed))];
  const parts = [...new Set(findings.map(({ part }) => part))].filter((part) => part !== 'pit');
  const colon = language === 'en' ? ': ' : '：';
  return [
    ...verdicts.map(
      (verdict) => `${DIG_VERDICT_WORDS[verdict][language]}${colon}${DIG_ACTION_WORDS[verdict][language]}`,
    ),
    ...(assumed.length === 0
      ? []
      : [
          (language === 'en' ? 'taken at its worst in some findings: ' : '部分结论按最不利考虑：') +
            assumed.map((each) => ASSUMPTION_WORDS[each][language]).join(language === 'en' ? '; ' : '；'),
        ]),
    ...(parts.length === 0
      ? []
      : [
          (language === 'en' ? 'nearest part besides the pit: ' : '最近部位除坑体外：') +
            parts.map((part) => DIG_PART_WORDS[part][language]).join(', '),
        ]),
    language === 'en'
      ? `${findings.length} findings, ${unknownCount} of them unknown`
      : `共 ${findings.length} 条，其中无法判断 ${unknownCount} 条`,
    ...(unplacedCount === 0
      ? []
      : [
          language === 'en'
            ? `${unplacedCount} conduits of the scene have no place in the data: they could lie anywhere, here too`
            : `场景中另有 ${unplacedCount} 条管线没有位置数据，可能位于任何地方，包括此处`,
        ]),
  ];
}

function zoneOf(zone: DigFinding['zone']): string {
  if (zone === null) return '-';
  const { protectionM, controlM } = zone;
  return controlM === null ? `${protectionM} m` : `${protectionM} / ${controlM} m`;
}

/** Beside the walls; in plan alone where the level is not known. */
function besideOf({ horizontalM, planM }: DigFinding, language: ReportLanguage): string {
  if (horizontalM !== null) return metres(horizontalM, '-');
  return planM === null ? '?' : `${metres(planM, '?')} (${WORDS.plan[language]})`;
}

function metres(value: number | null, unknown: string): string {
  return value === null ? unknown : `${value.toFixed(2)} m`;
}

/** Columns of a terminal that a text takes: two for each Chinese character. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u1100-\u115f\u2e80-\uffdc]/.test(character) ? 2 : 1;
  return width;
}
