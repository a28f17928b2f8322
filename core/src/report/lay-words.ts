import type { EXEMPTIONS } from '../clearance/exemption.ts';
import type { LayVerdict } from '../clearance/lay-verdict.ts';
import type { CoverVerdict } from '../protocol/analysis/cover.ts';
import type { ReportLanguage } from './dig-words.ts';

type Bilingual = Readonly<Record<ReportLanguage, string>>;

/** Verdicts on laying one conduit beside another, short enough for a column. */
export const LAY_VERDICT_WORDS: Readonly<Record<LayVerdict, Bilingual>> = {
  collision: { zh: '相碰', en: 'Collision' },
  unknown: { zh: '无法判断', en: 'Unknown' },
  insideUncertainty: { zh: '在误差范围内', en: 'Within uncertainty' },
  belowTable: { zh: '小于规定净距', en: 'Below the table' },
  ok: { zh: '满足规定净距', en: 'Keeps the table' },
};

/** What follows from a verdict on laying. */
export const LAY_ACTION_WORDS: Readonly<Record<LayVerdict, Bilingual>> = {
  collision: { zh: '外壁相碰：核实位置或改线', en: 'The outer walls meet: prove their places or move one' },
  unknown: { zh: '资料不足：先探明再判断', en: 'What is not known decides: locate it first' },
  insideUncertainty: {
    zh: '在探测误差内可能相碰：现场核实',
    en: 'They may meet within the accuracy: prove it on site',
  },
  belowTable: { zh: '须采取措施并征得权属单位同意', en: 'Only with measures and the owner’s consent' },
  ok: { zh: '按现有资料满足要求', en: 'Kept, as far as the data tell' },
};

/** Verdicts on the cover over a conduit. */
export const COVER_VERDICT_WORDS: Readonly<Record<CoverVerdict, Bilingual>> = {
  belowTable: { zh: '小于最小覆土', en: 'Below the least cover' },
  unknown: { zh: '无法判断', en: 'Unknown' },
  insideUncertainty: { zh: '在误差范围内', en: 'Within uncertainty' },
  ok: { zh: '满足最小覆土', en: 'Enough cover' },
};

/** Why two conduits are no conflict, however near they are. */
export const EXEMPTION_WORDS: Readonly<Record<(typeof EXEMPTIONS)[number], Bilingual>> = {
  sharedNode: { zh: '两者在同一管点相接', en: 'They are joined at a node' },
  joined: { zh: '两者由一段短管相接', en: 'A short piece joins them' },
  device: { zh: '其中之一为设备，不是管线', en: 'One of them is a device, not a pipe' },
  aboveGround: {
    zh: '其中之一在地面以上，净距表不适用',
    en: 'One lies above the ground, where the tables do not speak',
  },
  within: { zh: '一条敷设在另一条之内', en: 'One lies inside the other' },
  sameTunnel: { zh: '两者同在一条管廊或管沟内', en: 'Both run in the same tunnel or passage' },
};
