import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { seededRandom } from '@undercroft/core/random/seeded-random';

/** A made-up survey by CJJ 61 on disk: a table of points and one of lines, and what is true of them. */
export interface SyntheticSurvey {
  readonly points: string;
  readonly lines: string;
  readonly pointRows: number;
  readonly lineRows: number;
  /** Length of all lines in plan, metres. */
  readonly lengthM: number;
}

/** System of the survey's coordinates, northing first as Chinese surveys write them. */
export const SURVEY_CRS = 'EPSG:4549';
/** Longitude and latitude near the middle of a survey of a million rows. */
export const SURVEY_MIDDLE: readonly [number, number] = [119.65, 39.9];

/** Points along a street, in one chain. */
const POINTS_A_STREET = 250;
const SPACING_M = 30;
const STREET_SPACING_M = 5;
const NORTH_M = 4_410_000;
const EAST_M = 466_000;
/** Streets fall to the east by one in a thousand, and so do their pipes. */
const FALL = 0.001;

const POINT_HEADINGS =
  '物探点号,图上点号,X,Y,地面高程,管线类别,管线小类,特征,附属物,点编码,偏心井位,井深,井径,井盖材质,井盖形状,井盖规格,旋转角,井材质,所在道路,权属单位,使用状态,建设年代,质量等级,探测日期,备注,图幅号';
const LINE_HEADINGS =
  '管段编号,起点点号,终点点号,起点埋深,终点埋深,起点高程,终点高程,管线类别,管线小类,线编码,材质,管径,断面形状,接口形式,埋设方式,压力,电压,电缆条数,总孔数,已用孔数,流向,管段长度,所在道路,权属单位,建设年代,备注';

interface Kind {
  readonly utility: string;
  readonly subclass: string;
  readonly isGravity: boolean;
  /** What stands at most points of a chain, and at its first and its last. */
  readonly along: readonly [feature: string, appurtenance: string];
  readonly first: readonly [feature: string, appurtenance: string];
  readonly last: readonly [feature: string, appurtenance: string];
  readonly materials: readonly string[];
  readonly sizes: readonly string[];
  readonly pressure: string;
  readonly voltage: string;
  readonly cables: string;
}

const WELL = ['', '检查井'] as const;
const KINDS: readonly Kind[] = [
  {
    utility: '污水',
    subclass: '污水',
    isGravity: true,
    along: WELL,
    first: WELL,
    last: ['', '出水口'],
    materials: ['砼', 'PVC', 'HDPE'],
    sizes: ['300', '400', '500'],
    pressure: '',
    voltage: '',
    cables: '',
  },
  {
    utility: '雨水',
    subclass: '雨水',
    isGravity: true,
    along: WELL,
    first: WELL,
    last: ['', '出水口'],
    materials: ['砼'],
    sizes: ['600', '800', '1200X800'],
    pressure: '',
    voltage: '',
    cables: '',
  },
  {
    utility: '给水',
    subclass: '给水',
    isGravity: false,
    along: ['', '阀门井'],
    first: ['出测区', ''],
    last: ['出测区', ''],
    materials: ['球墨铸铁', 'PE', '钢'],
    sizes: ['100', '200', '300'],
    pressure: '',
    voltage: '',
    cables: '',
  },
];

/**
 * Writes a survey of exactly `rows` rows in all (points and lines) into a folder, row by row: parallel streets 5 m apart,
 * along each a chain of points 30 m apart with lines between them, one utility a street. Every row keeps every rule of a
 * survey. The same seed writes the same bytes.
 */
export async function writeSyntheticSurvey(folder: string, rows: number, seed: number): Promise<SyntheticSurvey> {
  const points = join(folder, '管点表.csv');
  const lines = join(folder, '管线表.csv');
  const streets = streetsOf(rows);
  await pipeline(Readable.from(textOf(POINT_HEADINGS, streets, seed, pointRow)), createWriteStream(points));
  await pipeline(Readable.from(textOf(LINE_HEADINGS, streets, seed, lineRow)), createWriteStream(lines));
  const pointRows = streets.reduce((sum, count) => sum + count, 0);
  const lineRows = rows - pointRows;
  return { points, lines, pointRows, lineRows, lengthM: lineRows * SPACING_M };
}

/** Points of each street, as even as can be: `p` points bring `p - 1` lines, so rows and streets are both odd or both even. */
function streetsOf(rows: number): readonly number[] {
  const fewest = Math.ceil(rows / (2 * POINTS_A_STREET - 1));
  const streets = (rows + fewest) % 2 === 0 ? fewest : fewest + 1;
  const points = (rows + streets) / 2;
  const each = Math.floor(points / streets);
  return Array.from({ length: streets }, (_, number) => (number < points - each * streets ? each + 1 : each));
}

interface Street {
  readonly number: number;
  readonly points: number;
  readonly kind: Kind;
  readonly depthM: number;
  readonly material: string;
  readonly size: string;
  readonly year: number;
}

type RowText = (street: Street, index: number) => string | null;

const ROWS_A_CHUNK = 2000;

function* textOf(headings: string, streets: readonly number[], seed: number, rowText: RowText): Generator<string> {
  const seeded = seededRandom(seed);
  const random = () => seeded.next();
  let chunk = `${headings}\n`;
  let held = 0;
  for (const [number, points] of streets.entries()) {
    const kind = KINDS[number % KINDS.length] ?? KINDS[0];
    if (kind === undefined) return;
    const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
    const street: Street = {
      number,
      points,
      kind,
      depthM: Math.round((1.2 + random()) * 100) / 100,
      material: pick(kind.materials),
      size: pick(kind.sizes),
      year: 1985 + Math.floor(random() * 35),
    };
    for (let index = 0; index < points; index++) {
      const row = rowText(street, index);
      if (row === null) continue;
      chunk += `${row}\n`;
      held += 1;
      if (held < ROWS_A_CHUNK) continue;
      yield chunk;
      chunk = '';
      held = 0;
    }
  }
  yield chunk;
}

function pointId({ number }: Street, index: number): string {
  return `P${number}-${index}`;
}

function groundM(index: number): number {
  return 60 - index * SPACING_M * FALL;
}

function pointRow(street: Street, index: number): string {
  const { kind, number, points, depthM, year } = street;
  const isLast = index === points - 1;
  const [feature, appurtenance] = index === 0 ? kind.first : isLast ? kind.last : kind.along;
  const north = NORTH_M + number * STREET_SPACING_M;
  const east = EAST_M + index * SPACING_M;
  const isWell = appurtenance.endsWith('井');
  const shaft = isWell ? (depthM + 0.3).toFixed(2) : '';
  const id = pointId(street, index);
  return [
    id,
    id,
    north.toFixed(3),
    east.toFixed(3),
    groundM(index).toFixed(3),
    kind.utility,
    kind.subclass,
    feature,
    appurtenance,
    '',
    '',
    shaft,
    isWell ? '700' : '',
    isWell ? '铸铁' : '',
    isWell ? '圆形' : '',
    isWell ? '700' : '',
    '0',
    isWell ? '砖砌' : '',
    `第${number % 40}大街`,
    '市政管理处',
    '使用',
    String(year),
    'B',
    '2023-05-17',
    index % 50 === 0 ? '路口' : '',
    '4410.0-466.0',
  ].join(',');
}

function lineRow(street: Street, index: number): string | null {
  const { kind, number, points, depthM, material, size, year } = street;
  if (index === points - 1) return null;
  const level = (at: number) => (groundM(at) - depthM).toFixed(3);
  return [
    `L${number}-${index}`,
    pointId(street, index),
    pointId(street, index + 1),
    depthM.toFixed(2),
    depthM.toFixed(2),
    level(index),
    level(index + 1),
    kind.utility,
    kind.subclass,
    '',
    material,
    size,
    '',
    '承插',
    '直埋',
    kind.pressure,
    kind.voltage,
    kind.cables,
    '',
    '',
    kind.isGravity ? '0' : '',
    String(SPACING_M),
    `第${number % 40}大街`,
    '市政管理处',
    String(year),
    '',
  ].join(',');
}
