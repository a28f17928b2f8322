import { labelCandidates } from '@undercroft/core/map/label-candidates';
import { MAP_STYLES, type MapTheme } from '@undercroft/core/map/style';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type { DecodedTile } from '@undercroft/core/vector-tile/decoded-tile';
import { unprojectPoint } from '@undercroft/core/vector-tile/project';
import { PICTURE_PX } from './paint-picture.ts';
import type { MapLabel } from './painter-protocol.ts';

/** The names of a data tile with their places on the ground. */
export function mapLabels(
  tile: DecodedTile,
  address: TileAddress,
  theme: MapTheme,
  language: 'zh' | 'en',
): readonly MapLabel[] {
  const options = { tilePx: PICTURE_PX, language };
  return labelCandidates(tile, address, MAP_STYLES[theme], options).map((candidate) => {
    const { x, y, angle, roomPx, text, rank, sizePx, weight, colour, halo, haloPx } = candidate;
    const at = (dx: number, dy: number) => unprojectPoint(x + dx, y + dy, address, PICTURE_PX);
    const [lon, lat] = at(0, 0);
    const half = roomPx === null ? null : { x: (Math.cos(angle) * roomPx) / 2, y: (Math.sin(angle) * roomPx) / 2 };
    const along = half === null ? null : ([...at(-half.x, -half.y), ...at(half.x, half.y)] as const);
    return { text, lon, lat, along, rank, sizePx, weight, colour, halo, haloPx };
  });
}
