import type { DIG_METHODS, DIG_PARTS, DigVerdict } from '../protocol/analysis/excavation.ts';
import type { AssumedAccuracy } from '../rules/rule-match.ts';
import type { Assumption, RuleGrade } from '../rules/rule-use.ts';

/** The languages that screens, drawings and prints speak. */
export const REPORT_LANGUAGES = ['zh', 'en'] as const;

export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

type Bilingual = Readonly<Record<ReportLanguage, string>>;

/** Verdicts of digging, short enough for a column; the same words on the screen, in the terminal and on paper. */
export const DIG_VERDICT_WORDS: Readonly<Record<DigVerdict, Bilingual>> = {
  hit: { zh: '将被挖断', en: 'Hit' },
  inProtectionZone: { zh: '在保护范围内', en: 'In protection zone' },
  unknown: { zh: '无法判断', en: 'Unknown' },
  insideUncertainty: { zh: '在误差范围内', en: 'Within uncertainty' },
  inControlZone: { zh: '在控制范围内', en: 'In control zone' },
  clear: { zh: '未触及', en: 'Clear' },
};

/** What a reviewer has to see done, by verdict. */
export const DIG_ACTION_WORDS: Readonly<Record<DigVerdict, Bilingual>> = {
  hit: { zh: '不得开挖：改线、改深或迁改管线', en: 'Do not dig: move the dig, make it shallower or divert the line' },
  inProtectionZone: {
    zh: '禁止机械开挖；须权属单位到场监护',
    en: 'No machine digging; the owner stands guard on site',
  },
  unknown: { zh: '先探明位置再审批', en: 'Locate it before anything is approved' },
  insideUncertainty: { zh: '人工探坑核实位置', en: 'Prove its place by a hand-dug trial pit' },
  inControlZone: { zh: '须与权属单位商定保护方案', en: 'A protection plan agreed with the owner is needed' },
  clear: { zh: '按现有资料未触及，仍须人工复核', en: 'Not touched as far as the data tell; a person confirms' },
};

/** What was unknown and taken at its worst. */
export const ASSUMPTION_WORDS: Readonly<Record<Assumption, Bilingual>> = {
  utility: { zh: '管线类别不明', en: 'utility unknown' },
  pressure: { zh: '压力不明，按最严一级', en: 'pressure unknown, strictest class taken' },
  voltage: { zh: '电压不明，按最严一级', en: 'voltage unknown, strictest class taken' },
  size: { zh: '管径不明', en: 'size unknown' },
  wall: { zh: '壁厚不明，已留余量', en: 'wall unknown, an allowance made' },
  embedding: { zh: '埋设方式不明，按最严', en: 'embedding unknown, strictest taken' },
  level: { zh: '埋深不明，按可能范围', en: 'level unknown, taken as a band' },
  accuracy: { zh: '精度未注明', en: 'accuracy not stated' },
  ground: { zh: '地面高程不明', en: 'ground unknown' },
  foundation: { zh: '基础埋深不明', en: 'foundation depth unknown' },
  material: { zh: '材质不明，按最严', en: 'material unknown, strictest taken' },
  frost: { zh: '冻深不明', en: 'frost depth unknown' },
  roadPlace: { zh: '是否车行道不明，按最严', en: 'carriageway or not unknown, strictest taken' },
};

/** Grades of rules in words; the letter is printed beside them. */
export const RULE_GRADE_WORDS: Readonly<Record<RuleGrade, Bilingual>> = {
  a: { zh: '已核对原表', en: 'checked against the original' },
  b: { zh: '二手来源相互印证', en: 'agreeing secondary sources' },
  c: { zh: '未核实', en: 'not verified' },
  x: { zh: '来源矛盾，取严', en: 'sources conflict, stricter kept' },
};

/** What an accuracy rests on. */
export const ACCURACY_BASIS_WORDS: Readonly<Record<AssumedAccuracy['basis'], Bilingual>> = {
  stated: { zh: '来源注明', en: 'stated by the source' },
  qualityLevel: { zh: '按质量等级', en: 'after its quality level' },
  standard: { zh: '按探测规程限差', en: 'after the survey standard' },
  unknown: { zh: '未知', en: 'unknown' },
};

/** How the soil is taken out. */
export const DIG_METHOD_WORDS: Readonly<Record<(typeof DIG_METHODS)[number], Bilingual>> = {
  machine: { zh: '机械开挖', en: 'By machine' },
  hand: { zh: '人工开挖', en: 'By hand' },
  vacuum: { zh: '真空抽吸', en: 'By suction' },
};

/** Which part of the work comes nearest. */
export const DIG_PART_WORDS: Readonly<Record<(typeof DIG_PARTS)[number], Bilingual>> = {
  pit: { zh: '坑壁或坑底', en: 'wall or floor' },
  support: { zh: '支护桩', en: 'supports' },
  margin: { zh: '作业余量', en: 'working margin' },
};
