import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { surveyCsv, surveyTables, type WrittenSurvey } from '../../data-import/src/survey/testing/write-survey.ts';
import { writeSyntheticSurvey } from '../../data-import/src/testing/synthetic-survey.ts';
import type { DroppedFile } from './data-story-files.ts';
import { TOWN_ORIGIN } from './small-town.ts';

/** Where the surveys of these tests lie in EPSG:4549: about the origin of the small town. */
const NORTH = 4_421_150;
const EAST = 465_830;

/**
 * Two cities: `town` with one old main of its own, and `newtown`, of which nothing has been imported: what its scene
 * declares is a file that is not there.
 */
export async function writeCities(home: string): Promise<void> {
  const sources = join(home, 'sources');
  await mkdir(sources, { recursive: true });
  for (const { name, bytes } of filesOf(longMain(300))) await writeFile(join(sources, name), bytes);
  const survey = { crs: 'EPSG:4549', axes: 'northEast', profile: 'cjj61-2017' };
  await writeScene(home, 'town', { ...survey, path: '管点.csv', companions: ['管线.csv'] });
  await writeScene(home, 'newtown', { path: 'nothing/here.csv' });
}

async function writeScene(home: string, id: string, source: object): Promise<void> {
  const words = { en: id, zh: '新城' };
  const scene = {
    id,
    title: words,
    description: words,
    synthetic: true,
    frame: { origin: TOWN_ORIGIN, displayCrs: 'EPSG:4549' },
    heightDatum: { name: words, geoidOffsetM: 0, basis: words },
    sources: [{ kind: 'file', layer: 'old', title: words, ...source }],
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: [...TOWN_ORIGIN], distanceM: 900, headingDeg: 0, pitchDeg: -50 },
  };
  await mkdir(join(home, 'scenes', id), { recursive: true });
  await writeFile(join(home, 'scenes', id, 'scene.json'), JSON.stringify(scene));
}

/** Points of a survey without their lines, as text of about 9 MB: more than is looked at before the rest has come. */
export async function largePoints(folder: string): Promise<DroppedFile & { readonly rows: number }> {
  const survey = await writeSyntheticSurvey(folder, 120_000, 7);
  return { name: '管点表.csv', bytes: await readFile(survey.points), rows: survey.pointRows };
}

const POINTS = 40;
const APART_M = 25;

/**
 * A water main of 40 points 25 m apart with the 39 lines between them, in which nothing is to be found, in
 * the tables of CJJ 61; so many metres north of where the others lie.
 */
function longMain(northM = 0): WrittenSurvey {
  const id = (i: number) => `JS${i + 1}`;
  const isEnd = (i: number) => i === 0 || i === POINTS - 1;
  return {
    points: Array.from({ length: POINTS }, (_, i) => ({
      id: id(i),
      north: NORTH + northM,
      east: EAST + i * APART_M,
      groundM: 10,
      utility: 'water',
      ...(isEnd(i) ? { feature: 'cap' } : { feature: 'straight' }),
    })),
    lines: Array.from({ length: POINTS - 1 }, (_, i) => ({
      from: id(i),
      to: id(i + 1),
      utility: 'water',
      embedding: 'directBuried',
      size: '200',
      material: 'ductileIron',
      fromDepthM: 1.2,
      toDepthM: 1.2,
      builtYear: 2010,
    })),
  };
}

export const MAIN = { points: POINTS, lines: POINTS - 1 } as const;

/** The main as it was surveyed first. */
export function cleanTables(): readonly DroppedFile[] {
  return filesOf(longMain());
}

/** The same main surveyed anew: one line is younger. With `isBroken`, two lines name points that there are not. */
export function newerTables({ isBroken }: { readonly isBroken: boolean }): readonly DroppedFile[] {
  const survey = longMain();
  const lines = survey.lines.map((line, i) => {
    if (i === 4) return { ...line, builtYear: 2012 };
    if (isBroken && i === 10) return { ...line, to: 'JS99' };
    if (isBroken && i === 20) return { ...line, to: 'JS98' };
    return line;
  });
  return filesOf({ ...survey, lines });
}

/** The main with a depth of 0 at both ends of each of its lines: each of them is told of. */
export function manyFindings(): readonly DroppedFile[] {
  const { points, lines } = longMain();
  return filesOf({ points, lines: lines.map((line) => ({ ...line, fromDepthM: 0, toDepthM: 0 })) });
}

function filesOf(survey: WrittenSurvey): readonly DroppedFile[] {
  return surveyTables(survey).map((table) => ({ name: `${table.name}.csv`, bytes: text(surveyCsv(table)) }));
}

/** Points under headings that no standard has; `from` numbers the first. */
export function oddTable(name: string, from: number): DroppedFile {
  const rows = Array.from({ length: POINTS }, (_, i) => {
    const [north, east] = [NORTH - from, EAST + i * APART_M];
    return [`K${from + i}`, north.toFixed(2), east.toFixed(2), (4 + (i % 5) / 10).toFixed(2), '污水', '检查井'].join(
      ',',
    );
  });
  return { name, bytes: text(['pt no,coord a,coord b,H,type,feature', ...rows].join('\n')) };
}

/** Points whose only Chinese letter is one (a sluice) that, as GBK, is also an Armenian letter of UTF-8. */
export function misreadTable(): DroppedFile {
  const rows = Array.from({ length: 12 }, (_, i) =>
    [`Y${i + 1}`, (NORTH + i * 10).toFixed(2), EAST.toFixed(2), '5.10', '闸'].join(','),
  );
  return { name: 'wells.csv', bytes: new Uint8Array(iconv.encode(['no,X,Y,H,kind', ...rows].join('\n'), 'gbk')) };
}

/** Cameras by longitude and latitude: nothing in them tells whether they are shifted. */
export function degreesTable(): DroppedFile {
  const rows = Array.from({ length: 12 }, (_, i) =>
    [
      `1303020000131${String(i + 1).padStart(7, '0')}`,
      `路口${i + 1}`,
      (TOWN_ORIGIN[0] + i * 0.0005).toFixed(6),
      TOWN_ORIGIN[1].toFixed(6),
    ].join(','),
  );
  return { name: '摄像机.csv', bytes: text(['设备编码,设备名称,经度,纬度', ...rows].join('\n')) };
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
