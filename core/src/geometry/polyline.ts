/** Distance along a polyline at each of its points, metres in plan; `stride` numbers a point, the first two x and y. */
export function planStations(line: Float64Array, stride: 2 | 3): Float64Array {
  const n = Math.floor(line.length / stride);
  const stations = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    const a = (i - 1) * stride;
    const b = i * stride;
    const step = Math.hypot((line[b] ?? 0) - (line[a] ?? 0), (line[b + 1] ?? 0) - (line[a + 1] ?? 0));
    stations[i] = (stations[i - 1] ?? 0) + step;
  }
  return stations;
}

/**
 * The axis of a conduit, flat x, y, z: its plan path (flat x, y) with levels running straight, by plan length, from
 * `fromLevelM` to `toLevelM`. A path without plan length is a riser and becomes two points. Equal neighbours are merged.
 */
export function axisOfPath(path: Float64Array, fromLevelM: number, toLevelM: number): Float64Array {
  const stations = planStations(path, 2);
  const n = stations.length;
  const total = stations[n - 1] ?? 0;
  if (total === 0) {
    const x = path[0] ?? 0;
    const y = path[1] ?? 0;
    return Float64Array.of(x, y, fromLevelM, x, y, toLevelM);
  }
  const axis: number[] = [];
  let before = -1;
  for (let i = 0; i < n; i++) {
    const station = stations[i] ?? 0;
    if (station === before) continue;
    before = station;
    axis.push(path[i * 2] ?? 0, path[i * 2 + 1] ?? 0, fromLevelM + ((toLevelM - fromLevelM) * station) / total);
  }
  return Float64Array.from(axis);
}
