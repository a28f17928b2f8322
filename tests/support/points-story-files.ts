import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testTiff } from '../../data-import/src/terrain/test-tiff.ts';
import { TOWN_ORIGIN } from './small-town.ts';
import { writeTown } from './small-town-files.ts';

/** Metres of a degree of latitude; the story is drawn small, so one figure serves. */
const METRES_A_DEGREE = 111_320;
const SHRINK = Math.cos((TOWN_ORIGIN[1] * Math.PI) / 180);

/** Longitude and latitude of a place so many metres east and north of the town's middle. */
export function placeAt(eastM: number, northM: number): readonly [lon: number, lat: number] {
  const [lon, lat] = TOWN_ORIGIN;
  return [lon + eastM / METRES_A_DEGREE / SHRINK, lat + northM / METRES_A_DEGREE];
}

/** A camera of the story. */
export interface StoryCamera {
  readonly code: string;
  readonly name: string;
  readonly eastM: number;
  readonly northM: number;
  readonly headingDeg: number;
  readonly cell: string;
}

const COLUMNS = 20;
const ROWS = 15;
const APART_M = 24;

/** Four cells of 250 m about the town's middle, from the south-west to the north-east. */
const CELL_M = 250;
export const CELLS = [1, 2, 3, 4].map((number) => ({
  code: `13030200100200${number}`,
  name: `${number} 号网格`,
  westM: number % 2 === 1 ? -CELL_M : 0,
  southM: number <= 2 ? -CELL_M : 0,
}));

/** 300 cameras in 15 rows of 20, 24 m apart; those of even number look south. */
export const CAMERAS: readonly StoryCamera[] = Array.from({ length: COLUMNS * ROWS }, (_, i) => {
  const eastM = ((i % COLUMNS) - (COLUMNS - 1) / 2) * APART_M;
  const northM = (Math.floor(i / COLUMNS) - (ROWS - 1) / 2) * APART_M + 5;
  const cell = CELLS.find(
    ({ westM, southM }) => eastM >= westM && eastM < westM + CELL_M && northM >= southM && northM < southM + CELL_M,
  );
  return {
    code: `1303020000131${String(i + 1).padStart(7, '0')}`,
    name: `第 ${i + 1} 号摄像机`,
    eastM,
    northM,
    headingDeg: i % 2 === 0 ? 180 : 45,
    cell: cell?.code ?? '',
  };
});

/** Side of the picture, metres on the map of web Mercator, and where its middle lies, metres from the town's. */
export const PICTURE = { sideM: 256, eastM: -420, northM: 60 } as const;

/** Colours of its quarters: north-west, north-east, south-west, south-east. */
export const QUARTERS = [
  [210, 20, 20],
  [20, 190, 20],
  [20, 20, 210],
  [230, 220, 20],
] as const;

/** Writes the scene `points` and its files into a home: the small town with cameras, a grid and an aerial picture. */
export async function writePointsScene(home: string): Promise<void> {
  const sources = join(home, 'sources');
  await mkdir(sources, { recursive: true });
  await writeFile(join(sources, 'cameras.csv'), camerasCsv());
  await writeFile(join(sources, 'grid.geojson'), gridGeojson());
  await writeFile(join(sources, 'picture.tif'), picture());
  const file = { kind: 'file', crs: 'EPSG:4326' };
  await writeTown(home, 'points', [
    { ...file, layer: 'cctv', title: both('Cameras', '摄像机'), path: 'cameras.csv', profile: 'cameras-gbt28181' },
    { ...file, layer: 'grid', title: both('Grid', '网格'), path: 'grid.geojson', profile: 'grid-gbt30428' },
    {
      kind: 'imagery',
      layer: 'flight',
      title: both('Flight of 2024', '2024 年航摄'),
      path: 'picture.tif',
      attribution: { text: 'The flyers', licence: 'CC0-1.0' },
    },
  ]);
}

function both(en: string, zh: string): { readonly en: string; readonly zh: string } {
  return { en, zh };
}

function camerasCsv(): string {
  const rows = CAMERAS.map(({ code, name, eastM, northM, headingDeg, cell }) => {
    const [lon, lat] = placeAt(eastM, northM);
    return [code, name, lon.toFixed(7), lat.toFixed(7), 6, headingDeg, 60, 40, cell].join(',');
  });
  return `国标编码,设备名称,经度,纬度,安装高度,朝向,视场角,可视距离,所属网格\n${rows.join('\n')}\n`;
}

function gridGeojson(): string {
  const features = CELLS.map(({ code, name, westM, southM }) => {
    const corners = [
      [westM, southM],
      [westM + CELL_M, southM],
      [westM + CELL_M, southM + CELL_M],
      [westM, southM + CELL_M],
      [westM, southM],
    ] as const;
    const coordinates = [corners.map(([eastM, northM]) => placeAt(eastM, northM))];
    return {
      type: 'Feature',
      properties: { 网格编码: code, 网格名称: name },
      geometry: { type: 'Polygon', coordinates },
    };
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

const EARTH_RADIUS_M = 6_378_137;
const DEGREE = Math.PI / 180;

/** A GeoTIFF of 64 x 64 pixels in web Mercator whose quarters have one colour each. */
function picture(): Uint8Array {
  const side = 64;
  const bytes = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const quarter = QUARTERS[(y < side / 2 ? 0 : 2) + (x < side / 2 ? 0 : 1)];
      bytes.set(quarter ?? [0, 0, 0], (y * side + x) * 3);
    }
  }
  const [lon, lat] = placeAt(PICTURE.eastM, PICTURE.northM);
  const x = lon * DEGREE * EARTH_RADIUS_M;
  const y = Math.asinh(Math.tan(lat * DEGREE)) * EARTH_RADIUS_M;
  return testTiff({
    width: side,
    height: side,
    bits: 8,
    format: 1,
    epsg: 3857,
    projected: true,
    scale: PICTURE.sideM / side,
    corner: [x - PICTURE.sideM / 2, y + PICTURE.sideM / 2],
    chunks: [bytes],
    tags: [
      [258, 3, [8, 8, 8]],
      [262, 3, [2]],
      [277, 3, [3]],
      [339, 3, [1, 1, 1]],
    ],
  });
}
