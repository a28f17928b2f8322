/**
 * Mitred offsets of a polygon: every side moves outwards by the same distance along its own normal, corners stay sharp.
 *
 * ```
 *      +-----------------+   corner i moves by  distance * m_i,
 *      |  +-----------+  |   m_i = (n_before + n_after) / (1 + n_before . n_after)
 *      |  |           |  |   so that m_i . n = 1 for both its sides
 * ```
 */

/** The vectors m_i, flat x, y, of a polygon running anticlockwise without equal neighbours or corners of 0 degrees. */
export function mitreVectors(polygon: Float64Array): Float64Array {
  const n = polygon.length / 2;
  const normals = outwardNormals(polygon);
  const mitres = new Float64Array(n * 2);
  for (let i = 0; i < n; i++) {
    const before = ((i + n - 1) % n) * 2;
    const bx = normals[before] ?? 0;
    const by = normals[before + 1] ?? 0;
    const ax = normals[i * 2] ?? 0;
    const ay = normals[i * 2 + 1] ?? 0;
    const scale = 1 / (1 + ax * bx + ay * by);
    mitres[i * 2] = (ax + bx) * scale;
    mitres[i * 2 + 1] = (ay + by) * scale;
  }
  return mitres;
}

/** Unit normals pointing out of a polygon running anticlockwise, flat x, y; number i belongs to the side from point i. */
export function outwardNormals(polygon: Float64Array): Float64Array {
  const n = polygon.length / 2;
  const normals = new Float64Array(n * 2);
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const dx = (polygon[j * 2] ?? 0) - (polygon[i * 2] ?? 0);
    const dy = (polygon[j * 2 + 1] ?? 0) - (polygon[i * 2 + 1] ?? 0);
    const length = Math.hypot(dx, dy);
    normals[i * 2] = dy / length;
    normals[i * 2 + 1] = -dx / length;
  }
  return normals;
}

/** The polygon with every point moved by `distanceM` times its mitre vector. It may cross itself where it was concave. */
export function offsetPolygon(polygon: Float64Array, mitres: Float64Array, distanceM: number): Float64Array {
  return polygon.map((value, i) => value + distanceM * (mitres[i] ?? 0));
}

/**
 * The first side that an offset would turn round (two walls that lean together meet before `distanceM`), by the number
 * of its first point; null when all keep their direction.
 */
export function collapsedSide(polygon: Float64Array, mitres: Float64Array, distanceM: number): number | null {
  const n = polygon.length / 2;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const dx = (polygon[j * 2] ?? 0) - (polygon[i * 2] ?? 0);
    const dy = (polygon[j * 2 + 1] ?? 0) - (polygon[i * 2 + 1] ?? 0);
    const mx = (mitres[j * 2] ?? 0) - (mitres[i * 2] ?? 0);
    const my = (mitres[j * 2 + 1] ?? 0) - (mitres[i * 2 + 1] ?? 0);
    if (dx * (dx + distanceM * mx) + dy * (dy + distanceM * my) <= 0) return i;
  }
  return null;
}
