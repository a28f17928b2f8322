import type { Georeference } from '../../core/src/protocol/georeference.ts';
import { type Profile, profileSchema } from '../../core/src/protocol/profile.ts';
import type { ImportErrorCode } from '../../data-import/src/import-error.ts';

/** Content of a file that a test writes. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: string | Uint8Array;
}

/** What must become of a bad file. `says` is what the message of the refusal, or of the issue of the first code, must hold. */
export type Verdict =
  | { readonly refused: ImportErrorCode; readonly says?: RegExp }
  | {
      readonly accepted: boolean;
      /** Codes that must be among the issues; where it is accepted and none is named, there must be none above info. */
      readonly codes: readonly string[];
      readonly says?: RegExp;
      /** Row and field of the first issue of the first code. */
      readonly row?: number;
      readonly field?: string;
      /** Features of each kind that must be there. */
      readonly features?: Readonly<Record<string, number>>;
      /** Counts of fields that must be said to be unknown. */
      readonly unknown?: Readonly<Record<string, number>>;
    };

export interface BadFile {
  readonly name: string;
  readonly files: readonly MadeFile[];
  readonly profile?: Profile | 'cjj61-2017';
  readonly georeference?: Partial<Georeference>;
  readonly verdict: Verdict;
}

/** Lines and points with a number and little else, for formats that bring their own geometry. */
export const MAINS: Profile = profileSchema.parse({
  name: 'mains',
  title: { en: 'Mains', zh: '管线' },
  tables: [
    {
      target: 'surveyLine',
      columns: {
        lineId: { headings: ['id'] },
        size: { headings: ['dn'] },
        fromLevel: { headings: ['from_z'] },
        toLevel: { headings: ['to_z'] },
      },
      constants: { utility: 'water' },
    },
    {
      target: 'surveyPoint',
      columns: { pointId: { headings: ['pid'] }, x: { headings: ['px'] }, y: { headings: ['py'] } },
      constants: { utility: 'water' },
    },
  ],
  depthRules: [{ reference: 'outerTop' }],
});

/** CGCS2000, 3-degree zone about 120 E: what the tests' surveys are in. */
export const CRS = 'EPSG:4549';
export const EAST = 500_000;
export const NORTH = 4_421_000;

export const text = (name: string, bytes: string | Uint8Array): readonly MadeFile[] => [{ name, bytes }];

/** A table of points and one of lines as CJJ 61 has them, northing in X. */
export const POINT_HEADINGS = '管线点号,X,Y,地面高程,特征,附属物';
export const LINE_HEADINGS = '起点点号,终点点号,起点埋深,终点埋深,管径,材质,管线类别,埋设方式';

export interface SurveyEdit {
  /** Written over the points' cells of that row (from 0), by column. */
  readonly point?: readonly [row: number, column: number, value: string];
  readonly line?: readonly [row: number, column: number, value: string];
}

const POINTS = 5;

/** A sound water main of five points and four lines, with one cell written over. */
export function surveyFiles({ point, line }: SurveyEdit = {}): readonly MadeFile[] {
  const numbers = Array.from({ length: POINTS }, (_, i) => i);
  const points = numbers.map((i) => {
    const feature = i === 0 || i === POINTS - 1 ? '预留口' : '直线点';
    return [`JS${i}`, `${NORTH + i * 30}.00`, `${EAST + i * 20}.00`, `${(5 + i / 10).toFixed(2)}`, feature, ''];
  });
  const lines = numbers
    .slice(1)
    .map((i) => [`JS${i - 1}`, `JS${i}`, depth(i - 1), depth(i), 'DN300', '球墨铸铁', '给水', '直埋']);
  if (point !== undefined) edit(points, point);
  if (line !== undefined) edit(lines, line);
  return [
    { name: 'points.csv', bytes: csv(POINT_HEADINGS, points) },
    { name: 'lines.csv', bytes: csv(LINE_HEADINGS, lines) },
  ];
}

/** The ground rises by a tenth at each point and the pipe lies level. */
function depth(i: number): string {
  return (1.2 + i / 10).toFixed(2);
}

function edit(rows: readonly string[][], [row, column, value]: readonly [number, number, string]): void {
  const cells = rows[row];
  if (cells === undefined) throw new RangeError(`There is no row ${row}.`);
  cells[column] = value;
}

function csv(headings: string, rows: readonly (readonly string[])[]): string {
  return `${[headings, ...rows.map((row) => row.join(','))].join('\n')}\n`;
}

/** A GeoJSON document of lines with a number each. */
export function lineFeature(id: string, coordinates: unknown, rest: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    type: 'Feature',
    properties: { id, ...rest },
    geometry: { type: 'LineString', coordinates },
  });
}

export function collection(features: readonly string[], head = ''): string {
  return `{"type":"FeatureCollection",${head}"features":[${features.join(',')}]}`;
}

export const DEGREES = [
  [119.6, 39.93],
  [119.601, 39.931],
];
