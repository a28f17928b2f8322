import { GRID_STYLES } from '@undercroft/core/map/grid-style';
import { labelCandidates } from '@undercroft/core/map/label-candidates';
import { MAP_STYLES, type MapTheme } from '@undercroft/core/map/style';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type { DecodedTile } from '@undercroft/core/vector-tile/decoded-tile';
import { unprojectPoint } from '@undercroft/core/vector-tile/project';
import { PICTURE_PX } from './paint-picture.ts';
import type { MapLabel, MapPicture } from './painter-protocol.ts';

const STYLES = { map: MAP_STYLES, grid: GRID_STYLES } as const;

/** The names of a data tile, of the map and of the grid, with their places on the ground. */
export function mapLabels(
  tile: DecodedTile,
  address: TileAddress,
  theme: MapTheme,
  language: 'zh' | 'en',
): readonly MapLabel[] {
  const options = { tilePx: PICTURE_PX, language };
  const at = (x: number, y: number) => unprojectPoint(x, y, address, PICTURE_PX);
  const labelsOf = (of: MapPicture): MapLabel[] =>
    labelCandidates(tile, address, STYLES[of][theme], options).map(({ x, y, angle, roomPx, ...look }) => {
      const [lon, lat] = at(x, y);
      const half = roomPx === null ? null : { x: (Math.cos(angle) * roomPx) / 2, y: (Math.sin(angle) * roomPx) / 2 };
      const along = half === null ? null : ([...at(x - half.x, y - half.y), ...at(x + half.x, y + half.y)] as const);
      return { ...look, of, lon, lat, along, isLevel: of === 'grid' };
    });
  return [...labelsOf('map'), ...labelsOf('grid')];
}
