import { encode } from 'iconv-lite';
import { testDbf, testShp } from '../../data-import/src/tables/shapefile/test-shapefile.ts';
import { NUMBERS, PRJ, SHP } from './archive-cases.ts';
import { type BadFile, DEGREES, EAST, MAINS, type MadeFile, NORTH, type Verdict } from './bad-file.ts';

/** The same bytes with one number written over. */
function edited(bytes: Uint8Array, at: number, value: number, littleEndian: boolean): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setInt32(at, value, littleEndian);
  return copy;
}

interface Shapefile {
  readonly shp?: Uint8Array;
  readonly dbf?: Uint8Array | null;
  readonly prj?: string | null;
}

function shapefile(name: string, { shp = SHP, dbf = NUMBERS, prj = PRJ }: Shapefile, verdict: Verdict): BadFile {
  const files: MadeFile[] = [{ name: 'mains.shp', bytes: shp }];
  if (dbf !== null) files.push({ name: 'mains.dbf', bytes: dbf });
  if (prj !== null) files.push({ name: 'mains.prj', bytes: prj });
  return { name: `shapefile: ${name}`, files, profile: MAINS, verdict };
}

/** A shapefile of one line of two vertices with levels. */
function levelled(...z: readonly [number, number]): Uint8Array {
  const parts = (i: number) => [
    [
      [EAST, NORTH, z[0]],
      [EAST + i, NORTH + 10, z[1]],
    ],
  ];
  return testShp(
    13,
    [0, 1].map((i) => ({ type: 13, parts: parts(i) })),
  ).shp;
}

const CONTENT = 108;
const bad: Verdict = { accepted: false, codes: ['bad-geometry'], row: 1 };
const LOCAL_PRJ = 'LOCAL_CS["city grid",UNIT["Meter",1.0]]';
const GEOGRAPHIC_PRJ =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/** Lying headers, text in GBK, degrees under a projection in metres, unknown levels. */
export function shapefileCases(): readonly BadFile[] {
  const gbk = testDbf({
    fields: [
      { name: 'ID', type: 'C', length: 8 },
      { name: encode('材质', 'gbk'), type: 'C', length: 12 },
    ],
    rows: [
      ['W1', encode('球墨铸铁', 'gbk')],
      ['W2', encode('灰口铸铁', 'gbk')],
    ],
  });
  const { shp: degrees } = testShp(
    3,
    [0, 1].map(() => ({ type: 3, parts: [DEGREES] })),
  );
  const { shp: swapped } = testShp(
    3,
    [0, 1].map(() => ({
      type: 3,
      parts: [
        [
          [NORTH, EAST],
          [NORTH + 10, EAST],
        ],
      ],
    })),
  );
  const { shp: metres } = testShp(
    3,
    [0, 1].map(() => ({
      type: 3,
      parts: [
        [
          [1200, 800],
          [1210, 800],
        ],
      ],
    })),
  );
  const sound = { accepted: true, codes: [], features: { conduit: 2 } };
  return [
    shapefile('text in GBK without a .cpg', { dbf: gbk }, sound),
    shapefile(
      'a length in its header that is not its own',
      { shp: edited(SHP, 24, 7, false) },
      { accepted: true, codes: ['header-differs'], features: { conduit: 2 } },
    ),
    shapefile(
      'a record of no length',
      { shp: edited(SHP, 104, 0, false) },
      { accepted: false, codes: ['truncated-file'] },
    ),
    shapefile(
      'a record of gigabytes',
      { shp: edited(SHP, 104, 0x7fffffff, false) },
      { accepted: false, codes: ['truncated-file'] },
    ),
    shapefile(
      'a record of negative length',
      { shp: edited(SHP, 104, -4, false) },
      { accepted: false, codes: ['truncated-file'] },
    ),
    shapefile('a hundred million points', { shp: edited(SHP, CONTENT + 40, 100_000_000, true) }, bad),
    shapefile('points fewer than none', { shp: edited(SHP, CONTENT + 40, -1, true) }, bad),
    shapefile('a hundred million parts', { shp: edited(SHP, CONTENT + 36, 100_000_000, true) }, bad),
    shapefile('a part that begins backwards', { shp: edited(SHP, CONTENT + 44, -5, true) }, bad),
    shapefile('a shape of no known kind', { shp: edited(SHP, CONTENT, 99, true) }, bad),
    shapefile('a file of no known kind', { shp: edited(SHP, 32, 77, true) }, { refused: 'unsupported-content' }),
    shapefile(
      'no records',
      { shp: testShp(3, []).shp, dbf: testDbf({ fields: [{ name: 'ID', type: 'C', length: 8 }], rows: [] }) },
      { accepted: false, codes: ['no-features'] },
    ),
    shapefile(
      'cut in its header',
      { shp: SHP.subarray(0, 60) },
      { refused: 'unsupported-content', says: /mains\.shp.*ends at once/ },
    ),
    shapefile(
      'fewer attributes than shapes',
      { dbf: testDbf({ fields: [{ name: 'ID', type: 'C', length: 8 }], rows: [['W1']] }) },
      { accepted: false, codes: ['bad-record'], says: /Record 2 of "mains\.shp"/ },
    ),
    shapefile(
      'attributes that say they are four billion',
      { dbf: edited(NUMBERS, 4, -1, true) },
      { accepted: false, codes: ['truncated-file'], says: /4294967295/ },
    ),
    shapefile('no attributes', { dbf: null }, { accepted: true, codes: ['missing-companion'] }),
    shapefile(
      'no .prj',
      { prj: null },
      { accepted: false, codes: ['missing-crs'], says: /\(500000, 4421000\).*systems alike/ },
    ),
    shapefile('a .prj that is no WKT', { prj: 'PROJCS[[[[' }, { accepted: false, codes: ['missing-crs'] }),
    shapefile(
      'a .prj nested beyond all need',
      { prj: 'PROJCS['.repeat(50_000) },
      { accepted: false, codes: ['missing-crs'] },
    ),
    shapefile(
      'degrees under a projection in metres',
      { shp: degrees },
      { accepted: false, codes: ['outside-area-of-use'], says: /longitude and latitude|degrees/i, row: 1 },
    ),
    shapefile(
      'metres under a system in degrees',
      { prj: GEOGRAPHIC_PRJ },
      { accepted: false, codes: ['outside-area-of-use'], row: 1 },
    ),
    shapefile(
      'northing before easting',
      { shp: swapped },
      { accepted: false, codes: ['outside-area-of-use'], says: /swapped/, row: 1 },
    ),
    shapefile(
      'metres of a city grid under a national system',
      { shp: metres },
      { accepted: false, codes: ['outside-area-of-use'], row: 1 },
    ),
    shapefile(
      'a city grid that names nothing',
      { shp: metres, prj: LOCAL_PRJ },
      { accepted: false, codes: ['missing-crs'] },
    ),
    shapefile(
      'levels of -9999',
      { shp: levelled(-9999, -9999) },
      { accepted: true, codes: [], unknown: { invertM: 2, outerTopM: 2 } },
    ),
    shapefile(
      'levels of -1e39, which is none',
      { shp: levelled(-1e39, -1e39) },
      { accepted: true, codes: [], unknown: { invertM: 2, outerTopM: 2 } },
    ),
    shapefile(
      'levels of 0 at every vertex',
      { shp: levelled(0, 0) },
      { accepted: true, codes: ['zero-levels'], unknown: { invertM: 2, outerTopM: 2 } },
    ),
    shapefile(
      'a level that is no number',
      { shp: levelled(Number.NaN, 5) },
      { accepted: true, codes: [], unknown: { outerTopM: 2 } },
    ),
    shapefile(
      'a coordinate that is no number',
      {
        shp: testShp(3, [
          {
            type: 3,
            parts: [
              [
                [Number.NaN, NORTH],
                [EAST, NORTH],
              ],
            ],
          },
          {
            type: 3,
            parts: [
              [
                [EAST, NORTH],
                [EAST + 5, NORTH],
              ],
            ],
          },
        ]).shp,
      },
      bad,
    ),
    shapefile(
      'an infinite coordinate',
      {
        shp: testShp(3, [
          {
            type: 3,
            parts: [
              [
                [Number.POSITIVE_INFINITY, NORTH],
                [EAST, NORTH],
              ],
            ],
          },
          {
            type: 3,
            parts: [
              [
                [EAST, NORTH],
                [EAST + 5, NORTH],
              ],
            ],
          },
        ]).shp,
      },
      bad,
    ),
  ];
}
