import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Middle of the story's city, longitude and latitude. */
const ORIGIN = [119.6, 39.93] as const;
const METRES_A_DEGREE = 111_320;
const SHRINK = Math.cos((ORIGIN[1] * Math.PI) / 180);

/** Longitude and latitude of a place so many metres east and north of the middle. */
export function placeAt(eastM: number, northM: number): readonly [lon: number, lat: number] {
  return [ORIGIN[0] + eastM / METRES_A_DEGREE / SHRINK, ORIGIN[1] + northM / METRES_A_DEGREE];
}

const CELL_M = 250;

/** Four cells about the middle, from the south-west to the north-east, and how many cases each has in January and in July. */
export const CELLS = [
  { number: 1, january: 3, july: 0 },
  { number: 2, january: 2, july: 4 },
  { number: 3, january: 0, july: 9 },
  { number: 4, january: 5, july: 17 },
].map(({ number, ...counts }) => ({
  ...counts,
  code: `13030200100100${number}`,
  westM: number % 2 === 1 ? -CELL_M : 0,
  southM: number <= 2 ? -CELL_M : 0,
}));

/** The case that the story is about: alone in the north-east corner of its cell, handled 26 minutes late, never verified. */
export const STORY_CASE = {
  code: 'AJ-2025-0715',
  eastM: 225,
  northM: 225,
  cell: CELLS[3]?.code ?? '',
  times: {
    report: '2025-07-15 08:30:00',
    register: '2025-07-15 08:31:00',
    dispatch: '2025-07-15 08:34:00',
    handle: '2025-07-15 13:00:00',
    verify: '',
    close: '2025-07-15 14:00:00',
  },
  /** Four hours after it was dispatched. */
  limit: '4小时',
} as const;

interface StoryRow {
  readonly code: string;
  readonly month: 1 | 7;
  readonly eastM: number;
  readonly northM: number;
  readonly cell: string;
}

/** All other cases stand in a row along the southern edge of their cell. */
const ROWS: readonly StoryRow[] = CELLS.flatMap(({ code, westM, southM, january, july }) =>
  Array.from({ length: january + july - (code === STORY_CASE.cell ? 1 : 0) }, (_, i) => ({
    code: `AJ-${code.slice(-1)}-${i}`,
    month: i < january ? (1 as const) : (7 as const),
    eastM: westM + 20 + i * 8,
    northM: southM + 25,
    cell: code,
  })),
);

/** Cases by month, the story's own among those of July. */
export const COUNTS = {
  all: ROWS.length + 1,
  july: ROWS.filter(({ month }) => month === 7).length + 1,
} as const;

/** Writes the scene `cases` and its files into a home: a grid and its cases, and nothing else. */
export async function writeCasesScene(home: string): Promise<void> {
  const sources = join(home, 'sources');
  const folder = join(home, 'scenes', 'cases');
  await mkdir(sources, { recursive: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(sources, 'cases.csv'), casesCsv());
  await writeFile(join(sources, 'grid.geojson'), gridGeojson());
  const file = { kind: 'file', crs: 'EPSG:4326' };
  const scene = {
    id: 'cases',
    title: both('City of cases', '案件之城'),
    description: both('A made-up grid and its cases.', '模拟的网格与案件。'),
    synthetic: true,
    frame: { origin: ORIGIN, displayCrs: 'EPSG:4549' },
    heightDatum: {
      name: both('1985 datum', '1985 国家高程基准'),
      geoidOffsetM: 0,
      basis: both('made up', '模拟'),
    },
    sources: [
      { ...file, layer: 'grid', title: both('Grid', '网格'), path: 'grid.geojson', profile: 'grid-gbt30428' },
      { ...file, layer: 'cases', title: both('Cases', '案件'), path: 'cases.csv', profile: 'cases-gbt30428' },
    ],
    attribution: [{ text: 'Made up', licence: 'CC0-1.0' }],
    utcOffsetMinutes: 480,
    camera: { target: ORIGIN, distanceM: 900, headingDeg: 0, pitchDeg: -89 },
  };
  await writeFile(join(folder, 'scene.json'), JSON.stringify(scene, null, 2));
}

function both(en: string, zh: string): { readonly en: string; readonly zh: string } {
  return { en, zh };
}

const HEADINGS =
  '案件编号,案件类型,大类代码,小类代码,小类名称,来源,经度,纬度,网格编码,处置部门,上报时间,立案时间,派遣时间,处置完成时间,核查时间,结案时间,处置时限,状态';

function casesCsv(): string {
  const rows = ROWS.map(({ code, month, eastM, northM, cell }) => {
    const day = `2025-${String(month).padStart(2, '0')}-10`;
    const times = ['09:00:00', '09:01:00', '09:03:00', '10:03:00', '10:30:00', '11:00:00'].map((t) => `${day} ${t}`);
    return [...headOf(code, eastM, northM, cell), ...times, '4小时', '已结案'].join(',');
  });
  const { code, eastM, northM, cell, times, limit } = STORY_CASE;
  const own = [...headOf(code, eastM, northM, cell), ...Object.values(times), limit, '已结案'].join(',');
  return `${[HEADINGS, ...rows, own].join('\n')}\n`;
}

function headOf(code: string, eastM: number, northM: number, cell: string): readonly string[] {
  const [lon, lat] = placeAt(eastM, northM);
  return [code, '事件', '02', '03', '占道广告牌', '热线', lon.toFixed(7), lat.toFixed(7), cell, '城管局'];
}

function gridGeojson(): string {
  const features = CELLS.map(({ code, westM, southM }) => {
    const corners = [
      [westM, southM],
      [westM + CELL_M, southM],
      [westM + CELL_M, southM + CELL_M],
      [westM, southM + CELL_M],
      [westM, southM],
    ] as const;
    const coordinates = [corners.map(([eastM, northM]) => placeAt(eastM, northM))];
    return { type: 'Feature', properties: { 网格编码: code }, geometry: { type: 'Polygon', coordinates } };
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}
