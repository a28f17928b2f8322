import { encode } from 'iconv-lite';
import { DBF } from '../../data-import/src/tables/shapefile/test-samples.ts';
import { testDbf, testShp } from '../../data-import/src/tables/shapefile/test-shapefile.ts';
import { testRow, testWorkbook } from '../../data-import/src/tables/xlsx/test-workbook.ts';
import { type TestEntry, testZip } from '../../data-import/src/tables/zip/test-zip.ts';
import { type BadFile, CRS, EAST, MAINS, NORTH, text, type Verdict } from './bad-file.ts';

const at = (i: number) => [EAST + i * 10, NORTH];
export const { shp: SHP } = testShp(
  3,
  [0, 1].map((i) => ({ type: 3, parts: [[at(i), at(i + 1)]] })),
);
export const NUMBERS = testDbf({ fields: [{ name: 'ID', type: 'C', length: 8 }], rows: [['W1'], ['W2']] });
export const PRJ =
  'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
const SOUND: readonly TestEntry[] = [
  { name: 'mains.shp', content: SHP },
  { name: 'mains.dbf', content: NUMBERS },
  { name: 'mains.prj', content: PRJ },
];

/** A table of points whose cells are blank, megabytes of them. */
function blankTable(megabytes: number): Uint8Array {
  const fields = ['PID', 'PX', 'PY', 'A', 'B', 'C', 'D', 'E'].map((name) => ({ name, type: 'C', length: 250 }));
  const rows = Math.ceil((megabytes * 1024 ** 2) / 2001);
  const head = testDbf({ fields, rows: [], saidRecords: rows }).subarray(0, -1);
  const table = new Uint8Array(head.length + rows * 2001).fill(0x20);
  table.set(head);
  return table;
}

function zipped(name: string, entries: readonly TestEntry[], verdict: Verdict, saidCount?: number): BadFile {
  const bytes = testZip([...entries], saidCount);
  return { name: `zip: ${name}`, files: text('mains.zip', bytes), profile: MAINS, verdict };
}

const WHOLE = { conduit: 2 };
/** What is left out is an error: nobody knows what it would have held. */
const leftOut = (says: RegExp): Verdict => ({ accepted: false, codes: ['archive-entry-refused'], says });

/** zip bomb, slip, links, lying sizes, names. */
export function archiveCases(): readonly BadFile[] {
  const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31) % 251);
  return [
    zipped('the sound one the others are made from', SOUND, { accepted: true, codes: [], features: WHOLE }),
    zipped(
      'names that step out of their folder',
      [...SOUND, { name: '../../../tmp/out.shp', content: SHP }],
      leftOut(/out of its folder/),
    ),
    zipped(
      'names that step out by backslashes',
      [...SOUND, { name: 'a\\..\\..\\out.shp', content: SHP }],
      leftOut(/out of its folder/),
    ),
    zipped('an absolute name', [...SOUND, { name: '/etc/cron.d/out.shp', content: SHP }], leftOut(/absolute/)),
    zipped('a drive letter', [...SOUND, { name: 'C:\\out.shp', content: SHP }], leftOut(/drive letter/)),
    zipped(
      'a link to a file of the machine',
      [...SOUND, { name: 'secret.dbf', content: '/etc/passwd', stored: true, mode: 0o120777 }],
      leftOut(/link/),
    ),
    zipped('a device', [...SOUND, { name: 'null.dbf', content: '', mode: 0o020666 }], leftOut(/link or a device/)),
    zipped(
      'an encrypted entry',
      [...SOUND.slice(1), { name: 'mains.shp', content: SHP, flags: 1 }],
      leftOut(/encrypted/),
    ),
    zipped('a method nobody unpacks', [...SOUND, { name: 'more.shp', content: SHP, method: 14 }], leftOut(/method 14/)),
    {
      ...zipped('a bomb of 80 MB in 80 kB', [{ name: 'points.dbf', content: blankTable(80) }], {
        refused: 'unsafe-file',
        says: /times/,
      }),
      georeference: { crs: CRS },
    },
    zipped('60,000 entries', [...SOUND, ...Array.from({ length: 60_000 }, (_, i) => ({ name: `${i}`, content: '' }))], {
      refused: 'unsafe-file',
      says: /entries/,
    }),
    zipped(
      'an entry that is longer than it says',
      [...SOUND.slice(1), { name: 'mains.shp', content: SHP, saidSize: 7 }],
      { refused: 'unsupported-content', says: /damaged: its directory says 7 bytes/ },
    ),
    zipped(
      'an entry that is shorter than it says',
      [...SOUND.slice(1), { name: 'mains.shp', content: SHP, saidSize: 70_000 }],
      { refused: 'damaged-file' },
    ),
    zipped('a wrong checksum', [...SOUND.slice(1), { name: 'mains.shp', content: SHP, saidCrc: 1 }], {
      refused: 'damaged-file',
    }),
    zipped(
      'entries that share their bytes',
      [
        ...SOUND,
        { name: 'first.shx', content: noise },
        ...Array.from({ length: 30 }, (_, i) => ({ name: `${i}.shx`, content: noise, bytesOf: 3 })),
      ],
      { refused: 'unsafe-file', says: /overlap/ },
    ),
    zipped('fewer entries than it says', SOUND, { refused: 'damaged-file' }, 500),
    zipped('nothing', [], { refused: 'unsupported-content', says: /no \.shp and no \.dbf/ }),
    zipped('an archive within the archive', [...SOUND, { name: 'more.zip', content: testZip([...SOUND]) }], {
      accepted: true,
      codes: ['nested-archive'],
      features: WHOLE,
    }),
    zipped('two entries of one name', [...SOUND, { name: 'mains.dbf', content: DBF }], leftOut(/same name/)),
    zipped(
      'names in GBK',
      SOUND.map(({ name, content }) => ({ name: encode(`管线/给水.${String(name).slice(-3)}`, 'gbk'), content })),
      { accepted: true, codes: [], features: WHOLE },
    ),
    zipped('one half of a pair of files', SOUND.slice(1), { accepted: false, codes: ['no-table-fits'] }),
    {
      name: 'zip: cut in the middle',
      files: text('mains.zip', testZip([...SOUND]).subarray(0, 300)),
      profile: MAINS,
      verdict: { refused: 'damaged-file' },
    },
    ...workbookCases(),
  ];
}

const HEAD = testRow(1, ['管线点号', 'X', 'Y', '地面高程']);
const ROWS = HEAD + testRow(2, ['JS1', NORTH, EAST, 5]) + testRow(3, ['JS2', NORTH + 9, EAST, 5]);

function workbook(name: string, bytes: Uint8Array, verdict: Verdict): BadFile {
  return {
    name: `workbook: ${name}`,
    files: text('survey.xlsx', bytes),
    profile: 'cjj61-2017',
    georeference: { crs: CRS, axes: 'northEast' },
    verdict,
  };
}

const sheet = (rows: string) => testWorkbook({ sheets: [{ name: 'JSPoint', rows }] });
const part = (path: string, content: string | Uint8Array) =>
  testWorkbook({ sheets: [{ name: 'JSPoint', rows: ROWS }], parts: { [path]: content } });

/** XML: DOCTYPE, entities, nesting, encodings. */
function workbookCases(): readonly BadFile[] {
  const laughs =
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>';
  const links = (target: string) =>
    `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="${target}"/></Relationships>`;
  return [
    workbook('the sound one', sheet(ROWS), { accepted: true, codes: [], features: { node: 2 } }),
    workbook('entities that multiply', part('xl/worksheets/sheet1.xml', laughs), {
      refused: 'unsafe-file',
      says: /DOCTYPE/,
    }),
    workbook('a DOCTYPE after a comment', part('xl/workbook.xml', '<!-- x --><!DOCTYPE workbook><workbook/>'), {
      refused: 'unsafe-file',
    }),
    workbook('an entity that nobody declared', sheet(`${HEAD}<row r="2"><c t="str"><v>&secret;</v></c></row>`), {
      refused: 'damaged-file',
    }),
    workbook('200,000 elements within each other', sheet(HEAD + '<a>'.repeat(200_000)), { refused: 'unsafe-file' }),
    workbook(
      'a thousand attributes',
      sheet(`${HEAD}<row ${Array.from({ length: 1000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
      { refused: 'unsafe-file' },
    ),
    workbook('a name of 100,000 letters', sheet(`${HEAD}<${'r'.repeat(100_000)}/>`), {
      accepted: false,
      codes: ['no-features'],
    }),
    workbook('tags that do not close', sheet(`${HEAD}<row r="2"><c><v>1</c></row>`), { refused: 'damaged-file' }),
    workbook('a cell beyond the last column', sheet(`${HEAD}<row r="2"><c r="BDWGN2"><v>1</v></c></row>`), {
      refused: 'unsafe-file',
    }),
    workbook(
      'a sheet that lies outside the archive',
      part('xl/_rels/workbook.xml.rels', links('../../../../etc/passwd')),
      { refused: 'damaged-file' },
    ),
    workbook('a sheet that is a file of the machine', part('xl/_rels/workbook.xml.rels', links('file:///etc/passwd')), {
      refused: 'damaged-file',
    }),
    workbook('an archive without a workbook', testZip([{ name: 'xl/readme.xml', content: '<a/>' }]), {
      refused: 'damaged-file',
    }),
    workbook(
      'an error for a number',
      sheet(
        `${HEAD}<row r="2"><c t="inlineStr"><is><t>JS1</t></is></c><c t="e"><v>#REF!</v></c><c><v>${EAST}</v></c></row>${testRow(3, ['JS2', NORTH, EAST, 5])}`,
      ),
      { accepted: false, codes: ['missing-coordinates', 'cell-without-value'], row: 2 },
    ),
    workbook('no rows', sheet(HEAD), { accepted: false, codes: ['no-features'] }),
    workbook(
      'an encoding that nobody knows, over plain text',
      part(
        'xl/worksheets/sheet1.xml',
        `<?xml version="1.0" encoding="x-nowhere"?><worksheet><sheetData>${ROWS}</sheetData></worksheet>`,
      ),
      { accepted: true, codes: [], features: { node: 2 } },
    ),
    workbook(
      'text in GBK, which no workbook may have',
      part(
        'xl/worksheets/sheet1.xml',
        encode(`<?xml version="1.0" encoding="GBK"?><worksheet><sheetData>${ROWS}</sheetData></worksheet>`, 'gbk'),
      ),
      { refused: 'damaged-file' },
    ),
  ];
}
