import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crsByCode, fromLonLat } from '../../core/src/geodesy/crs.ts';
import {
  surveyCsv,
  surveyTables,
  type WrittenLine,
  type WrittenPoint,
} from '../../data-import/src/survey/testing/write-survey.ts';
import { type TownPlace, townGroundM, townLonLat } from './small-town.ts';

/**
 * A water main beside the storm drain of the small town's third street, 7 m south of it:
 *
 * ```
 *   JS1 ---- JS2 ---- JS3 ---- JS4 ---- JS5      northing -54
 *   edge    valve     tee     valve     edge
 *                      |
 *                     JS6 customer               northing -60
 *   -60      -30       0       30        60      easting
 * ```
 */
export const WATER_NORTH_M = -54;

/** Outside of the main, metres: DN300 with walls of 8 mm. */
export const WATER_OUTER_M = 0.316;

const POINTS: readonly (Pick<WrittenPoint, 'id' | 'feature' | 'appurtenance'> & { readonly at: TownPlace })[] = [
  { id: 'JS1', feature: 'surveyEdge', at: [-60, WATER_NORTH_M] },
  { id: 'JS2', appurtenance: 'valve', at: [-30, WATER_NORTH_M] },
  { id: 'JS3', feature: 'tee', at: [0, WATER_NORTH_M] },
  { id: 'JS4', appurtenance: 'valve', at: [30, WATER_NORTH_M] },
  { id: 'JS5', feature: 'surveyEdge', at: [60, WATER_NORTH_M] },
  { id: 'JS6', feature: 'buildingEntry', at: [0, -60] },
];

const LINES: readonly (readonly [string, string])[] = [
  ['JS1', 'JS2'],
  ['JS2', 'JS3'],
  ['JS3', 'JS4'],
  ['JS4', 'JS5'],
  ['JS3', 'JS6'],
];

/** The source of the scene that holds the main; its files are written by `writeWaterMain`. */
export const WATER_MAIN_SOURCE = {
  kind: 'file',
  layer: 'water',
  title: { en: 'Water', zh: '给水' },
  path: 'town/water-points.csv',
  companions: ['town/water-lines.csv'],
  crs: 'EPSG:4549',
  axes: 'northEast',
  profile: 'cjj61-2017',
} as const;

export async function writeWaterMain(home: string): Promise<void> {
  const toPlane = fromLonLat(crsByCode('EPSG:4549'));
  const points = POINTS.map(({ at, ...point }): WrittenPoint => {
    const [east, north] = toPlane(...townLonLat(at));
    return { ...point, north, east, groundM: townGroundM(at), utility: 'water' };
  });
  const lines = LINES.map(
    ([from, to]): WrittenLine => ({
      from,
      to,
      utility: 'water',
      embedding: 'directBuried',
      size: '300',
      wallMm: 8,
      material: 'ductileIron',
      fromDepthM: 1.2,
      toDepthM: 1.2,
      builtYear: 2012,
    }),
  );
  const [pointTable, lineTable] = surveyTables({ points, lines });
  if (pointTable === undefined || lineTable === undefined) throw new Error('A survey has points and lines.');
  await writeFile(join(home, 'sources', 'town', 'water-points.csv'), surveyCsv(pointTable));
  await writeFile(join(home, 'sources', 'town', 'water-lines.csv'), surveyCsv(lineTable));
}
