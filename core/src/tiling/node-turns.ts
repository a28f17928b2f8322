import { isBlock } from './joint.ts';
import type { TileLink, TileNode } from './tile-rows.ts';

/**
 * Which way the thing at a node faces: radians anticlockwise from east, along the first conduit that ends there; 0 for a
 * node without a form at which round conduits meet.
 */
export type NodeTurns = (row: Pick<TileNode, 'node' | 'incident'>) => number;

/** The turns of a tile's nodes from its links; where no link of the tile ends, things face east. */
export function nodeTurns(links: readonly TileLink[]): NodeTurns {
  let known: ReadonlyMap<string, number> | null = null;
  return ({ node: { form, position }, incident }) => {
    if ((form === null || form === undefined) && !incident.some(isBlock)) return 0;
    const [lon, lat] = position;
    known ??= turnsOf(links);
    return known.get(keyOf(lon, lat)) ?? 0;
  };
}

function turnsOf(links: readonly TileLink[]): ReadonlyMap<string, number> {
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
  return turns;
}

/** A centimetre. */
function keyOf(lon: number, lat: number): string {
  return `${lon.toFixed(7)} ${lat.toFixed(7)}`;
}
