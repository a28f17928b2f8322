import { grown } from './growing.ts';
import type { SurveyNetwork } from './survey-network.ts';

/** Segments of lines in the plane of the survey, with the level of the axis at both ends; NaN is unknown. */
export interface PlanSegments {
  readonly count: number;
  readonly x1: Float64Array;
  readonly y1: Float64Array;
  readonly x2: Float64Array;
  readonly y2: Float64Array;
  readonly z1: Float64Array;
  readonly z2: Float64Array;
  readonly line: Int32Array;
}

/** Every segment of every line that has a length in plan and a place. */
export function planSegments({ points, lines }: SurveyNetwork): PlanSegments {
  let count = 0;
  let x1 = new Float64Array(lines.count);
  let y1 = new Float64Array(lines.count);
  let x2 = new Float64Array(lines.count);
  let y2 = new Float64Array(lines.count);
  let z1 = new Float64Array(lines.count);
  let z2 = new Float64Array(lines.count);
  let line = new Int32Array(lines.count);
  for (let i = 0; i < lines.count; i++) {
    const between = lines.between(i);
    const [from, to] = [lines.from[i] ?? 0, lines.to[i] ?? 0];
    const steps = (between?.length ?? 0) / 2 + 1;
    if (count + steps > x1.length) {
      const size = count + steps;
      [x1, y1, x2, y2] = [grown(x1, size), grown(y1, size), grown(x2, size), grown(y2, size)];
      [z1, z2, line] = [grown(z1, size), grown(z2, size), grown(line, size)];
    }
    const start = lines.fromAxisM[i] ?? Number.NaN;
    const rise = (lines.toAxisM[i] ?? Number.NaN) - start;
    const length = lines.planLengthM[i] ?? 0;
    let px = points.x[from] ?? Number.NaN;
    let py = points.y[from] ?? Number.NaN;
    let station = 0;
    for (let k = 0; k < steps; k++) {
      const isLast = k === steps - 1;
      const qx = (isLast ? points.x[to] : between?.[k * 2]) ?? Number.NaN;
      const qy = (isLast ? points.y[to] : between?.[k * 2 + 1]) ?? Number.NaN;
      const step = Math.sqrt((qx - px) ** 2 + (qy - py) ** 2);
      if (step > 0) {
        x1[count] = px;
        y1[count] = py;
        x2[count] = qx;
        y2[count] = qy;
        z1[count] = start + (rise * station) / length;
        z2[count] = start + (rise * (station + step)) / length;
        line[count] = i;
        count++;
      }
      station += step;
      px = qx;
      py = qy;
    }
  }
  return { count, x1, y1, x2, y2, z1, z2, line };
}
