import { type GroundAt, lowestGroundIn, type SampledSolid, sampledSolid } from './sampled-solid.ts';
import type { Trench } from './seeded-trenches.ts';

/**
 * Everything that a trench takes away or may stray into: the pit; the soil between its supports down to their foot; both
 * once more, wider and deeper by the margin. Depths count from the lowest ground in the floor's outline. Null where any of
 * that ground is unknown: then nothing may be said.
 */
export function trenchSolids(trench: Trench, ground: GroundAt): readonly SampledSolid[] | null {
  const { lengthM, widthM, depthM, batter, supportDepthM, marginM } = trench;
  const lowestM = lowestGroundIn(lengthM / 2, widthM / 2, ground);
  if (lowestM === null) return null;
  const dug = (part: SampledSolid['part'], growM: number, toM: number, lean: number) =>
    sampledSolid(part, lengthM / 2 + growM, widthM / 2 + growM, lowestM - toM - growM, lean, ground);
  const solids = [dug('pit', 0, depthM, batter)];
  if (supportDepthM !== null) solids.push(dug('support', 0, supportDepthM, 0));
  if (marginM > 0) {
    solids.push(dug('margin', marginM, depthM, batter));
    if (supportDepthM !== null) solids.push(dug('margin', marginM, supportDepthM, 0));
  }
  const known = solids.filter((solid) => solid !== null);
  return known.length === solids.length ? known : null;
}
