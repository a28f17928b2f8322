/**
 * The outline of a patch of faces that share their edges, in plan: edges met in both directions lie inside and cancel, the
 * rest chain into rings.
 *
 * ```
 *    +---+---+        +-------+
 *    |  /|  /|   ->   |       |
 *    | / | / |        |       |
 *    +---+---+        +-------+
 * ```
 *
 * `faces` are rings of vertex numbers, all running the same way as seen from above (anticlockwise outer, clockwise holes).
 * Returns rings of vertex numbers, not closed: outer ones run anticlockwise, holes clockwise. Edges that belong to no
 * closed ring (broken meshes) are left out and counted in `loose`.
 */
export function patchOutline(faces: readonly (readonly number[])[]): {
  readonly rings: readonly (readonly number[])[];
  readonly loose: number;
} {
  const edges = openEdges(faces);
  const next = new Map<number, number[]>();
  for (const [from, to] of edges) {
    const ends = next.get(from);
    if (ends === undefined) next.set(from, [to]);
    else ends.push(to);
  }
  const rings: (readonly number[])[] = [];
  let loose = 0;
  for (const start of next.keys()) {
    for (;;) {
      const ring = ringFrom(start, next);
      if (ring === null) break;
      if (ring.closed) rings.push(ring.vertices);
      else loose += ring.vertices.length - 1;
    }
  }
  return { rings, loose };
}

function openEdges(faces: readonly (readonly number[])[]): readonly (readonly [number, number])[] {
  const counts = new Map<string, number>();
  for (const face of faces) {
    for (let i = 0; i < face.length; i++) {
      const from = face[i] ?? 0;
      const to = face[(i + 1) % face.length] ?? 0;
      if (from === to) continue;
      const back = `${to} ${from}`;
      const there = counts.get(back) ?? 0;
      if (there > 1) counts.set(back, there - 1);
      else if (there === 1) counts.delete(back);
      else counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([key, count]) => {
    const [from = 0, to = 0] = key.split(' ').map(Number);
    return Array.from({ length: count }, () => [from, to] as const);
  });
}

/** Follows open edges, using them up, until the first vertex comes again or there is no way on. */
function ringFrom(
  start: number,
  next: Map<number, number[]>,
): { readonly vertices: readonly number[]; readonly closed: boolean } | null {
  if ((next.get(start)?.length ?? 0) === 0) return null;
  const vertices = [start];
  for (let at = start; ; ) {
    const to = next.get(at)?.pop();
    if (to === undefined) return { vertices, closed: false };
    if (to === start) return { vertices, closed: true };
    vertices.push(to);
    at = to;
  }
}
