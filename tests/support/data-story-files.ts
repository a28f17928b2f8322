import iconv from 'iconv-lite';
import { testDbf, testShp } from '../../data-import/src/tables/shapefile/test-shapefile.ts';
import { testZip } from '../../data-import/src/tables/zip/test-zip.ts';

/** A file as a person drops it. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** CGCS2000 3-degree zone with central meridian 120 E as QGIS writes it, without a code. */
const PRJ =
  'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",' +
  'DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],' +
  'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],' +
  'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],' +
  'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** Where the small town lies in that zone, metres. */
const EAST = 465_830;
const NORTH = 4_421_150;

/** Three water mains of 60 m, one behind the other; the middle one is `GS-2`. */
export function gbkShapefile(): DroppedFile {
  const length = 60;
  const shapes = [0, 1, 2].map((i) => ({
    type: 3,
    parts: [
      [
        [EAST + i * length, NORTH],
        [EAST + (i + 1) * length, NORTH],
      ],
    ],
  }));
  const { shp, shx } = testShp(3, shapes);
  const gbk = (text: string) => new Uint8Array(iconv.encode(text, 'gbk'));
  const field = (name: string, size: number) => ({ name: gbk(name), type: 'C', length: size });
  const number = (name: string) => ({ name: gbk(name), type: 'N', length: 10, decimals: 3 });
  const dbf = testDbf({
    fields: [
      field('管线编号', 20),
      field('管线类别', 20),
      field('材质', 20),
      field('管径', 10),
      number('起点高程'),
      number('终点高程'),
      field('权属单位', 40),
      field('所在道路', 40),
    ],
    rows: [0, 1, 2].map((i) => [
      `GS-${i + 1}`,
      gbk('给水'),
      gbk('球墨铸铁'),
      '300',
      (2.4 - i * 0.1).toFixed(3),
      (2.3 - i * 0.1).toFixed(3),
      gbk('海港区自来水公司'),
      gbk('河北大街'),
    ]),
  });
  const bytes = testZip([
    { name: '给水管线.shp', content: shp, flags: 0x800 },
    { name: '给水管线.shx', content: shx, flags: 0x800 },
    { name: '给水管线.dbf', content: dbf, flags: 0x800 },
    { name: '给水管线.prj', content: PRJ, flags: 0x800 },
  ]);
  return { name: '给水管线.zip', bytes };
}

/** Degrees of 100 m east and north at the small town, roughly. */
const STEP_LON = 0.00117;
const STEP_LAT = 0.0009;

/** Nine cells of a management grid, 3 x 3: a gap in the middle row, an overlap in the upper, each a tenth of a cell wide. */
export function gridWithGapAndOverlap(): DroppedFile {
  const west = 119.598;
  const south = 39.923;
  const rings = [0, 1, 2].flatMap((row) =>
    [0, 1, 2].map((column) => {
      const x0 = west + (column + (row === 1 && column === 1 ? 0.1 : 0)) * STEP_LON;
      const x1 = west + (column + 1 + (row === 2 && column === 0 ? 0.1 : 0)) * STEP_LON;
      const y0 = south + row * STEP_LAT;
      const y1 = y0 + STEP_LAT;
      return [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
        [x0, y0],
      ];
    }),
  );
  const features = rings.map((ring, i) => ({
    type: 'Feature',
    properties: { 网格编码: `130302001001${String(i + 1).padStart(3, '0')}`, 网格名称: `海滨路${i + 1}格` },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }));
  return { name: '单元网格.geojson', bytes: text(JSON.stringify({ type: 'FeatureCollection', features })) };
}

/** Points under headings that no standard has: nothing says which column is the northing. */
export function unknownTable(): DroppedFile {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const level = (4 + (i % 5) * 0.1).toFixed(2);
    return [`K${i + 1}`, (NORTH - 200).toFixed(2), (EAST + i * 25).toFixed(2), level, '污水', '检查井'].join(',');
  });
  return { name: 'points.csv', bytes: text(['pt no,coord a,coord b,H,type,feature', ...rows].join('\n')) };
}

/** A zip whose end is missing, as after a broken download. */
export function brokenZip(): DroppedFile {
  const whole = gbkShapefile().bytes;
  return { name: '给水管线-坏.zip', bytes: whole.slice(0, Math.floor(whole.length / 2)) };
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
