import { planGap, type SampledSolid } from './sampled-solid.ts';

/** A place on an axis in a trench's frame: u, v, level; the level is NaN where unknown. */
export type AxisPoint = readonly [u: number, v: number, z: number];

/** An outer wall about an axis: a ball of that radius rolled along it, or an upright rectangle pushed along it. */
export interface OuterWall {
  readonly round: boolean;
  /** Half of the outer width and height, metres; may be negative: then the axis itself keeps that far away. */
  readonly halfWidthM: number;
  readonly halfHeightM: number;
}

/** How a body stands to a solid: in plan from face to face, and down from the floor where any of it lies under. */
export interface Standing {
  readonly enters: boolean;
  readonly horizontalM: number;
  /** Infinity where nothing lies under the floor. */
  readonly verticalM: number;
}

/** From sample to sample beside the solid, metres; farther off a fiftieth of the distance. */
const STEP_M = 0.03;
const SHARE_OF_DISTANCE = 0.02;
/** Slices of a wall from its bottom to its top. */
const SLICES = 33;

/**
 * Samples the wall along its axis, lifted by `liftM`. With `reachingM` only where its top reaches that level. At a bend a
 * rectangle goes on to where the outer sides of the two pieces meet.
 */
export function standingOf(
  solid: SampledSolid,
  axis: readonly AxisPoint[],
  wall: OuterWall,
  liftM: number,
  reachingM: number,
): Standing {
  const found = { enters: false, horizontalM: Number.POSITIVE_INFINITY, verticalM: Number.POSITIVE_INFINITY };
  for (let k = 0; k + 1 < axis.length; k++) {
    const a = axis[k];
    const b = axis[k + 1];
    if (a === undefined || b === undefined) continue;
    const plan = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const length = Math.hypot(plan, b[2] - a[2]);
    const isRiser = plan < 1e-3 * Math.abs(b[2] - a[2]);
    // Nobody says which way the rectangle of a riser is turned: the round about its corners stands for it.
    const isBall = wall.round || isRiser;
    const radius = wall.round ? wall.halfWidthM : Math.hypot(wall.halfWidthM, wall.halfHeightM);
    const from = isBall ? 0 : -bendReach(axis, k) * wall.halfWidthM;
    const to = length + (isBall ? 0 : bendReach(axis, k + 1) * wall.halfWidthM);
    const top = isBall ? radius : wall.halfHeightM;
    for (let at = from; ; ) {
      const share = length === 0 ? 0 : at / length;
      const point = [0, 1, 2].map((c) => (a[c] ?? 0) + ((b[c] ?? 0) - (a[c] ?? 0)) * share);
      const [u = 0, v = 0, z = 0] = point;
      const here = [u, v, z + liftM] as const;
      if (here[2] + top >= reachingM) {
        if (isBall) sampleBall(solid, here, radius, found);
        else sampleRectangle(solid, here, a, b, length, wall, found);
      }
      if (at >= to) break;
      const away = planGap(solid, here[0], here[1], here[2]);
      at = Math.min(to, at + Math.max(STEP_M, (away - wall.halfWidthM - 3) * SHARE_OF_DISTANCE));
    }
  }
  return found;
}

type Found = { -readonly [Field in keyof Standing]: Standing[Field] };

function sampleBall(solid: SampledSolid, [u, v, z]: AxisPoint, radius: number, found: Found): void {
  const slice = (dz: number) => {
    const half = Math.sqrt(Math.max(0, radius * radius - dz * dz));
    offer(solid, planGap(solid, u, v, z + dz) - half, z + dz, found);
  };
  if (radius <= 0) {
    offer(solid, planGap(solid, u, v, z) - radius, z + radius, found);
    return;
  }
  for (let i = 0; i < SLICES; i++) slice(-radius * Math.cos((Math.PI * i) / (SLICES - 1)));
  if (Math.abs(solid.floorM - z) < radius) slice(solid.floorM - z);
}

function sampleRectangle(
  solid: SampledSolid,
  [u, v, z]: AxisPoint,
  a: AxisPoint,
  b: AxisPoint,
  length: number,
  { halfWidthM, halfHeightM }: OuterWall,
  found: Found,
): void {
  const [tu, tv, tz] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length, (b[2] - a[2]) / length];
  const plan = Math.hypot(tu, tv);
  const [ru, rv] = [tv / plan, -tu / plan];
  const across = Math.max(1, Math.ceil((2 * halfWidthM) / 0.05));
  const upright = Math.max(1, Math.ceil((2 * halfHeightM) / 0.05));
  for (let j = 0; j <= upright; j++) {
    const up = -halfHeightM + (2 * halfHeightM * j) / upright;
    for (let i = 0; i <= across; i++) {
      const right = -halfWidthM + (2 * halfWidthM * i) / across;
      // Right-hand frame: along, right, up = right x along.
      const at = [u + ru * right + rv * tz * up, v + rv * right - ru * tz * up, z + plan * up] as const;
      offer(solid, planGap(solid, ...at), at[2], found);
    }
  }
}

function offer({ floorM }: SampledSolid, gapM: number, z: number, found: Found): void {
  if (gapM > 0) {
    found.horizontalM = Math.min(found.horizontalM, gapM);
    return;
  }
  found.horizontalM = 0;
  if (z >= floorM) found.enters = true;
  else found.verticalM = Math.min(found.verticalM, floorM - z);
}

/** Tangent of half the plan turn at an inner point of an axis, at most 1; 0 at its ends. */
function bendReach(axis: readonly AxisPoint[], k: number): number {
  const [before, here, after] = [axis[k - 1], axis[k], axis[k + 1]];
  if (before === undefined || here === undefined || after === undefined) return 0;
  const [au, av] = [here[0] - before[0], here[1] - before[1]];
  const [bu, bv] = [after[0] - here[0], after[1] - here[1]];
  const turn = Math.abs(Math.atan2(au * bv - av * bu, au * bu + av * bv));
  return Math.min(1, Math.tan(turn / 2));
}
