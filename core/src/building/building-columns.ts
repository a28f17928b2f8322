import { BUILDING_USES, type Building } from '../model/map-feature.ts';
import type { PropertyColumn } from '../tiling/property-table.ts';
import { BUILDING_DRAWN_AS, type BuildingDrawnAs } from './building-height.ts';

/** A building as the tile encoder reads it. */
export interface TileBuilding {
  readonly featureId: string;
  readonly building: Omit<Building, 'raw'>;
}

export const BUILDING_ENUMS = { buildingUse: BUILDING_USES, buildingDrawnAs: BUILDING_DRAWN_AS } as const;

/** Columns of the property table of buildings, one value a row; unknown is noData. */
export function buildingColumns(
  rows: readonly TileBuilding[],
  drawnAs: readonly BuildingDrawnAs[],
): readonly PropertyColumn[] {
  return [
    { name: 'id', type: 'string', values: rows.map((row) => row.featureId) },
    { name: 'name', type: 'string', values: rows.map(({ building }) => building.name.zh ?? building.name.en ?? '') },
    {
      name: 'use',
      type: 'enum',
      enumName: 'buildingUse',
      values: rows.map(({ building }) => BUILDING_USES.indexOf(building.use)),
    },
    { name: 'storeys', type: 'float', values: rows.map(({ building }) => building.storeys) },
    { name: 'heightM', type: 'float', values: rows.map(({ building }) => building.heightM) },
    {
      name: 'drawnAs',
      type: 'enum',
      enumName: 'buildingDrawnAs',
      values: drawnAs.map((each) => BUILDING_DRAWN_AS.indexOf(each)),
    },
  ];
}
