import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { CityPoint } from '@undercroft/core/model/city-point';
import type { GridCell } from '@undercroft/core/model/grid-cell';
import { UNNAMED } from '@undercroft/core/model/map-feature';
import { squareRing } from './sample-map.ts';

/** A camera 4 m above the ground that looks east. */
export function samplePoint(sourceId: string, changes: Partial<CityPoint> = {}): CityFeature {
  const value: CityPoint = {
    kind: 'camera',
    sourceId,
    name: { zh: '东门', en: 'East Gate' },
    position: [10.3, 55.3],
    levelM: null,
    heightM: 4,
    code: '32010000001320000001',
    category: null,
    headingDeg: 90,
    fieldOfViewDeg: null,
    rangeM: 60,
    gridCell: null,
    address: null,
    owner: null,
    status: 'inUse',
    raw: { id: sourceId },
  };
  return { family: 'cityPoint', value: { ...value, ...changes } };
}

/** A cell of two squares, the first with a hole. */
export function sampleGridCell(sourceId: string, changes: Partial<GridCell> = {}): CityFeature {
  const value: GridCell = {
    sourceId,
    level: 'cell',
    code: '320102001001001',
    name: UNNAMED,
    polygons: [[squareRing(10.3, 55.3, 0.002), squareRing(10.3, 55.3, 0.001)], [squareRing(10.31, 55.3, 0.001)]],
    statedAreaM2: 60_000,
    manager: null,
    raw: { id: sourceId },
  };
  return { family: 'gridCell', value: { ...value, ...changes } };
}
