/** A level stretch inside a polygon: room for a name. */
export interface InnerChord {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** Heights looked at, as parts of the polygon's own, the middle first: of two chords as long the more central is taken. */
const HEIGHTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] as const;

/** A chord away from the middle must be longer than the central one by this part to be taken instead. */
const CENTRE_WORTH = 1.15;

/**
 * The longest level stretch that lies inside the rings (a polygon with its holes, or several), looked for at a few heights
 * of the bounding box of all of them, near its middle. Each ring is x, y pairs without its closing point. `null` for
 * rings that enclose nothing.
 */
export function longestInnerChord(rings: readonly ArrayLike<number>[]): InnerChord | null {
  let top = Number.POSITIVE_INFINITY;
  let foot = Number.NEGATIVE_INFINITY;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 2) {
      top = Math.min(top, ring[i] ?? top);
      foot = Math.max(foot, ring[i] ?? foot);
    }
  }
  if (!(foot > top)) return null;
  let best: InnerChord | null = null;
  for (const share of HEIGHTS) {
    const found = longestAt(rings, top + (foot - top) * share);
    if (found !== null && found.length > (best?.length ?? 0) * (best === null ? 1 : CENTRE_WORTH)) best = found;
  }
  return best;
}

/** By the even-odd rule: between the first and the second crossing of a level line, the third and the fourth, and so on. */
function longestAt(rings: readonly ArrayLike<number>[], y: number): InnerChord | null {
  const crossings: number[] = [];
  for (const ring of rings) {
    const { length } = ring;
    for (let i = 0; i < length; i += 2) {
      const x0 = ring[i] ?? 0;
      const y0 = ring[i + 1] ?? 0;
      const x1 = ring[(i + 2) % length] ?? 0;
      const y1 = ring[(i + 3) % length] ?? 0;
      // Half open, so that a corner on the line counts once.
      if (y0 <= y === y1 <= y) continue;
      crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    }
  }
  crossings.sort((a, b) => a - b);
  let best: InnerChord | null = null;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const from = crossings[i] ?? 0;
    const length = (crossings[i + 1] ?? from) - from;
    if (length > (best?.length ?? 0)) best = { x: from + length / 2, y, length };
  }
  return best;
}
