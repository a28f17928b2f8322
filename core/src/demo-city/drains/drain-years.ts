import { seededRandom } from '../../random/seeded-random.ts';
import type { PipeMake } from '../network/pipe-make.ts';
import type { StreetEdge } from '../plan/street.ts';
import { CONCRETE_DRAINS, CULVERTS, PLASTIC_DRAINS } from './drain-makes.ts';

/** Small drains are of plastic from this year on. */
const PLASTIC_SINCE = 2004;

/** When the drain under a stretch was laid: with its street, or, one old stretch in four, anew in this century. */
export function drainYear(edge: StreetEdge, seed: number): number {
  const random = seededRandom(seed ^ Math.imul(edge.index + 1, 0x9e3779b1));
  const { builtYear } = edge.street;
  if (builtYear >= 2000 || !random.chance(0.25)) return builtYear;
  return Math.floor(random.between(2005, 2024));
}

/** Sizes of the year, culverts behind the largest pipe. */
export function stormSeries(builtYear: number): readonly PipeMake[] {
  return [...pipeSeries(builtYear), ...CULVERTS];
}

export function pipeSeries(builtYear: number): readonly PipeMake[] {
  return builtYear >= PLASTIC_SINCE ? PLASTIC_DRAINS : CONCRETE_DRAINS;
}
