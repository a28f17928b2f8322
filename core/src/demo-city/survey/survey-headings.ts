/** Headings of the made-up survey's table of points, after CJJ 61-2017. X is the northing, Y the easting. */
export const POINT_HEADINGS = [
  '物探点号',
  '图上点号',
  '管线类别',
  '管线小类',
  '点编码',
  '特征',
  '附属物',
  '阀门状态',
  'X',
  'Y',
  '地面高程',
  '井底深',
  '井径',
  '井盖材质',
  '井盖规格',
  '偏心井位',
  '所在道路',
  '权属单位',
  '建设年代',
  '使用状态',
  '质量等级',
  '探测日期',
  '备注',
] as const;

/** Headings of its table of lines. */
export const LINE_HEADINGS = [
  '起点点号',
  '终点点号',
  '管线类别',
  '管线小类',
  '线编码',
  '材质',
  '管径',
  '外径',
  '壁厚',
  '断面宽',
  '断面高',
  '断面形状',
  '埋设方式',
  '起点埋深',
  '终点埋深',
  '起点高程',
  '终点高程',
  '压力',
  '电压',
  '温度',
  '电缆条数',
  '总孔数',
  '已用孔数',
  '流向',
  '接口形式',
  '管段长度',
  '所在道路',
  '权属单位',
  '建设年代',
  '使用状态',
  '质量等级',
  '探测日期',
  '备注',
] as const;

export type PointHeading = (typeof POINT_HEADINGS)[number];
export type LineHeading = (typeof LINE_HEADINGS)[number];

/** A row as it is written: every cell a text, an unknown one empty. */
export type PointRow = Readonly<Record<PointHeading, string>>;
export type LineRow = Readonly<Record<LineHeading, string>>;

/** The two tables of a survey. */
export interface SurveyRows {
  readonly points: readonly PointRow[];
  readonly lines: readonly LineRow[];
}
