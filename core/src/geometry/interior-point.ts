/**
 * A point well inside a polygon with holes (flat x, y; rings closed or not, in any winding): the middle of its widest stretch
 * at the height where no vertex is for longest. `null` for a polygon without an inside.
 */
export function interiorPoint(rings: readonly Float64Array[]): readonly [x: number, y: number] | null {
  const heights = new Set<number>();
  for (const ring of rings) for (let i = 1; i < ring.length; i += 2) heights.add(ring[i] ?? 0);
  const sorted = Float64Array.from(heights).sort();
  const bands: { readonly y: number; readonly height: number }[] = [];
  for (let i = 1; i < sorted.length; i++) {
    const low = sorted[i - 1] ?? 0;
    const high = sorted[i] ?? 0;
    bands.push({ y: (low + high) / 2, height: high - low });
  }
  let best: readonly [number, number] | null = null;
  let widest = 0;
  for (const { y, height } of bands.toSorted((a, b) => b.height - a.height).slice(0, 3)) {
    const xs = crossingsAt(rings, y);
    for (let i = 1; i < xs.length; i += 2) {
      const width = ((xs[i] ?? 0) - (xs[i - 1] ?? 0)) * height;
      if (width > widest) {
        widest = width;
        best = [((xs[i] ?? 0) + (xs[i - 1] ?? 0)) / 2, y];
      }
    }
  }
  return best;
}

function crossingsAt(rings: readonly Float64Array[], height: number): Float64Array {
  const xs: number[] = [];
  for (const ring of rings) {
    const n = ring.length;
    let ax = ring[n - 2] ?? 0;
    let ay = ring[n - 1] ?? 0;
    for (let i = 0; i < n; i += 2) {
      const bx = ring[i] ?? 0;
      const by = ring[i + 1] ?? 0;
      if (ay > height !== by > height) xs.push(ax + ((bx - ax) * (height - ay)) / (by - ay));
      ax = bx;
      ay = by;
    }
  }
  return Float64Array.from(xs).sort();
}
