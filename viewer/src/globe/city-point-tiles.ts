import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type { MapPainter } from '../map-painter/map-painter.ts';
import type { MapPoint } from '../map-painter/painter-protocol.ts';
import { labelTiles, labelZoom } from './base-map-label-tiles.ts';

/** The points about what is looked at, as far as their tiles have come. */
export interface PointsInView {
  /** Changes whenever any of it does. */
  readonly key: string;
  /** In the fine tiles about the middle, and in the coarse ones around those. */
  readonly points: readonly MapPoint[];
}

/** The points of a scene by their tiles, kept for the next view. */
export interface CityPointTiles {
  /** Tiles under way. */
  readonly pending: number;
  inView(lon: number, lat: number, metresPerPixel: number): PointsInView;
  setLanguage(language: 'zh' | 'en'): void;
  destroy(): void;
}

/** Tiles whose points are kept. */
const MOST_TILES = 240;

/** Finest zoom at which points are told apart: beyond it only those at one place are still near to each other. */
export const FINEST_POINT_ZOOM = 20;

export function cityPointTiles(
  painter: MapPainter,
  zooms: readonly [number, number],
  startLanguage: 'zh' | 'en',
  onChange: () => void,
): CityPointTiles {
  let language = startLanguage;
  let stop = new AbortController();
  let version = 0;
  const held = new Map<string, readonly MapPoint[]>();
  const asked = new Set<string>();
  let settled: readonly MapPoint[] = [];
  let last: PointsInView = { key: '', points: [] };

  const ask = (address: TileAddress, key: string): void => {
    if (asked.has(key)) return;
    asked.add(key);
    const { signal } = stop;
    painter
      .points(address, language, signal)
      .then((points) => {
        held.set(key, points);
        for (const oldest of held.keys()) {
          if (held.size <= MOST_TILES) break;
          held.delete(oldest);
        }
      })
      .catch(() => undefined)
      .finally(() => {
        if (!signal.aborted) asked.delete(key);
        onChange();
      });
    onChange();
  };

  return {
    get pending() {
      return asked.size;
    },
    inView(lon, lat, metresPerPixel) {
      const finest = labelZoom(metresPerPixel, lat, zooms);
      const tiles = labelTiles(lon, lat, finest, zooms).map((address) => {
        const name = `${address.z}/${address.x}/${address.y}`;
        return { address, name, points: held.get(name) };
      });
      const missing = tiles.filter(({ points }) => points === undefined);
      const key = `${version} ${tiles[0]?.name} ${missing.map(({ name }) => name).join()}`;
      if (key === last.key) return last;
      for (const { address, name } of missing) ask(address, name);
      const fine = new Set(tiles.flatMap(({ address }) => (address.z === finest ? [tileKey(address)] : [])));
      const found = tiles.flatMap(({ address, points = [] }) =>
        address.z === finest ? points : points.filter((point) => !fine.has(tileKey(tileOf(point, finest)))),
      );
      if (missing.length === 0) {
        settled = found;
        last = { key, points: found };
      } else {
        // Until all points of the new view have come, those of the last one stay.
        const ids = new Set(found.map(({ id }) => id));
        last = { key, points: [...found, ...settled.filter(({ id }) => !ids.has(id))] };
      }
      return last;
    },
    setLanguage(next) {
      if (next === language) return;
      language = next;
      version++;
      stop.abort();
      stop = new AbortController();
      held.clear();
      asked.clear();
      settled = [];
      last = { key: '', points: [] };
    },
    destroy: () => stop.abort(),
  };
}

const DEGREE = Math.PI / 180;

function tileOf({ lon, lat }: MapPoint, z: number): TileAddress {
  const side = 2 ** z;
  const sine = Math.sin(lat * DEGREE);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
  return { z, x: Math.floor(((lon + 180) / 360) * side), y };
}

/** One number for each tile of a zoom. */
function tileKey({ z, x, y }: TileAddress): number {
  return x * 2 ** z + y;
}
