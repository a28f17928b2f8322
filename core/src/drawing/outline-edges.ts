/** A line of an outline; closed where it is a whole one. */
export interface OutlineEdge {
  readonly points: readonly number[];
  readonly closed: boolean;
}

/** Points nearer than this are one, mm. */
const SAME_MM = 0.02;

/** Outlines without the sides that two of them share: the pieces of a bend read as one body. */
export function outlineEdges(outlines: readonly (readonly number[])[]): readonly OutlineEdge[] {
  if (outlines.length < 2) return outlines.map((points) => ({ points, closed: true }));
  return outlines.flatMap((points, i): readonly OutlineEdge[] => {
    const shared = sides(points).map((side) =>
      outlines.some((other, j) => j !== i && sides(other).some((one) => isSame(side, one))),
    );
    if (!shared.includes(true)) return [{ points, closed: true }];
    return sides(points).flatMap((side, k) => (shared[k] === true ? [] : [{ points: side, closed: false }]));
  });
}

function sides(flat: readonly number[]): readonly (readonly [number, number, number, number])[] {
  const n = flat.length;
  const out: [number, number, number, number][] = [];
  for (let i = 0; i < n; i += 2) {
    out.push([flat[i] ?? 0, flat[i + 1] ?? 0, flat[(i + 2) % n] ?? 0, flat[(i + 3) % n] ?? 0]);
  }
  return out;
}

function isSame(a: readonly [number, number, number, number], b: readonly [number, number, number, number]): boolean {
  const near = (p: number, q: number) => Math.abs(p - q) < SAME_MM;
  const along = near(a[0], b[0]) && near(a[1], b[1]) && near(a[2], b[2]) && near(a[3], b[3]);
  const against = near(a[0], b[2]) && near(a[1], b[3]) && near(a[2], b[0]) && near(a[3], b[1]);
  return along || against;
}
