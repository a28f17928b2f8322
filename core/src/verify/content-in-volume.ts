import { acrossM, type BoundingVolume, outermostPoints, outsideByM } from './bounding-volume.ts';
import { type DecodedContent, eachVertex } from './decoded-content.ts';
import type { FindingLog } from './finding-log.ts';
import type { Matrix } from './matrix.ts';
import type { VerifyRule } from './verify-rules.ts';

/** A vertex this far outside of its volume is inside, metres: a client culls by far coarser measures. */
const SLACK_M = 0.001;

/** Volumes are numbers of 64 bits, their contents often of 32: rounding, as a share of the volume. */
const SLACK_SHARE = 1e-7;

/** Reports how far the content of a tile reaches out of a volume that must hold it. */
export function checkInside(
  content: DecodedContent,
  toTileset: Matrix,
  volume: BoundingVolume,
  code: VerifyRule,
  log: FindingLog,
): void {
  const slackM = Math.max(SLACK_M, SLACK_SHARE * acrossM(volume));
  for (const primitive of content.primitives) {
    let worstM = 0;
    let count = 0;
    eachVertex(primitive, toTileset, (x, y, z) => {
      const outsideM = outsideByM(volume, x, y, z);
      if (outsideM > slackM) count += 1;
      worstM = Math.max(worstM, outsideM);
    });
    if (count === 0) continue;
    log.add(
      code,
      primitive.place,
      `${count} vertices lie outside of the ${volume.kind}, ${worstM.toFixed(3)} m at most.`,
    );
  }
}

/** Whether a volume lies within another, by its outermost points. */
export function liesWithin(inner: BoundingVolume, outer: BoundingVolume): boolean {
  const slackM = Math.max(SLACK_M, SLACK_SHARE * acrossM(outer));
  if (inner.kind === 'region' && outer.kind === 'region') return regionWithin(inner, outer, slackM);
  if (inner.kind === 'sphere' && outer.kind === 'sphere') {
    const apartM = Math.hypot(...inner.centre.map((value, i) => value - (outer.centre[i] ?? 0)));
    return apartM + inner.radiusM <= outer.radiusM + slackM;
  }
  const points = outermostPoints(inner);
  for (let i = 0; i < points.length; i += 3) {
    if (outsideByM(outer, points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0) > slackM) return false;
  }
  return true;
}

type Region = BoundingVolume & { readonly kind: 'region' };

function regionWithin(inner: Region, outer: Region, slackM: number): boolean {
  const slack = slackM / 6_371_008.8;
  const turn = 2 * Math.PI;
  const width = (region: Region) =>
    region.east >= region.west ? region.east - region.west : region.east - region.west + turn;
  const start = (((inner.west - outer.west + slack) % turn) + turn) % turn;
  return (
    start + width(inner) <= width(outer) + 2 * slack &&
    inner.south >= outer.south - slack &&
    inner.north <= outer.north + slack &&
    inner.lowM >= outer.lowM - slackM &&
    inner.highM <= outer.highM + slackM
  );
}
