/** The longest part of a line that is straight enough to write along. */
export interface StraightRun {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  /** Direction of its chord, radians, from -pi/2 to pi/2 clockwise (y down): text along it is never upside down. */
  readonly angle: number;
  /** Length of its chord. */
  readonly length: number;
}

/**
 * Finds it among all stretches between two vertices whose vertices lie within `offset` of the chord; `null` for a line
 * of one place.
 */
export function longestStraightRun(line: ArrayLike<number>, offset: number): StraightRun | null {
  let best: StraightRun | null = null;
  const count = line.length / 2;
  for (let from = 0; from < count - 1; from++) {
    for (let to = from + 1; to < count; to++) {
      const dx = at(line, 2 * to) - at(line, 2 * from);
      const dy = at(line, 2 * to + 1) - at(line, 2 * from + 1);
      const length = Math.hypot(dx, dy);
      if (!isStraight(line, from, to, offset)) break;
      if (length <= (best?.length ?? 0)) continue;
      const angle = Math.atan2(dy, dx);
      best = {
        x: at(line, 2 * from) + dx / 2,
        y: at(line, 2 * from + 1) + dy / 2,
        angle: angle > Math.PI / 2 ? angle - Math.PI : angle <= -Math.PI / 2 ? angle + Math.PI : angle,
        length,
      };
    }
  }
  return best;
}

function isStraight(line: ArrayLike<number>, from: number, to: number, offset: number): boolean {
  const ax = at(line, 2 * from);
  const ay = at(line, 2 * from + 1);
  const dx = at(line, 2 * to) - ax;
  const dy = at(line, 2 * to + 1) - ay;
  const square = dx * dx + dy * dy;
  for (let i = from + 1; i < to; i++) {
    const px = at(line, 2 * i) - ax;
    const py = at(line, 2 * i + 1) - ay;
    const along = px * dx + py * dy;
    if (along < 0 || along > square) return false;
    if (Math.abs(px * dy - py * dx) > offset * Math.sqrt(square)) return false;
  }
  return true;
}

function at(line: ArrayLike<number>, i: number): number {
  return line[i] ?? Number.NaN;
}
