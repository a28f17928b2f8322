import { encode } from 'iconv-lite';
import { mercatorOf, quartersTiff } from '../../data-import/src/imagery/test-picture.ts';
import { testExtract } from '../../data-import/src/readers/osm/test-extract.ts';
import { testGeoPackage } from '../../data-import/src/tables/geopackage/test-geopackage.ts';
import { testMdb } from '../../data-import/src/tables/mdb/test-mdb.ts';
import { testRow, testWorkbook } from '../../data-import/src/tables/xlsx/test-workbook.ts';
import { testZip } from '../../data-import/src/tables/zip/test-zip.ts';
import { deflated, floatBytes, testTiff } from '../../data-import/src/terrain/test-tiff.ts';
import { SMALL_INP } from '../../data-import/src/testing/inp.ts';
import { NUMBERS, SHP } from '../bad-files/archive-cases.ts';
import { collection, DEGREES, EAST, lineFeature, type MadeFile, NORTH, surveyFiles } from '../bad-files/bad-file.ts';
import { mainsTable } from '../bad-files/geopackage-cases.ts';

/** A sound file of a format; the first is damaged, the others go with it as they are. */
export interface Sample {
  readonly format: string;
  readonly files: readonly MadeFile[];
  readonly crs: string;
  readonly axes?: 'eastNorth' | 'northEast';
  /** Lines with a number and little else; left out, what the columns mean is proposed. */
  readonly profile?: 'mains';
}

const LEVELS = deflated(floatBytes([1, 2, 3, 4, 5, 6, 7, 8]));
const MANY = Array.from({ length: 40 }, (_, i) => i);
const [POINTS, TABLE_OF_LINES] = surveyFiles();
const FEATURES = [
  lineFeature('W1', DEGREES, { dn: 300, 材质: '球墨铸铁' }),
  lineFeature('W2', [...DEGREES, [119.61, 39.94, 3]]),
  '{"type":"Feature","id":"130302","properties":{"name":"海港区"},"geometry":{"type":"Polygon","coordinates":[[[119,39],[120,39],[120,40],[119,39]]]}}',
];

const EPANET = `[JUNCTIONS]
J1 100 2.5
J2 90
[TANKS]
T1 95 10 5 20 58 0
[PIPES]
P1 J1 J2 328.084 6 150 0 Open ;
P2 J2 T1 164.042 12 150 0 CV
[COORDINATES]
J1 586000 6135000
J2 586100 6135000
T1 586100 6135050
[VERTICES]
P1 586050 6135010
[OPTIONS]
Units GPM
[END]
`;

const HOUSE = JSON.stringify({
  type: 'CityJSON',
  version: '2.0',
  transform: { scale: [0.001, 0.001, 0.001], translate: [155_000, 463_000, 1] },
  metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/7415' },
  CityObjects: {
    house: {
      type: 'Building',
      attributes: { yearOfConstruction: 1987, storeysAboveGround: 2 },
      geometry: [{ type: 'MultiSurface', lod: '1', boundaries: [[[0, 1, 2, 3]], [[4, 5, 6, 7]], [[0, 1, 5, 4]]] }],
    },
  },
  vertices: [0, 6500].flatMap((z) => [
    [0, 0, z],
    [10_000, 0, z],
    [10_000, 20_000, z],
    [0, 20_000, z],
  ]),
});

const DRAWING = [
  '0\nSECTION\n2\nENTITIES\n',
  `0\nLINE\n5\nA1\n8\nJS\n10\n${EAST}\n20\n${NORTH}\n30\n7.5\n11\n${EAST + 9}\n21\n${NORTH}\n31\n7.4\n`,
  `0\nLWPOLYLINE\n5\nA2\n8\nJS\n90\n3\n70\n0\n10\n${EAST}\n20\n${NORTH}\n10\n${EAST + 3}\n20\n${NORTH + 4}\n`,
  `0\nINSERT\n5\nA3\n8\n检查井\n66\n1\n2\nJSJ\n10\n${EAST}\n20\n${NORTH}\n0\nATTRIB\n1\nJ1\n2\n点号\n0\nSEQEND\n`,
  '0\nENDSEC\n0\nEOF\n',
].join('');

const EXTRACT = testExtract(
  [
    { id: 1, lon: 7, lat: 43 },
    { id: 2, lon: 7.001, lat: 43 },
    { id: 3, lon: 7.001, lat: 43.001, tags: { man_made: 'surveillance', 'camera:direction': 'SW' } },
  ],
  [
    { id: 10, nodes: [1, 2, 3, 1], tags: { building: 'yes', 'building:levels': '6' } },
    { id: 11, nodes: [1, 2], tags: { highway: 'primary', name: 'Rue' } },
  ],
);

/** The test tables of every format that is read. */
export const SAMPLES: readonly Sample[] = [
  {
    format: 'csv in UTF-8',
    files: [POINTS, TABLE_OF_LINES].flatMap((file) => file ?? []),
    crs: 'EPSG:4549',
    axes: 'northEast',
  },
  {
    format: 'csv in GB18030',
    files: [{ name: 'points.csv', bytes: encode(POINTS?.bytes.toString() ?? '', 'gb18030') }],
    crs: 'EPSG:4549',
    axes: 'northEast',
  },
  {
    format: 'xlsx',
    files: [
      {
        name: 'survey.xlsx',
        bytes: testWorkbook({
          sheets: [
            {
              name: 'JSPoint',
              rows:
                testRow(1, ['管线点号', 'X', 'Y', '地面高程']) +
                MANY.map((i) => testRow(i + 2, [`JS${i}`, NORTH + i, EAST + i, 5 + i / 10])).join(''),
            },
          ],
        }),
      },
    ],
    crs: 'EPSG:4549',
    axes: 'northEast',
  },
  {
    format: 'mdb',
    files: [
      {
        name: 'survey.mdb',
        bytes: testMdb([
          {
            name: 'JSPoint',
            columns: [
              { name: '管线点号', type: 'text' },
              { name: 'X', type: 'double' },
              { name: 'Y', type: 'double' },
              { name: '备注', type: 'memo' },
            ],
            rows: MANY.map((i) => [`JS${i}`, NORTH + i, EAST + i, '备注']),
          },
        ]),
      },
    ],
    crs: 'EPSG:4549',
    axes: 'northEast',
  },
  { format: 'shapefile: .shp', files: shapefile('shp', 'dbf'), crs: 'EPSG:4549', profile: 'mains' },
  { format: 'shapefile: .dbf', files: shapefile('dbf', 'shp'), crs: 'EPSG:4549', profile: 'mains' },
  {
    format: 'shapefile: .zip',
    files: [
      {
        name: 'mains.zip',
        bytes: testZip([
          { name: 'mains.shp', content: SHP },
          { name: 'mains.dbf', content: NUMBERS, stored: true },
        ]),
      },
    ],
    crs: 'EPSG:4549',
    profile: 'mains',
  },
  {
    format: 'geopackage',
    files: [{ name: 'mains.gpkg', bytes: testGeoPackage(mainsTable) }],
    crs: 'EPSG:4549',
    profile: 'mains',
  },
  { format: 'geojson', files: [{ name: 'mains.geojson', bytes: collection(FEATURES) }], crs: 'EPSG:4326' },
  { format: 'geojson by lines', files: [{ name: 'mains.ndjson', bytes: FEATURES.join('\n') }], crs: 'EPSG:4326' },
  {
    format: 'json list',
    files: [
      {
        name: 'cameras.json',
        bytes: JSON.stringify({
          markers: MANY.map((i) => ({ id: `${i}`, latitude: `${40 + i / 99}`, longitude: `${-73 - i / 99}` })),
        }),
      },
    ],
    crs: 'EPSG:4326',
  },
  { format: 'dxf', files: [{ name: 'plan.dxf', bytes: DRAWING }], crs: 'EPSG:4549' },
  { format: 'swmm', files: [{ name: 'sewer.inp', bytes: SMALL_INP }], crs: 'EPSG:25832' },
  { format: 'epanet', files: [{ name: 'water.inp', bytes: EPANET }], crs: 'EPSG:25832' },
  { format: 'cityjson', files: [{ name: 'city.json', bytes: HOUSE }], crs: 'EPSG:28992' },
  {
    format: 'geotiff of levels',
    files: [{ name: 'ground.tif', bytes: testTiff({ width: 4, height: 2, compression: 8, chunks: [LEVELS] }) }],
    crs: 'EPSG:4326',
  },
  {
    format: 'geotiff of colours',
    files: [{ name: 'picture.tif', bytes: quartersTiff(16, mercatorOf(10, 55), 0.5) }],
    crs: 'EPSG:3857',
  },
  { format: 'osm', files: [{ name: 'town.osm.pbf', bytes: EXTRACT }], crs: 'EPSG:4326' },
];

function shapefile(...endings: readonly ('shp' | 'dbf')[]): readonly MadeFile[] {
  return endings.map((ending) => ({ name: `mains.${ending}`, bytes: ending === 'shp' ? SHP : NUMBERS }));
}
