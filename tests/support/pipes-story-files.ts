import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crsByCode, fromLonLat } from '../../core/src/geodesy/crs.ts';
import {
  surveyCsv,
  surveyTables,
  type WrittenLine,
  type WrittenPoint,
} from '../../data-import/src/survey/testing/write-survey.ts';
import { placeAt } from './cases-story-files.ts';

/** Levels of ground and of the axes of all mains, metres above the datum. */
export const GROUND_M = 10;
export const AXIS_M = 8.85;

/**
 * Three water mains from west to east, each 80 m long; in the second year the northern one was given up and the southern
 * one was laid:
 *
 * ```
 *   O1 ------- O2   20 m north   published first, not in the second survey
 *   K1 ------- K2    0 m         published first, DN300; DN400 in the second survey
 *   N1 ------- N2   20 m south   published second
 * ```
 */
export const MAINS = {
  old: { from: 'O1', to: 'O2', northM: 20 },
  kept: { from: 'K1', to: 'K2', northM: 0 },
  laid: { from: 'N1', to: 'N2', northM: -20 },
} as const;

export type StoryMain = keyof typeof MAINS;

const HALF_M = 40;

/** Writes the scene `pipes`, which is live, into a home; its survey is written by `writePipesSurvey`. */
export async function writePipesScene(home: string): Promise<void> {
  const folder = join(home, 'scenes', 'pipes');
  await mkdir(join(home, 'sources'), { recursive: true });
  await mkdir(folder, { recursive: true });
  const origin = placeAt(0, 0);
  const scene = {
    id: 'pipes',
    title: both('Street of three mains', '三管街'),
    description: both('A made-up survey and the next one.', '模拟的前后两次普查。'),
    synthetic: true,
    frame: { origin, displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('1985 datum', '1985 国家高程基准'), geoidOffsetM: 0, basis: both('made up', '模拟') },
    sources: [
      {
        kind: 'file',
        layer: 'water',
        title: both('Water', '给水'),
        path: 'water-points.csv',
        companions: ['water-lines.csv'],
        crs: 'EPSG:4549',
        axes: 'northEast',
        profile: 'cjj61-2017',
      },
    ],
    attribution: [{ text: 'Made up', licence: 'CC0-1.0' }],
    utcOffsetMinutes: 480,
    camera: { target: origin, distanceM: 110, headingDeg: 0, pitchDeg: -75 },
    live: {
      adapters: [{ kind: 'http', source: 'reports', title: both('Reports', '上报'), kinds: ['case'] }],
    },
  };
  await writeFile(join(folder, 'scene.json'), JSON.stringify(scene, null, 2));
}

/** Writes a survey of some of the mains, one size for all. */
export async function writePipesSurvey(home: string, mains: readonly StoryMain[], size: string): Promise<void> {
  const toPlane = fromLonLat(crsByCode('EPSG:4549'));
  const points = mains.flatMap((name): WrittenPoint[] => {
    const { from, to, northM } = MAINS[name];
    return [[from, -HALF_M] as const, [to, HALF_M] as const].map(([id, eastM]) => {
      const [east, north] = toPlane(...placeAt(eastM, northM));
      return { id, north, east, groundM: GROUND_M, utility: 'water', feature: 'surveyEdge' };
    });
  });
  const lines = mains.map((name): WrittenLine => {
    const { from, to } = MAINS[name];
    return { from, to, utility: 'water', embedding: 'directBuried', size, wallMm: 8, fromDepthM: 1, toDepthM: 1 };
  });
  const [pointTable, lineTable] = surveyTables({ points, lines });
  if (pointTable === undefined || lineTable === undefined) throw new Error('A survey has points and lines.');
  await writeFile(join(home, 'sources', 'water-points.csv'), surveyCsv(pointTable));
  await writeFile(join(home, 'sources', 'water-lines.csv'), surveyCsv(lineTable));
}

function both(en: string, zh: string): { readonly en: string; readonly zh: string } {
  return { en, zh };
}
