/** Sharper bends than this are cut short: a barrel would run far out to where both legs meet, metres for each metre beside. */
const LONGEST_MITRE = 1 / Math.cos((50 * Math.PI) / 180);

/** What is shorter than this in plan has no direction there: a leg, metres, or the sum of two directions. */
const LEAST_LENGTH = 1e-6;

/**
 * An axis moved to its right in plan, so that every leg stays as far from its own: at a bend it meets the legs moved
 * likewise. `points` is flat x, y, z in metres, z up; levels stay. A riser goes with the leg before it (at the beginning
 * with the one after it), a path without any plan direction stays where it is. At turns above 100 degrees, and where a leg
 * is too short for its bends, the barrel comes nearer to the axis rather than run past the leg's middle.
 */
export function besideAxis(points: Float64Array, asideM: number): Float64Array {
  const n = points.length / 3;
  const normals = legNormals(points);
  const out = new Float64Array(points);
  for (let k = 0; k < n; k++) {
    const a = Math.max(0, k - 1);
    const b = Math.min(n - 2, k);
    const [ax, ay] = [at(normals, a * 3), at(normals, a * 3 + 1)];
    const [bx, by] = [at(normals, b * 3), at(normals, b * 3 + 1)];
    const sum = Math.hypot(ax + bx, ay + by);
    // The way back along itself: neither side is the right one, and the leg before has it.
    const isBack = sum < LEAST_LENGTH;
    const [mx, my] = isBack ? [ax, ay] : [(ax + bx) / sum, (ay + by) / sum];
    const halfCosine = Math.min(1, sum / 2);
    const halfSine = Math.sqrt(1 - halfCosine * halfCosine);
    const room = Math.min(at(normals, a * 3 + 2), at(normals, b * 3 + 2)) / 2;
    const longest = halfSine === 0 ? LONGEST_MITRE : room / (Math.abs(asideM) * halfSine);
    const reach = isBack ? asideM : asideM * Math.min(LONGEST_MITRE, 1 / halfCosine, Math.max(1, longest));
    out[k * 3] = at(points, k * 3) + mx * reach;
    out[k * 3 + 1] = at(points, k * 3 + 1) + my * reach;
  }
  return out;
}

/** Of each leg: its normal to the right in plan, x and y, and its length in plan. */
function legNormals(points: Float64Array): Float64Array {
  const legs = points.length / 3 - 1;
  const normals = new Float64Array(legs * 3);
  let known = -1;
  for (let s = 0; s < legs; s++) {
    const dx = at(points, s * 3 + 3) - at(points, s * 3);
    const dy = at(points, s * 3 + 4) - at(points, s * 3 + 1);
    const plan = Math.hypot(dx, dy);
    if (plan > LEAST_LENGTH) {
      normals.set([dy / plan, -dx / plan, plan], s * 3);
      for (let before = known < 0 ? 0 : s; before < s; before++) normals.set([dy / plan, -dx / plan], before * 3);
      known = s;
    } else if (known >= 0) normals.set([at(normals, known * 3), at(normals, known * 3 + 1)], s * 3);
  }
  return normals;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
