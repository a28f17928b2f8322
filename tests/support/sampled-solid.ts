/** Level of the ground at a place in a trench's own frame, metres; null is unknown. */
export type GroundAt = (u: number, v: number) => number | null;

/**
 * What a trench takes away, in its own frame: u along it, v across it, z the level, metres. At a level z it is the floor's
 * rectangle moved out by batter x (z - floor), from the floor up to where its wall meets the ground, upright above.
 */
export interface SampledSolid {
  readonly part: 'pit' | 'support' | 'margin';
  readonly halfLengthM: number;
  readonly halfWidthM: number;
  readonly floorM: number;
  readonly batter: number;
  readonly rims: readonly Rim[];
  readonly lowestRimM: number;
  readonly highestRimM: number;
}

/** The wall above a point of the rectangle's side meets the ground at a level. */
export interface Rim {
  readonly u: number;
  readonly v: number;
  readonly levelM: number;
}

/** From one sample to the next along a side, metres. */
const STEP_M = 0.25;

/** Lowest ground in a rectangle about the middle; null where any of it is unknown. */
export function lowestGroundIn(halfLengthM: number, halfWidthM: number, ground: GroundAt): number | null {
  let lowest = Number.POSITIVE_INFINITY;
  for (const u of steps(halfLengthM)) {
    for (const v of steps(halfWidthM)) {
      const level = ground(u, v);
      if (level === null) return null;
      lowest = Math.min(lowest, level);
    }
  }
  return lowest;
}

/** Walks every wall up to the ground; null where the ground is unknown on the way. */
export function sampledSolid(
  part: SampledSolid['part'],
  halfLengthM: number,
  halfWidthM: number,
  floorM: number,
  batter: number,
  ground: GroundAt,
): SampledSolid | null {
  const rims: Rim[] = [];
  for (const u of steps(halfLengthM)) {
    for (const v of steps(halfWidthM)) {
      const outU = u <= -halfLengthM ? -1 : u >= halfLengthM ? 1 : 0;
      const outV = v <= -halfWidthM ? -1 : v >= halfWidthM ? 1 : 0;
      if (outU === 0 && outV === 0) continue;
      const levelM = meetsGround(u, v, outU * batter, outV * batter, floorM, ground);
      if (levelM === null) return null;
      rims.push({ u, v, levelM });
    }
  }
  const lowestRimM = rims.reduce((least, { levelM }) => Math.min(least, levelM), Number.POSITIVE_INFINITY);
  const highestRimM = rims.reduce((most, { levelM }) => Math.max(most, levelM), floorM);
  return { part, halfLengthM, halfWidthM, floorM, batter, rims, lowestRimM, highestRimM };
}

/** In plan to the solid at a level, metres, negative within; its floor's sides are carried straight down. */
export function planGap(solid: SampledSolid, u: number, v: number, z: number): number {
  const { halfLengthM, halfWidthM, floorM, batter, lowestRimM } = solid;
  let rise = Math.max(0, z - floorM);
  if (batter > 0 && z > lowestRimM) rise = Math.min(rise, nearestRim(solid, u, v).levelM - floorM);
  return rectangleGap(u, v, halfLengthM + batter * rise, halfWidthM + batter * rise);
}

/** That of the place on the rectangle's side nearest to a point. */
function nearestRim({ halfLengthM, halfWidthM, rims }: SampledSolid, atU: number, atV: number): Rim {
  const u = Math.max(-halfLengthM, Math.min(halfLengthM, atU));
  const v = Math.max(-halfWidthM, Math.min(halfWidthM, atV));
  const square = (rim: Rim) => (rim.u - u) ** 2 + (rim.v - v) ** 2;
  return rims.reduce((nearest, rim) => (square(rim) < square(nearest) ? rim : nearest));
}

/** In plan to the widest outline: the one that no point of the rim lies outside of. */
export function widestGap(solid: SampledSolid, u: number, v: number): number {
  const out = solid.batter * (solid.highestRimM - solid.floorM);
  return rectangleGap(u, v, solid.halfLengthM + out, solid.halfWidthM + out);
}

/** To a rectangle about the middle, metres; negative within: to its nearest side. */
export function rectangleGap(u: number, v: number, halfLengthM: number, halfWidthM: number): number {
  const [du, dv] = [Math.abs(u) - halfLengthM, Math.abs(v) - halfWidthM];
  return du <= 0 && dv <= 0 ? Math.max(du, dv) : Math.hypot(Math.max(0, du), Math.max(0, dv));
}

/** Height by height, then by halving, to where a wall that leans out by `runU`, `runV` a metre first meets the ground. */
function meetsGround(
  u: number,
  v: number,
  runU: number,
  runV: number,
  floorM: number,
  ground: GroundAt,
): number | null {
  const stands = (height: number): number | null => {
    const level = ground(u + runU * height, v + runV * height);
    return level === null ? null : level - floorM - height;
  };
  const first = stands(0);
  if (first === null) return null;
  if (runU === 0 && runV === 0) return floorM + first;
  let low = 0;
  let high = 0;
  for (let gap: number | null = first; gap !== null && gap > 0; gap = stands(high)) {
    low = high;
    high += 0.2;
    if (stands(high) === null) return null;
  }
  while (high - low > 0.001) {
    const middle = (low + high) / 2;
    if ((stands(middle) ?? 0) > 0) low = middle;
    else high = middle;
  }
  return floorM + low;
}

function steps(halfM: number): readonly number[] {
  const count = Math.ceil((2 * halfM) / STEP_M);
  return Array.from({ length: count + 1 }, (_, k) => (k === count ? halfM : -halfM + (2 * halfM * k) / count));
}
