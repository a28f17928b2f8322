import { encode } from 'iconv-lite';
import { testMdb } from '../../data-import/src/tables/mdb/test-mdb.ts';
import { FIRST_DIRECTORY, floatBytes, testTiff } from '../../data-import/src/terrain/test-tiff.ts';
import { SMALL_INP } from '../../data-import/src/testing/inp.ts';
import {
  type BadFile,
  CRS,
  EAST,
  LINE_HEADINGS,
  NORTH,
  POINT_HEADINGS,
  type SurveyEdit,
  surveyFiles,
  text,
  type Verdict,
} from './bad-file.ts';

const CHINESE = { crs: CRS, axes: 'northEast' } as const;

function survey(name: string, edit: SurveyEdit, verdict: Verdict): BadFile {
  return { name: `survey: ${name}`, files: surveyFiles(edit), profile: 'cjj61-2017', georeference: CHINESE, verdict };
}

function table(name: string, bytes: string | Uint8Array, verdict: Verdict): BadFile {
  return {
    name: `CSV: ${name}`,
    files: text('points.csv', bytes),
    profile: 'cjj61-2017',
    georeference: CHINESE,
    verdict,
  };
}

const error = (code: string, row: number, field: string, says?: RegExp): Verdict => ({
  accepted: false,
  codes: [code],
  row,
  field,
  ...(says === undefined ? {} : { says }),
});
const warning = (code: string, row: number, field: string): Verdict => ({ accepted: true, codes: [code], row, field });

/** Cells of a survey that lie, and tables that are none. Rows count from 1, the headings are row 1. */
export function surveyCases(url: string): readonly BadFile[] {
  const points = surveyFiles()[0]?.bytes.toString() ?? '';
  const zoned = (i: number) => `${40_000_000 + EAST + i}`;
  return [
    survey('the sound one', {}, { accepted: true, codes: [], features: { node: 5, conduit: 4 } }),
    survey('a northing that is text', { point: [1, 1, '四百万'] }, error('missing-coordinates', 3, 'X')),
    survey('an easting of another zone', { point: [2, 2, zoned(0)] }, error('outside-area-of-use', 4, 'X', /zone/)),
    survey('a northing with a slip of a digit', { point: [2, 1, '5421060.00'] }, error('far-from-the-rest', 4, 'X')),
    survey('a northing beyond the pole', { point: [2, 1, '44210600.00'] }, error('outside-area-of-use', 4, 'X')),
    survey('coordinates that are empty', { point: [2, 1, ''] }, error('missing-coordinates', 4, 'X')),
    survey('axes that are swapped in one row', { point: [2, 1, `${EAST}.00`] }, error('outside-area-of-use', 4, 'X')),
    survey(
      'a point number that stands twice',
      { point: [2, 0, 'JS1'] },
      error('duplicate-point', 4, '管线点号', /JS1/),
    ),
    survey('no point number', { point: [2, 0, ''] }, error('point-number-missing', 4, '管线点号')),
    survey(
      'a line to a point that is not there',
      { line: [1, 1, 'JS99'] },
      error('missing-point', 3, '终点点号', /JS99/),
    ),
    survey('a line to itself', { line: [1, 1, 'JS1'] }, error('line-to-itself', 3, '终点点号')),
    survey('a depth above the ground', { line: [1, 2, '-3.5'] }, error('depth-above-ground', 3, '起点埋深')),
    survey('a depth of 60 m', { line: [1, 2, '60'] }, error('depth-too-great', 3, '起点埋深')),
    survey('a depth of 0', { line: [1, 2, '0'] }, warning('zero-depth', 3, '起点埋深')),
    survey('a depth of -9999', { line: [1, 2, '-9999'] }, { accepted: true, codes: [], unknown: { outerTopM: 1 } }),
    survey('a depth of -1e39', { line: [1, 2, '-1e39'] }, { accepted: true, codes: [], unknown: { outerTopM: 1 } }),
    survey('a depth that is a word', { line: [1, 2, '很深'] }, error('not-a-number', 3, '起点埋深')),
    survey('a depth of NaN', { line: [1, 2, 'NaN'] }, { accepted: true, codes: [], unknown: { outerTopM: 1 } }),
    survey('a depth with a decimal comma', { line: [1, 2, '"1,2"'] }, error('not-a-number', 3, '起点埋深')),
    survey('a ground level of 9999 m', { point: [2, 3, '9999'] }, warning('implausible-level', 4, '地面高程')),
    survey('a size nobody can read', { line: [1, 4, '三百'] }, warning('unreadable-size', 3, '管径')),
    survey('a size of 0', { line: [1, 4, '0'] }, { accepted: true, codes: [], unknown: { section: 1 } }),
    survey(
      'a utility that no list knows',
      { line: [1, 6, '蒸馏'] },
      { accepted: true, codes: ['unknown-code', 'unknown-depth-reference'], unknown: { utility: 6, outerTopM: 1 } },
    ),
    survey('a formula for a material', { line: [1, 5, '=cmd|calc!A1'] }, { accepted: true, codes: ['unknown-code'] }),
    survey('an address for a material', { line: [1, 5, url] }, { accepted: true, codes: ['unknown-code'] }),
    table('nothing', '', { refused: 'empty-file' }),
    table('blank lines alone', '\n\r\n , ,\n', { refused: 'empty-file' }),
    table('headings alone', `${POINT_HEADINGS}\n`, { accepted: false, codes: ['no-features'] }),
    table('bytes of nothing', new Uint8Array(5000), { refused: 'binary-file' }),
    table('a line of 10 MB', `${points}${'x'.repeat(10 * 1024 ** 2)},1\n`, { refused: 'line-too-long' }),
    table('a million columns', `${','.repeat(1_000_000)}x\n`, { refused: 'unsafe-file' }),
    table('a quotation mark that never closes', points.replace('JS1,', '"JS1,'), {
      accepted: true,
      codes: ['bad-quoting'],
      row: 3,
    }),
    table('a row with more cells than headings', points.replace('JS1,', 'JS1,1,2,3,'), {
      accepted: false,
      codes: ['long-row'],
      row: 3,
    }),
    table('a row with fewer', points.replace(/^JS1,.*$/m, 'JS1'), {
      accepted: false,
      codes: ['missing-coordinates', 'short-row'],
      row: 3,
    }),
    table('no heading that anybody knows', 'a,b,c\n1,2,3\n4,5,6\n', { accepted: false, codes: ['no-table-fits'] }),
    table('two columns for a coordinate', points.replace(POINT_HEADINGS, '管线点号,X,Y,X,特征,附属物'), {
      accepted: false,
      codes: ['ambiguous-column'],
    }),
    table('northings with a digit too many in every row', points.replaceAll(/,4421/g, ',44210'), {
      accepted: false,
      codes: ['outside-area-of-use'],
      row: 2,
      field: 'X',
    }),
    table('no coordinates', points.replaceAll(/^(JS\d),[^,]*,[^,]*/gm, '$1,,'), {
      accepted: false,
      codes: ['missing-coordinates'],
      row: 2,
    }),
    table('text in GB18030', encode(points, 'gb18030'), {
      accepted: true,
      codes: ['text-encoding'],
      says: /gb18030/,
      features: { node: 5 },
    }),
    table(
      'text in UTF-16 with an odd byte',
      Buffer.concat([encode(points, 'utf-16le', { addBOM: true }), Buffer.of(0x41)]),
      { accepted: false, codes: ['short-row'], row: 7 },
    ),
    table('half a character at its end', encode(points, 'gb18030').subarray(0, -3), {
      accepted: true,
      codes: ['short-row'],
      row: 6,
    }),
    {
      name: 'CSV: with a grid for a drawing beside it',
      files: [...surveyFiles(), { name: 'mains.geojson', bytes: '{"type":"FeatureCollection","features":[]}' }],
      profile: 'cjj61-2017',
      georeference: CHINESE,
      verdict: { refused: 'mixed-formats', says: /points\.csv.*import them one after the other/ },
    },
    {
      name: 'CSV: without a system',
      files: surveyFiles(),
      profile: 'cjj61-2017',
      verdict: { accepted: false, codes: ['missing-crs'], says: /northing first/ },
    },
    {
      name: 'CSV: with X read as easting',
      files: surveyFiles(),
      profile: 'cjj61-2017',
      georeference: { crs: CRS, axes: 'eastNorth' },
      verdict: { accepted: false, codes: ['outside-area-of-use'], says: /swapped/, row: 2, field: 'X' },
    },
    {
      name: 'CSV: in the zone beside its own',
      files: surveyFiles(),
      profile: 'cjj61-2017',
      georeference: { crs: 'EPSG:4528', axes: 'northEast' },
      verdict: { accepted: false, codes: ['outside-area-of-use'], says: /zone/, row: 2, field: 'X' },
    },
    {
      name: 'CSV: in degrees that are metres',
      files: surveyFiles(),
      profile: 'cjj61-2017',
      georeference: { crs: 'EPSG:4490', axes: 'northEast' },
      verdict: { accepted: false, codes: ['outside-area-of-use'], row: 2, field: 'X' },
    },
    {
      name: 'CSV: metres of a city grid',
      files: text('points.csv', `${POINT_HEADINGS}\nJS1,1200.5,800.25,5,直线点,\nJS2,1230.5,800.25,5,直线点,\n`),
      profile: 'cjj61-2017',
      georeference: CHINESE,
      verdict: { accepted: false, codes: ['outside-area-of-use'], row: 2, field: 'X' },
    },
    {
      name: 'CSV: lines whose points came in no table',
      files: surveyFiles().slice(1),
      profile: 'cjj61-2017',
      georeference: CHINESE,
      verdict: { accepted: false, codes: ['missing-point'], row: 2, field: '起点点号' },
    },
    {
      name: 'CSV: headings of lines over no rows',
      files: text('lines.csv', `${LINE_HEADINGS}\n`),
      profile: 'cjj61-2017',
      georeference: CHINESE,
      verdict: { accepted: false, codes: ['no-features'] },
    },
    ...databaseCases(),
  ];
}

const SAMPLE = testMdb([
  {
    name: 'JSPoint',
    columns: [
      { name: '管线点号', type: 'text' },
      { name: 'X', type: 'double' },
      { name: 'Y', type: 'double' },
    ],
    rows: Array.from({ length: 4 }, (_, i) => [`JS${i}`, NORTH + i * 9, EAST]),
  },
]);

function databaseCases(): readonly BadFile[] {
  const mdb = (name: string, bytes: Uint8Array, verdict: Verdict): BadFile => ({
    name: `Access: ${name}`,
    files: text('survey.mdb', bytes),
    profile: 'cjj61-2017',
    georeference: CHINESE,
    verdict,
  });
  const version = Buffer.from(SAMPLE);
  version.writeUInt8(9, 0x14);
  const looped = Buffer.from(SAMPLE);
  looped.fill(0xff, 4096 * 2, 4096 * 2 + 64);
  const lying = testMdb([
    {
      name: 'JSPoint',
      columns: [
        { name: '管线点号', type: 'text' },
        { name: 'X', type: 'double' },
        { name: 'Y', type: 'double' },
      ],
      rows: [['JS1', NORTH, EAST]],
      saidRows: 4_000_000,
    },
  ]);
  return [
    mdb('the sound one', SAMPLE, { accepted: true, codes: [], features: { node: 4 } }),
    mdb('cut within its pages', SAMPLE.subarray(0, SAMPLE.length - 4096), { refused: 'damaged-file' }),
    mdb('its first page alone', SAMPLE.subarray(0, 4096), { refused: 'damaged-file' }),
    mdb('a version that nobody knows', version, { refused: 'unsupported-content' }),
    mdb('a catalog of rubbish', looped, { refused: 'damaged-file' }),
    mdb('four million rows that it says it holds', lying, { accepted: false, codes: ['row-count-differs'] }),
  ];
}

/** Formats that say themselves what they hold. */
export function modelCases(url: string): readonly BadFile[] {
  const inp = (name: string, content: string, verdict: Verdict, crs: string | null = 'EPSG:25832'): BadFile => ({
    name: `SWMM: ${name}`,
    files: text('net.inp', content),
    ...(crs === null ? {} : { georeference: { crs } }),
    verdict,
  });
  const line = (content: string, needle: string) => content.slice(0, content.indexOf(needle)).split('\n').length;
  const city = (objects: unknown, rest: Readonly<Record<string, unknown>> = {}): string =>
    JSON.stringify({
      type: 'CityJSON',
      version: '2.0',
      transform: { scale: [1, 1, 1], translate: [0, 0, 0] },
      CityObjects: objects,
      vertices: [],
      ...rest,
    });
  const cityjson = (name: string, content: string, verdict: Verdict, crs: string | null = 'EPSG:28992'): BadFile => ({
    name: `CityJSON: ${name}`,
    files: text('city.json', content),
    ...(crs === null ? {} : { georeference: { crs } }),
    verdict,
  });
  const house = (boundaries: unknown) => ({
    house: { type: 'Building', geometry: [{ type: 'MultiSurface', lod: '1', boundaries }] },
  });
  const corners = [
    [155_000, 463_000, 0],
    [155_010, 463_000, 0],
    [155_010, 463_010, 0],
  ];
  const dxf = (name: string, content: string, verdict: Verdict): BadFile => ({
    name: `DXF: ${name}`,
    files: text('plan.dxf', content),
    profile: 'cjj61-2017',
    georeference: CHINESE,
    verdict,
  });
  const drawing = (body: string) => `0\nSECTION\n2\nENTITIES\n${body}0\nENDSEC\n0\nEOF\n`;
  const small = { width: 4, height: 2, chunks: [floatBytes([1, 2, 3, 4, 5, 6, 7, 8])] };
  const tiff = (name: string, bytes: Uint8Array, verdict: Verdict): BadFile => ({
    name: `GeoTIFF: ${name}`,
    files: text('ground.tif', bytes),
    verdict,
  });
  return [
    inp('a node that is not there', SMALL_INP.replace('C1 J1 J2', 'C1 J1 J9'), {
      accepted: false,
      codes: ['unknown-node'],
      row: line(SMALL_INP, 'C1 J1 J2'),
    }),
    inp('a length that is text', SMALL_INP.replace('C1 J1 J2 100', 'C1 J1 J2 long'), {
      accepted: false,
      codes: ['not-a-number'],
      row: line(SMALL_INP, 'C1 J1 J2'),
    }),
    inp('cut before its coordinates', SMALL_INP.slice(0, SMALL_INP.indexOf('[COORDINATES]')), {
      accepted: false,
      codes: ['missing-section'],
    }),
    inp('without a system', SMALL_INP, { accepted: false, codes: ['missing-crs'] }, null),
    inp(
      'files to use that are addresses',
      SMALL_INP.replace('[OPTIONS]', `[FILES]\nUSE RAINFALL ${url}rain\n[OPTIONS]`),
      { accepted: true, codes: [] },
    ),
    inp('a line of 100 kB', `${SMALL_INP}${'x '.repeat(50_000)}\n`, { refused: 'line-too-long' }),
    inp('an invert of -9999', SMALL_INP.replace('J1 10.0', 'J1 -9999'), {
      accepted: true,
      codes: ['implausible-level'],
    }),
    cityjson('cut off', city(house([[[0, 1, 2]]]), { vertices: corners }).slice(0, -9), {
      refused: 'unknown-format',
      says: /cut off/,
    }),
    cityjson('corners that are not there', city(house([[[0, 1, 999]]]), { vertices: corners }), {
      accepted: false,
      codes: ['bad-polygon', 'no-features'],
      says: /house/,
    }),
    cityjson(
      'surfaces nested beyond all need',
      city({}).replace(
        '"CityObjects":{}',
        `"CityObjects":{"a":{"type":"Building","geometry":[{"type":"Solid","lod":"1","boundaries":${'['.repeat(5000)}${']'.repeat(5000)}}]}}`,
      ),
      { accepted: false, codes: ['bad-polygon', 'no-features'] },
    ),
    cityjson(
      'a system that is an address',
      city(house([[[0, 1, 2]]]), { vertices: corners, metadata: { referenceSystem: `${url}crs` } }),
      { accepted: false, codes: ['missing-crs'] },
      null,
    ),
    cityjson(
      'parents that are their own children',
      city({
        a: { type: 'Building', children: ['b'], parents: ['b'] },
        b: { type: 'BuildingPart', children: ['a'], parents: ['a'] },
      }),
      { accepted: false, codes: ['no-features'] },
    ),
    cityjson(
      'textures and templates elsewhere',
      city(house([[[0, 1, 2]]]), {
        vertices: corners,
        appearance: { textures: [{ type: 'PNG', image: `${url}roof.png` }] },
      }),
      { accepted: true, codes: [] },
    ),
    dxf(
      'an entity that never ends',
      `0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n8\nJS\n${'10\n1\n20\n2\n'.repeat(200_000)}`,
      { accepted: false, codes: ['unfinished-line', 'outside-area-of-use'] },
    ),
    dxf('codes that are words', drawing('zero\nLINE\n'), {
      refused: 'unknown-format',
      says: /Line 5 of "plan\.dxf" wants a DXF group code; "zero"/,
    }),
    dxf('a reference to a drawing elsewhere', drawing(`0\nINSERT\n8\nJS\n2\nXREF\n1\n${url}x.dwg\n10\n1\n20\n1\n`), {
      accepted: false,
      codes: ['no-table-fits'],
    }),
    dxf('its binary form', 'AutoCAD Binary DXF\r\n\u001a\0rest', {
      refused: 'binary-file',
      says: /save it as ASCII DXF/,
    }),
    tiff('directories in a circle', testTiff({ ...small, next: FIRST_DIRECTORY }), { refused: 'bad-terrain' }),
    tiff('65535 x 65535 pixels', testTiff({ ...small, width: 65_535, height: 65_535 }), { refused: 'bad-terrain' }),
    tiff('several bands', testTiff({ ...small, tags: [[277, 3, [3]]] }), { refused: 'bad-terrain' }),
    tiff('cut off', testTiff(small).subarray(0, 100), { refused: 'bad-terrain' }),
    {
      name: 'OpenStreetMap: its first bytes and no more',
      files: text('x.osm.pbf', Uint8Array.of(0, 0, 0, 14, 10, 9, 79, 83, 77, 72, 101, 97, 100, 101, 114, 24, 100)),
      verdict: { refused: 'unknown-format', says: /cut off/ },
    },
    {
      name: 'a picture',
      files: text('photo.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0)),
      verdict: { refused: 'binary-file' },
    },
    { name: 'prose', files: text('readme.md', '# Survey\n\nNothing here.\n'), verdict: { refused: 'unknown-format' } },
  ];
}
