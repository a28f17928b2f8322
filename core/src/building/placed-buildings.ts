import { BUILDING_USES } from '../model/map-feature.ts';
import type { TileFrame } from '../tiling/tile-frame.ts';
import type { TileBuilding } from './building-columns.ts';
import { type BuildingDrawnAs, drawnHeight, isAssumption } from './building-height.ts';
import type { FootprintRange, Footprints } from './footprints.ts';

/** A building with its footprint in the tile. */
export interface PlacedBuilding {
  readonly row: TileBuilding;
  readonly drawnAs: BuildingDrawnAs;
  readonly storeys: number | null;
  /** `null` for a footprint without area, of which nothing is drawn, and for a building drawn by its surveyed surfaces. */
  readonly range: FootprintRange | null;
}

interface PlacedOn {
  readonly groundLevelM: (row: TileBuilding) => number | null;
  readonly fallbackLevelM: number;
}

/**
 * The buildings of a tile in the order they are written in: those that look alike behind one another (what is assumed
 * after what is known, then by use, storeys, corners and the way they are turned), so that what is the same is said once.
 * The order is that of nothing else: any order of rows gives this one.
 */
export function placedBuildings(
  rows: readonly TileBuilding[],
  { groundLevelM, fallbackLevelM }: PlacedOn,
  frame: TileFrame,
  footprints: Footprints,
): readonly PlacedBuilding[] {
  const placed = rows.map((row) => {
    const height = drawnHeight(row.building);
    if (row.building.solid !== null) {
      return { key: keyOf(row, 'surveyed', null, null), row, drawnAs: 'surveyed' as const, storeys: null, range: null };
    }
    const groundM = groundLevelM(row);
    const fromM = groundM ?? fallbackLevelM;
    const drawnAs = groundM === null ? 'unknownGround' : height.drawnAs;
    const range = footprints.add(row.building.rings, fromM, fromM + height.heightM, frame);
    return { key: keyOf(row, drawnAs, height.storeys, range), row, drawnAs, storeys: height.storeys, range };
  });
  return placed.sort((a, b) => a.key - b.key || byId(a.row, b.row));
}

/** One whole number below 2^53, compared from its highest digit on. */
function keyOf(
  { building }: TileBuilding,
  drawnAs: BuildingDrawnAs,
  storeys: number | null,
  range: FootprintRange | null,
): number {
  const corners = range === null ? 0 : range.to - range.from;
  let key = isAssumption(drawnAs) ? 1 : 0;
  key = key * 16 + BUILDING_USES.indexOf(building.use);
  key = key * 1024 + Math.min(storeys ?? 0, 1023);
  key = key * 1024 + Math.min(corners, 1023);
  return key * 65_536 + (range?.turn ?? 0);
}

function byId(a: TileBuilding, b: TileBuilding): number {
  return a.featureId < b.featureId ? -1 : Number(a.featureId > b.featureId);
}
