import type { ReportLanguage } from './dig-words.ts';

/** Words of the printed check, besides those of verdicts. `{…}` is filled in. */
export const DIG_REPORT_WORDS = {
  title: { zh: '地下管线开挖核查单', en: 'Excavation check' },
  synthetic: { zh: '模拟数据，不得用于施工', en: 'Made-up data: not for work on site' },
  made: { zh: '生成于 {time}', en: 'Made {time}' },
  none: {
    zh: '按现有资料，5 m 内未见管线；仍须人工复核',
    en: 'No line within 5 m as far as the data tell; a person confirms',
  },
  count: { zh: '{count} 处{verdict}', en: '{count} {verdict}' },
  depth: { zh: '开挖深度', en: 'Depth' },
  floorLevel: { zh: '坑底高程', en: 'Floor level' },
  groundLevel: { zh: '最低地面', en: 'Ground, lowest' },
  batter: { zh: '放坡', en: 'Batter' },
  upright: { zh: '直壁', en: 'upright' },
  supports: { zh: '支护深度', en: 'Supports to' },
  noSupports: { zh: '无', en: 'none' },
  method: { zh: '开挖方法', en: 'Method' },
  margin: { zh: '作业余量', en: 'Margin' },
  floorArea: { zh: '坑底面积', en: 'Floor area' },
  topArea: { zh: '坑口面积', en: 'Top area' },
  volume: { zh: '土方量', en: 'Soil' },
  corners: { zh: '坑底角点（{crs}，东、北）', en: 'Corners of the floor ({crs}; east, north)' },
  moreCorners: { zh: '另有 {count} 点，见附件', en: '{count} more in the attachment' },
  datum: { zh: '高程基准：{datum}', en: 'Height datum: {datum}' },
  repairs: { zh: '范围已修正：{repairs}', en: 'The area was mended: {repairs}' },
  note: { zh: '申请人说明：{note}', en: 'The applicant says: {note}' },
  number: { zh: '号', en: 'No.' },
  line: { zh: '管线', en: 'Line' },
  owner: { zh: '权属', en: 'Owner' },
  verdict: { zh: '结论', en: 'Verdict' },
  distance: { zh: '平距 / 垂距 m', en: 'Across / down m' },
  zone: { zh: '保护 / 控制 m', en: 'Zones m' },
  clause: { zh: '依据', en: 'Rule' },
  certainty: { zh: '触及概率 σ', en: 'Strike, σ xy/z' },
  surveyed: { zh: '探测日期', en: 'Surveyed' },
  ownerUnknown: { zh: '未注明', en: 'not stated' },
  dateUnknown: { zh: '未注明', en: 'not stated' },
  unknown: { zh: '未知', en: 'unknown' },
  noRule: { zh: '无规定，须人工判断', en: 'No rule: a person decides' },
  notBinding: { zh: '不具约束，须人工判断', en: 'does not bind: a person decides' },
  verified: { zh: '经 {name} 核实 {day}', en: 'verified by {name}, {day}' },
  inPit: { zh: '坑内 {length} m', en: '{length} m in the pit' },
  sigma: { zh: 'σ {xy} / {z}', en: 'σ {xy} / {z}' },
  strike: { zh: '触及概率 {share}', en: 'strike {share}' },
  inPlan: { zh: '平面 {distance}', en: '{distance} in plan' },
  abandoned: { zh: '废弃', en: 'abandoned' },
  planned: { zh: '规划', en: 'planned' },
  cover: { zh: '覆土 {depth} m', en: 'cover {depth} m' },
  dataDate: { zh: '数据截至 {date}', en: 'Data of {date}' },
  rules: { zh: '规则 {id} {version}', en: 'Rules {id} {version}' },
  checksum: { zh: '附件 check.json 的 SHA-256：{sum}', en: 'SHA-256 of the attached check.json: {sum}' },
  warning: {
    zh: '未知不等于没有。本单依据已入库资料计算，不代替权属单位确认与现场探测。无法判断者须先探明。',
    en: 'Unknown is not nothing. Worked out from records; it replaces neither the consent of the owners nor locating on site.',
  },
  unplaced: {
    zh: '另有 {count} 条管线无平面位置，未参与判断：可能就在此处。',
    en: '{count} more lines have no place in plan and were not judged: they may lie here.',
  },
  grades: {
    zh: '规则等级：a 已核对原表，b 二手来源相互印证，c 未核实，x 来源矛盾取严；c、x 未经签字只作提示。',
    en: 'Grades of rules: a checked against the original, b agreeing secondary sources, c not verified, x sources conflict; c and x warn only, unless signed.',
  },
  page: { zh: '第 {page} 页，共 {pages} 页', en: 'Page {page} of {pages}' },
  continued: { zh: '续表：{title}', en: 'Continued: {title}' },
} as const satisfies Record<string, Readonly<Record<ReportLanguage, string>>>;

export type DigReportWord = keyof typeof DIG_REPORT_WORDS;

/** Says a word of the printed check; throws a RangeError when a value it wants is missing. */
export function sayOnReport(
  language: ReportLanguage,
  word: DigReportWord,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return DIG_REPORT_WORDS[word][language].replace(/\{([a-z]+)\}/gi, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`The word "${word}" wants a value for "${name}" and got none.`);
    return String(value);
  });
}
