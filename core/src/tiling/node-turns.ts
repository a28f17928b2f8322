import type { TileLink } from './tile-rows.ts';

/** Which way the things at a place face: radians anticlockwise from east, along the first conduit that ends there. */
export type NodeTurns = (position: readonly [lon: number, lat: number]) => number;

/** The turns of a tile's nodes from its links; where no link of the tile ends, things face east. */
export function nodeTurns(links: readonly TileLink[]): NodeTurns {
  const turns = new Map<string, number>();
  for (const { link } of links) {
    const { path } = link;
    const n = path.length / 2;
    if (n < 2) continue;
    const ends = [
      [0, 1],
      [n - 1, n - 2],
    ] as const;
    for (const [end, next] of ends) {
      const lon = path[end * 2] ?? 0;
      const lat = path[end * 2 + 1] ?? 0;
      const east = ((path[next * 2] ?? 0) - lon) * Math.cos((lat * Math.PI) / 180);
      const north = (path[next * 2 + 1] ?? 0) - lat;
      const key = keyOf(lon, lat);
      if ((east !== 0 || north !== 0) && !turns.has(key)) turns.set(key, Math.atan2(north, east));
    }
  }
  return ([lon, lat]) => turns.get(keyOf(lon, lat)) ?? 0;
}

/** A centimetre. */
function keyOf(lon: number, lat: number): string {
  return `${lon.toFixed(7)} ${lat.toFixed(7)}`;
}
