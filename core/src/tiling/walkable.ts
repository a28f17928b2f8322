import { isGravityUtility, type Utility } from '../model/utility.ts';

/** Height from which a conduit that is no drain is a passage one walks in, mm: a convention of the drawing. */
const WALKABLE_FROM_MM = 1900;

/** True for a walkable utility tunnel: drawn as a shell of concrete, open from stretch to stretch. */
export function isWalkable(utility: Utility, heightMm: number | null): boolean {
  return heightMm !== null && heightMm >= WALKABLE_FROM_MM && !isGravityUtility(utility);
}
