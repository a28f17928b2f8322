import { type BoundingVolume, ballOutsideM, outsideByM, type Region, slackOfM } from './bounding-volume.ts';
import { outermostPoints, volumeHull } from './volume-hull.ts';

/** Whether a volume lies within another: proven, or a part of it proven outside, or neither. */
export type Containment = 'within' | 'outside' | 'unknown';

/**
 * Holds a volume against another. Told for certain: a region in a region, a box or a sphere in a box or a sphere. Of a
 * region in a box or a sphere there is a margin in which it is not known, and nothing but a region is ever proven to lie
 * in a region: what is in such a volume has to be looked at itself.
 */
export function containment(inner: BoundingVolume, outer: BoundingVolume): Containment {
  const slackM = slackOfM(outer);
  if (outer.kind === 'region') {
    if (inner.kind === 'region') return regionWithin(inner, outer, slackM) ? 'within' : 'outside';
    return farthestM(outermostPoints(inner), (x, y, z) => outsideByM(outer, x, y, z)) > slackM ? 'outside' : 'unknown';
  }
  const { points, ballM, isExact } = volumeHull(inner);
  const outsideM = (radiusM: number) => farthestM(points, (x, y, z) => ballOutsideM(outer, x, y, z, radiusM));
  if (outsideM(ballM) <= slackM) return 'within';
  return isExact || outsideM(0) > slackM ? 'outside' : 'unknown';
}

function farthestM(points: Float64Array, outsideM: (x: number, y: number, z: number) => number): number {
  let worstM = 0;
  for (let i = 0; i < points.length; i += 3) {
    worstM = Math.max(worstM, outsideM(points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0));
  }
  return worstM;
}

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
