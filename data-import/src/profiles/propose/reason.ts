import type { Quantity } from '@undercroft/core/protocol/profile-fields';
import { type CoordinateKind, coordinateKind } from './coordinate-kind.ts';
import type { CoordinateJudgement } from './judge-coordinates.ts';
import type { GroundRelation, StatedReference } from './judge-depths.ts';
import type { TableEvidence } from './judge-match.ts';
import type { UnitJudgement } from './judge-unit.ts';
import type { Match } from './match-table.ts';

export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export interface ReasonFacts {
  readonly match: Match;
  readonly evidence: TableEvidence;
  readonly quantity: Quantity;
  readonly unit: UnitJudgement;
  readonly reference: StatedReference | null;
  readonly relation: GroundRelation;
  readonly coordinate: CoordinateJudgement;
  readonly isReferred: boolean;
  readonly isGround: boolean;
  readonly isForeignCode: boolean;
  readonly isGridCode: boolean;
}

/** Why a column is taken for a field, and what is doubtful about it: one sentence in each language. */
export function reasonFor(facts: ReasonFacts): Bilingual {
  const parts = [headingPart(facts), valuePart(facts), ...doubts(facts)];
  return { en: `${parts.map(({ en }) => en).join('; ')}.`, zh: `${parts.map(({ zh }) => zh).join('；')}。` };
}

function headingPart({ match, evidence }: ReasonFacts): Bilingual {
  const { heading, stats } = match;
  const name = stats.column.name;
  const by = evidence.standard;
  if (heading.score === 1 && by !== null)
    return { en: `"${name}" is a heading of ${by.en}`, zh: `“${name}”是${by.zh}的字段` };
  if (heading.score === 1) return { en: `"${name}" is a word for it`, zh: `“${name}”即此字段的常用名` };
  if (heading.by === 'pinyin')
    return { en: `"${name}" is ${heading.word} in pinyin`, zh: `“${name}”是“${heading.word}”的拼音` };
  if (heading.score >= 0.45)
    return { en: `"${name}" is much like "${heading.word}"`, zh: `“${name}”与“${heading.word}”相近` };
  return { en: `"${name}" says nothing, its values do`, zh: `“${name}”看不出含义，依据取值判断` };
}

function valuePart({ match, quantity }: ReasonFacts): Bilingual {
  const { stats } = match;
  if (stats.filled === 0) return { en: 'the sample holds no values', zh: '样本中没有取值' };
  if (quantity === 'coordinate') return KIND_WORDS[coordinateKind(stats)];
  const isName = quantity === 'id' || quantity === 'text' || quantity === 'code';
  if (!isName && !Number.isNaN(stats.median) && stats.numericShare > 0.9) {
    return {
      en: `the values run from ${stats.min} to ${stats.max}`,
      zh: `取值在 ${stats.min} 至 ${stats.max} 之间`,
    };
  }
  const some = [...stats.counts.keys()].slice(0, 3).join(', ');
  return { en: `the values are such as ${some}`, zh: `取值如 ${some}` };
}

const KIND_WORDS: Readonly<Record<CoordinateKind, Bilingual>> = {
  northing: { en: 'the values are northings in metres', zh: '取值为北坐标（米）' },
  easting: { en: 'the values are eastings in metres', zh: '取值为东坐标（米）' },
  zonedEasting: { en: 'the values are eastings with the number of the zone', zh: '取值为带带号的东坐标' },
  longitude: { en: 'the values are longitudes', zh: '取值为经度' },
  latitude: { en: 'the values are latitudes', zh: '取值为纬度' },
  degrees: { en: 'the values are degrees', zh: '取值为度' },
  plane: {
    en: 'the values are of a local grid, which does not tell north from east',
    zh: '取值属地方坐标，无法区分南北与东西',
  },
  none: { en: 'the values are no coordinates', zh: '取值不像坐标' },
};

function doubts({
  unit,
  reference,
  relation,
  coordinate,
  isReferred,
  isGround,
  isForeignCode,
  isGridCode,
}: ReasonFacts): readonly Bilingual[] {
  const found: Bilingual[] = [];
  if (coordinate.contradicts)
    found.push({ en: 'heading and values name opposite axes', zh: '字段名与取值的坐标轴相反' });
  else if (!coordinate.isSure) found.push({ en: 'which axis it is must be confirmed', zh: '须确认其坐标轴' });
  if (unit.contradicts) found.push({ en: `they can hardly be in ${unit.unit}`, zh: `取值不像以 ${unit.unit} 为单位` });
  else if (!unit.isSure)
    found.push({ en: `no unit is stated, ${unit.unit} by their size`, zh: `未注明单位，按数值大小为 ${unit.unit}` });
  if (relation === 'contradicts') found.push({ en: 'they do not fit the ground levels', zh: '与地面高程不符' });
  if (!isGround)
    found.push({ en: 'that it is the ground and not the pipe must be confirmed', zh: '须确认是地面高程而非管线高程' });
  if (isForeignCode)
    found.push({
      en: 'codes of two letters mean different things in different countries',
      zh: '两字母代码在各国含义不同，须确认',
    });
  if (isGridCode)
    found.push({ en: 'that the polygons are a management grid must be confirmed', zh: '须确认面要素为管理网格' });
  if (reference !== null) found.push({ en: `the heading says ${reference.word}`, zh: `字段名注明${reference.word}` });
  else if (!isReferred)
    found.push({ en: 'what it is measured to must be confirmed', zh: '须确认量测的部位（管顶或管内底）' });
  return found;
}
