import type { AxisBand } from '../dig/axis-band.ts';
import type { SectionOutline } from '../geometry/section-outline.ts';

/** Facets of a quarter of a round. */
const QUARTER = 3;

/** The facets of a round touch it from outside: what is drawn is never thinner than what is meant. */
const OUTWARD = 1 / Math.cos(Math.PI / (4 * QUARTER));

/**
 * The outline of a band across its axis: the outer wall, moved by `asideM` to either side and by `upM` up and down, metres.
 * Anticlockwise seen along the axis, with the same number of points for every place of one conduit.
 */
export function bandOutline(
  { round, outerHalfWidthM, outerHalfHeightM }: AxisBand,
  asideM: number,
  upM: number,
): SectionOutline {
  return round
    ? rounded(outerHalfWidthM * OUTWARD, asideM, upM)
    : boxed(outerHalfWidthM + asideM, outerHalfHeightM + upM);
}

function rounded(radiusM: number, asideM: number, upM: number): SectionOutline {
  const count = 4 * (QUARTER + 1);
  const points = new Float64Array(count * 4);
  let i = 0;
  for (let quarter = 0; quarter < 4; quarter++) {
    const u = quarter === 0 || quarter === 3 ? asideM : -asideM;
    const v = quarter < 2 ? upM : -upM;
    for (let k = 0; k <= QUARTER; k++) {
      const angle = ((quarter * QUARTER + k) * Math.PI) / (2 * QUARTER);
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      points.set([u + radiusM * cos, v + radiusM * sin, cos, sin], i);
      i += 4;
    }
  }
  return { points, count, closed: true };
}

function boxed(w: number, h: number): SectionOutline {
  const corners = [
    [w, -h, 0, -1],
    [w, -h, 1, 0],
    [w, h, 1, 0],
    [w, h, 0, 1],
    [-w, h, 0, 1],
    [-w, h, -1, 0],
    [-w, -h, -1, 0],
    [-w, -h, 0, -1],
  ];
  return { points: Float64Array.from(corners.flat()), count: corners.length, closed: true };
}
