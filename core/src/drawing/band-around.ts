/** Mitres of a band run out no farther than this many half widths. */
const LONGEST_MITRE = 2.5;

/**
 * The ring at a distance about a line (flat x, y; no two equal neighbours are needed): out along its left, back along its
 * right, square at its ends. At a sharp bend its inside may overlap itself.
 */
export function bandAround(points: readonly number[], half: number): readonly number[] {
  const clean: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
    if (clean.length === 0 || Math.hypot(x - (clean.at(-2) ?? 0), y - (clean.at(-1) ?? 0)) > 1e-9) clean.push(x, y);
  }
  const n = clean.length / 2;
  if (n === 1) {
    const [x = 0, y = 0] = clean;
    return [x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half];
  }
  const side = (sign: 1 | -1) => {
    const out: number[] = [];
    for (let k = 0; k < n; k++) {
      const before = k > 0 ? normalOf(clean, k - 1) : normalOf(clean, 0);
      const after = k < n - 1 ? normalOf(clean, k) : before;
      const [sx, sy] = [before[0] + after[0], before[1] + after[1]];
      const size = Math.hypot(sx, sy);
      // A mitre stretches by 1 / cos(half the turn); a hairpin's is cut short.
      const stretch = size < 2 / LONGEST_MITRE ? LONGEST_MITRE : 2 / size;
      const [ux, uy] = size < 1e-9 ? before : [sx / size, sy / size];
      out.push((clean[k * 2] ?? 0) + sign * ux * half * stretch, (clean[k * 2 + 1] ?? 0) + sign * uy * half * stretch);
    }
    return out;
  };
  const left = side(1);
  const right = side(-1);
  const back: number[] = [];
  for (let k = n - 1; k >= 0; k--) back.push(right[k * 2] ?? 0, right[k * 2 + 1] ?? 0);
  return [...left, ...back];
}

function normalOf(points: readonly number[], k: number): readonly [number, number] {
  const dx = (points[k * 2 + 2] ?? 0) - (points[k * 2] ?? 0);
  const dy = (points[k * 2 + 3] ?? 0) - (points[k * 2 + 1] ?? 0);
  const length = Math.hypot(dx, dy);
  return [-dy / length, dx / length];
}
