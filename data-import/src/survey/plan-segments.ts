import { grown } from './growing.ts';
import type { SurveyLines } from './survey-lines.ts';
import type { SurveyNetwork } from './survey-network.ts';

/**
 * Segments of lines in the plane of the survey, between vertices that are numbered: points come first by their own numbers,
 * then what lies between the ends of bent lines. A city has a million of them, so that a segment is three numbers, and the
 * level on it is worked out for the few that are asked for it (`axisLevel`).
 */
export interface PlanSegments {
  readonly count: number;
  /** Metres in the plane of the survey, by vertex; may be longer than there are vertices. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Vertices at both ends, by segment. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly line: Int32Array;
  /** Metres along its line at which a segment starts; empty where no line is bent, and each starts at 0. */
  readonly station: Float64Array;
}

/** Every segment of every line that has a length in plan and a place. */
export function planSegments({ points, lines }: SurveyNetwork): PlanSegments {
  let { x, y } = points;
  let vertices = points.count;
  let count = 0;
  let from = new Int32Array(lines.count);
  let to = new Int32Array(lines.count);
  let line = new Int32Array(lines.count);
  let station = new Float64Array(0);
  for (let i = 0; i < lines.count; i++) {
    const between = lines.between(i);
    const more = (between?.length ?? 0) / 2;
    if (count + more + 1 > line.length) {
      const size = count + more + 1;
      [from, to, line] = [grown(from, size), grown(to, size), grown(line, size)];
    }
    if (between !== null) {
      // A copy, so that nothing is written into the points' own.
      if (vertices === points.count) [x, y] = [x.slice(0, vertices), y.slice(0, vertices)];
      [x, y] = [grown(x, vertices + more), grown(y, vertices + more)];
      station = grown(station, line.length);
    }
    let along = 0;
    let p = lines.from[i] ?? 0;
    for (let k = 0; k <= more; k++) {
      const q = k === more ? (lines.to[i] ?? 0) : vertices++;
      if (k < more) {
        x[q] = between?.[k * 2] ?? Number.NaN;
        y[q] = between?.[k * 2 + 1] ?? Number.NaN;
      }
      const length = distance(x, y, p, q);
      if (length > 0) {
        from[count] = p;
        to[count] = q;
        line[count] = i;
        // Of no effect while there are none.
        station[count] = along;
        count++;
      }
      along += length;
      p = q;
    }
  }
  return { count, x, y, from, to, line, station };
}

/** The level of its line's axis at a share of a segment, metres above the datum; NaN is unknown. */
export function axisLevel(segments: PlanSegments, lines: SurveyLines, segment: number, share: number): number {
  const { x, y, from, to, line, station } = segments;
  const i = line[segment] ?? 0;
  const start = lines.fromAxisM[i] ?? Number.NaN;
  const rise = (lines.toAxisM[i] ?? Number.NaN) - start;
  const along = (station[segment] ?? 0) + share * distance(x, y, from[segment] ?? 0, to[segment] ?? 0);
  return start + (rise * along) / (lines.planLengthM[i] ?? 0);
}

function distance(x: Float64Array, y: Float64Array, p: number, q: number): number {
  const dx = (x[q] ?? Number.NaN) - (x[p] ?? Number.NaN);
  const dy = (y[q] ?? Number.NaN) - (y[p] ?? Number.NaN);
  return Math.sqrt(dx * dx + dy * dy);
}
