import {
  LINE_HEADINGS,
  type LineHeading,
  POINT_HEADINGS,
  type PointHeading,
} from '@undercroft/core/demo-city/survey/survey-headings';

/** A column of a file whose columns have types. `decimals` is null for text. */
export interface SurveyField<Heading extends string> {
  readonly heading: Heading;
  readonly bytes: number;
  readonly decimals: number | null;
}

/** Columns of numbers with their decimals. */
const DECIMALS: Readonly<Record<string, number>> = {
  井底深: 3,
  井径: 0,
  起点埋深: 2,
  终点埋深: 2,
  起点高程: 3,
  终点高程: 3,
  管段长度: 2,
};
const NUMBER_BYTES = 12;
const SHORT_TEXT_BYTES = 24;
/** Columns of longer texts. */
const TEXT_BYTES: Readonly<Record<string, number>> = { 所在道路: 60, 权属单位: 60, 备注: 60 };
/** A point of a file with geometry has its place and its level there. */
const PLACE: ReadonlySet<string> = new Set(['X', 'Y', '地面高程']);

/** Columns of points in a file whose geometry holds their places. */
export const POINT_FIELDS: readonly SurveyField<PointHeading>[] = POINT_HEADINGS.filter(
  (heading) => !PLACE.has(heading),
).map(fieldOf);

/** Columns of lines in a file of typed columns. */
export const LINE_FIELDS: readonly SurveyField<LineHeading>[] = LINE_HEADINGS.map(fieldOf);

function fieldOf<Heading extends string>(heading: Heading): SurveyField<Heading> {
  const decimals = DECIMALS[heading] ?? null;
  return { heading, decimals, bytes: decimals === null ? (TEXT_BYTES[heading] ?? SHORT_TEXT_BYTES) : NUMBER_BYTES };
}
