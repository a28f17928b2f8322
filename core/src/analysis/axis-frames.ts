/** The upright frames of an axis' segments, as `sweep` has them. */
export interface AxisFrames {
  readonly segments: number;
  /** For each segment: tangent, right, up, length (10 numbers). */
  readonly values: Float64Array;
}

export const FRAME = 10;

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

/**
 * Tangent, right and up of every segment of the points `start` to `end` of `axes` (flat x, y, z). A riser takes the right
 * of the segment before it, one at the beginning that of the first segment after it.
 */
export function axisFrames(axes: Float64Array, start: number, end: number): AxisFrames {
  const segments = Math.max(0, end - start - 1);
  const values = new Float64Array(segments * FRAME);
  let [rx, ry] = firstRight(axes, start, end);
  for (let s = 0; s < segments; s++) {
    const o = (start + s) * 3;
    const dx = (axes[o + 3] ?? 0) - (axes[o] ?? 0);
    const dy = (axes[o + 4] ?? 0) - (axes[o + 1] ?? 0);
    const dz = (axes[o + 5] ?? 0) - (axes[o + 2] ?? 0);
    const length = Math.hypot(dx, dy, dz);
    const plan = Math.hypot(dx, dy);
    const [tx, ty, tz] = length === 0 ? [0, 0, 1] : [dx / length, dy / length, dz / length];
    if (plan > RISER_SINE * length) [rx, ry] = [dy / plan, -dx / plan];
    // up = right x tangent, with right level.
    values.set([tx, ty, tz, rx, ry, 0, ry * tz, -rx * tz, rx * ty - ry * tx, length], s * FRAME);
  }
  return { segments, values };
}

function firstRight(axes: Float64Array, start: number, end: number): [number, number] {
  for (let k = start; k + 1 < end; k++) {
    const dx = (axes[k * 3 + 3] ?? 0) - (axes[k * 3] ?? 0);
    const dy = (axes[k * 3 + 4] ?? 0) - (axes[k * 3 + 1] ?? 0);
    const dz = (axes[k * 3 + 5] ?? 0) - (axes[k * 3 + 2] ?? 0);
    const plan = Math.hypot(dx, dy);
    if (plan > RISER_SINE * Math.hypot(plan, dz)) return [dy / plan, -dx / plan];
  }
  return [1, 0];
}
