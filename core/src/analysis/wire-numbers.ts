import type { GroundLine } from './ground-line.ts';

/** Tenths of a millimetre: what an answer tells of a level or a station. */
const PER_METRE = 1e4;

/** Ground nearer than this to a straight line between two samples is left out of an answer, metres. */
const GROUND_TOLERANCE_M = 0.002;

export function wireM(value: number): number {
  return Math.round(value * PER_METRE) / PER_METRE;
}

export function wireMetres(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : wireM(value);
}

/** The ground with its straight stretches reduced to their ends. Unknown samples all stay. */
export function wireGround({ stationsM, levelsM }: GroundLine): [number, number | null][] {
  const out: [number, number | null][] = [];
  const n = stationsM.length;
  const level = (k: number) => levelsM[k] ?? Number.NaN;
  let kept = 0;
  const keep = (k: number) => {
    out.push([wireM(stationsM[k] ?? 0), wireMetres(level(k))]);
    kept = k;
  };
  if (n > 0) keep(0);
  for (let k = 1; k < n; k++) {
    const isEnd = k === n - 1 || Number.isNaN(level(k)) || Number.isNaN(level(k + 1));
    if (isEnd || !isStraight(stationsM, levelsM, kept, k + 1)) keep(k);
  }
  return out;
}

/** True when every sample between two lies near the straight line that joins them. */
function isStraight(stationsM: Float64Array, levelsM: Float64Array, from: number, to: number): boolean {
  const [s0 = 0, s1 = 0] = [stationsM[from], stationsM[to]];
  const [z0 = Number.NaN, z1 = Number.NaN] = [levelsM[from], levelsM[to]];
  for (let k = from + 1; k < to; k++) {
    const share = ((stationsM[k] ?? 0) - s0) / (s1 - s0);
    if (!(Math.abs(z0 + (z1 - z0) * share - (levelsM[k] ?? Number.NaN)) <= GROUND_TOLERANCE_M)) return false;
  }
  return true;
}
