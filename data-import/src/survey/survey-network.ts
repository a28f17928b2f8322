import type { Survey } from './survey-context.ts';
import type { SurveyLines } from './survey-lines.ts';
import { NO_TABLE, type SurveyPoints } from './survey-points.ts';
import type { SurveySubject } from './survey-rules.ts';

/** A whole survey: points, lines, and which lines end at which point. */
export interface SurveyNetwork {
  readonly survey: Survey;
  readonly points: SurveyPoints;
  readonly lines: SurveyLines;
  /** Ends at point i are `ends[starts[i]]` to `ends[starts[i + 1] - 1]`; an end is twice its line's number, one more at `to`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export function surveyNetwork(survey: Survey): SurveyNetwork {
  const { points, lines } = survey;
  const starts = new Int32Array(points.count + 1);
  for (let i = 0; i < lines.count; i++) {
    count(starts, lines.from[i] ?? 0);
    count(starts, lines.to[i] ?? 0);
  }
  for (let i = 0; i < points.count; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const next = starts.slice();
  const ends = new Int32Array(lines.count * 2);
  const put = (point: number, end: number) => {
    const at = next[point] ?? 0;
    ends[at] = end;
    next[point] = at + 1;
  };
  for (let i = 0; i < lines.count; i++) {
    put(lines.from[i] ?? 0, i * 2);
    put(lines.to[i] ?? 0, i * 2 + 1);
  }
  return { survey, points, lines, starts, ends };
}

function count(starts: Int32Array, point: number): void {
  starts[point + 1] = (starts[point + 1] ?? 0) + 1;
}

/** How many ends of lines meet at a point. */
export function degreeOf({ starts }: SurveyNetwork, point: number): number {
  return (starts[point + 1] ?? 0) - (starts[point] ?? 0);
}

/** A point of a table as issues name it; `field` is that of the target. */
export function pointSubject({ survey, points }: SurveyNetwork, point: number, field: string | null): SurveySubject {
  const number = points.table[point] ?? NO_TABLE;
  const table = survey.tables[number];
  const lon = points.lon[point] ?? Number.NaN;
  return {
    table: table?.table.name,
    row: number === NO_TABLE ? null : (points.row[point] ?? null),
    field: field === null ? null : (table?.columns.get(field)?.heading ?? null),
    sourceId: points.ids.idOf(point),
    at: Number.isNaN(lon) ? undefined : [lon, points.lat[point] ?? Number.NaN],
  };
}

/** A line as issues name it, with the place of its first point or one given. */
export function lineSubject(
  { survey, points, lines }: SurveyNetwork,
  line: number,
  field: string | null,
  at?: readonly [lon: number, lat: number],
): SurveySubject {
  const table = survey.tables[lines.table[line] ?? NO_TABLE];
  const from = lines.from[line] ?? 0;
  return {
    table: table?.table.name,
    row: lines.row[line] ?? null,
    field: field === null ? null : (table?.columns.get(field)?.heading ?? null),
    sourceId: lines.idOf(line, points),
    at: at ?? [points.lon[from] ?? Number.NaN, points.lat[from] ?? Number.NaN],
  };
}

/** True where a point stands in a table, and so has a feature or an appurtenance to be judged by. */
export function isSurveyed({ points }: SurveyNetwork, point: number): boolean {
  return (points.table[point] ?? NO_TABLE) !== NO_TABLE;
}

export function metres(m: number): string {
  return `${Number(m.toFixed(3))} m`;
}
