/**
 * Where a line in space must be cut so that between cuts its levels run straight by plan length, as those of a link do.
 * `stations` are plan distances of the vertices from the first, `levels` their levels. Gives indices of inner vertices,
 * ascending. Levels that are not all known cut nothing: between known ends they are taken as straight.
 *
 * ```
 *   level |  *
 *         |     \ *----*      cut at the middle vertex, which lies off the straight line
 *         +--------------- station
 * ```
 */
export function levelBreaks(
  stations: ArrayLike<number>,
  levels: ArrayLike<number>,
  toleranceM: number,
): readonly number[] {
  const breaks: number[] = [];
  for (let i = 0; i < levels.length; i++) if (Number.isNaN(levels[i])) return breaks;
  const spans: [number, number][] = [[0, levels.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [first, last] = span;
    const worst = farthest(stations, levels, first, last, toleranceM);
    if (worst < 0) continue;
    breaks.push(worst);
    spans.push([first, worst], [worst, last]);
  }
  return breaks.toSorted((a, b) => a - b);
}

/** The vertex that lies farthest off the straight line between two others, -1 when all are within the tolerance. */
function farthest(
  stations: ArrayLike<number>,
  levels: ArrayLike<number>,
  first: number,
  last: number,
  toleranceM: number,
): number {
  const start = stations[first] ?? 0;
  const span = (stations[last] ?? 0) - start;
  const low = levels[first] ?? 0;
  const rise = (levels[last] ?? 0) - low;
  let worst = -1;
  let most = toleranceM;
  for (let i = first + 1; i < last; i++) {
    const share = span === 0 ? 0 : ((stations[i] ?? 0) - start) / span;
    const off = Math.abs((levels[i] ?? 0) - (low + rise * share));
    if (off <= most) continue;
    worst = i;
    most = off;
  }
  return worst;
}
