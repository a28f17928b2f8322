import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { type ByteSource, memorySource } from '../../readers/byte-source.ts';
import { allRows, withTables } from '../../testing/table-rows.ts';
import type { RawRow } from '../table-format.ts';
import { featureParts, type GeoJsonLayout, layoutOf } from './feature-parts.ts';
import { GEOJSON_FORMAT } from './geojson-format.ts';
import { rowMaker } from './row-maker.ts';
import { surveyFeatures } from './survey-features.ts';

interface Ways {
  readonly parsed: readonly RawRow[];
  readonly taken: number;
}

/** Rows as they come of parsed features, and how many of them are read out of the bytes when they are not parsed. */
async function bothWays(source: ByteSource): Promise<Ways> {
  const layout: GeoJsonLayout = await layoutOf(source);
  const survey = await surveyFeatures(source, layout);
  const parser = rowMaker(survey.layout, 'a');
  const parsed: RawRow[] = [];
  for await (const part of featureParts(source, layout, null)) {
    if (part.kind === 'features') parsed.push(...parser.rows(part));
  }
  const reader = rowMaker(survey.layout, 'a');
  let taken = 0;
  for await (const part of featureParts(source, layout, reader)) {
    if (part.kind === 'rows') taken += part.rows.length;
    else if (part.kind === 'features') reader.rows(part);
  }
  expect(reader.closing()).toEqual(parser.closing());
  expect(reader.count).toBe(parser.count);
  return { parsed, taken };
}

/** The rows that the format gives, without what the end of a broken file adds to the last. */
async function rowsOf(source: ByteSource): Promise<readonly RawRow[]> {
  const rows = await withTables(GEOJSON_FORMAT, [source], (file) => allRows(file));
  const closing = new Set(['truncated-file', 'late-property', 'crs-found-late']);
  return rows.map((row) => ({ ...row, issues: row.issues.filter(({ code }) => !closing.has(code)) }));
}

/** Expects both ways to give the same rows, or to refuse the file; gives how many rows were read out of the bytes. */
async function expectAlike(name: string, text: string): Promise<number> {
  const source = memorySource(name, text);
  const ways = await bothWays(source).catch((error: unknown) => error);
  if (ways instanceof ImportError) {
    await expect(rowsOf(source)).rejects.toThrow(ways.message);
    return 0;
  }
  if (ways instanceof Error) throw ways;
  const { parsed, taken } = ways as Ways;
  if (parsed.length > 0) expect(await rowsOf(source)).toEqual(parsed);
  return taken;
}

const collection = (features: readonly string[]) => `{"type":"FeatureCollection","features":[${features.join(',')}]}`;

const degrees = fc.oneof(
  fc.double({ min: -180, max: 180, noNaN: true }).map((value) => JSON.stringify(value)),
  fc.integer({ min: -90, max: 90 }).map(String),
  fc.constantFrom('1e1', '-2.5E-1', '0.1000000000000000055511151231257827', '-0', '71.35926886461675'),
);
const blank = fc.constantFrom('', '', '', ' ', '\r\n', '\t ');
const list = (items: fc.Arbitrary<string>, least: number, most: number) =>
  fc
    .tuple(fc.array(items, { minLength: least, maxLength: most }), blank)
    .map(([texts, space]) => `[${space}${texts.join(`${space},${space}`)}${space}]`);
const position = fc.oneof({ weight: 6, arbitrary: list(degrees, 2, 2) }, list(degrees, 3, 3), list(degrees, 0, 4));
const line = list(position, 0, 6);
/** Closed by its first position; now and then it is not. */
const ring = fc
  .tuple(fc.array(position, { minLength: 3, maxLength: 8 }), fc.integer({ min: 0, max: 9 }))
  .map(([positions, open]) => `[${[...positions, ...(open === 0 ? [] : positions.slice(0, 1))].join(',')}]`);
const coordinates = fc.oneof(
  position.map((text) => ['Point', text]),
  line.map((text) => ['MultiPoint', text]),
  line.map((text) => ['LineString', text]),
  list(line, 0, 3).map((text) => ['MultiLineString', text]),
  list(ring, 1, 3).map((text) => ['Polygon', text]),
  list(list(ring, 1, 2), 0, 3).map((text) => ['MultiPolygon', text]),
  list(ring, 1, 1).map((text) => ['LineString', text]),
);
const geometry = fc.oneof(
  { weight: 10, arbitrary: coordinates.map(([type, text]) => `{"type":"${type}","coordinates":${text}}`) },
  coordinates.map(([type, text]) => `{ "coordinates" : ${text} , "bbox":[1,2,3,4], "type" : "${type}" }`),
  coordinates.map(([type, text]) => `{"type":"${type}","coordinates":${text},"coordinates":[1,2]}`),
  fc.constantFrom('null', '{}', '7', '{"type":"GeometryCollection","geometries":[]}'),
);
const string = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 50 }).map((text) => JSON.stringify(text)),
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.constantFrom(
    '"  yes "',
    '""',
    '"\\u4e2d\\/\\"x"',
    '"\\ud83d\\ude00"',
    '"\\ud800"',
    '"管线"',
    '"\u00a0"',
    '"a\\\\"',
  ),
);
const value = fc.oneof(
  { weight: 4, arbitrary: string },
  fc.double().map((number) => JSON.stringify(number)),
  fc.constantFrom('null', 'true', 'false', '-0.0', '1e999', '12345678901234567890', '9007199254740993', '1E2'),
  fc.json({ maxDepth: 3, noUnicodeString: false }).filter((text) => !/\d{15}/.test(text)),
);
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('"id"', '"name"', '"levels"', '"n\\u0061me"', '"__proto__"', '"1"') },
  string,
);
const properties = fc
  .tuple(fc.array(fc.tuple(key, value), { maxLength: 5 }), blank)
  .map(([members, space]) => `{${members.map(([k, v]) => `${space}${k}${space}:${space}${v}${space}`).join(',')}}`);
const feature = fc
  .tuple(
    fc.oneof({ weight: 8, arbitrary: properties }, fc.constantFrom('null', '[]', '"x"')),
    geometry,
    fc.oneof({ weight: 6, arbitrary: fc.constant('') }, value),
    fc.oneof({ weight: 9, arbitrary: fc.constant('"Feature"') }, fc.constantFrom('"Faeture"', 'null')),
    fc.shuffledSubarray([0, 1, 2, 3], { minLength: 3 }),
    blank,
  )
  .map(([props, shape, id, type, order, space]) => {
    const members = [
      `"type"${space}:${space}${type}`,
      `"properties":${props}`,
      `"geometry":${space}${shape}`,
      id === '' ? '"bbox":[1,2,3,4]' : `"id":${id}`,
    ];
    return `${space}{${space}${order.map((i) => members[i]).join(`${space},`)}}${space}`;
  });
const features = fc.array(feature, { minLength: 1, maxLength: 12 });

describe('features read out of the bytes are what parsed ones are', () => {
  it('in a document of any features', async () => {
    await fc.assert(
      fc.asyncProperty(features, async (texts) => {
        await expectAlike('a.geojson', collection(texts));
      }),
      { numRuns: 150 },
    );
  });

  it('in lines of any features', async () => {
    await fc.assert(
      fc.asyncProperty(features, fc.constantFrom('\n', '\r\n', '\n\u001e'), async (texts, between) => {
        await expectAlike('a.ndjson', `${between.trim()}${texts.join(between)}\n`);
      }),
      { numRuns: 80 },
    );
  });

  it('in a document that one byte was changed in', async () => {
    const damage = fc.tuple(
      fc.nat(),
      fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', '0', '-', '.', 'e', ' ', '\n', '\u0001'),
    );
    await fc.assert(
      fc.asyncProperty(features, damage, async (texts, [place, byte]) => {
        // The head and the foot stay, and ASCII alone: not-utf8 is said of all that is parsed together.
        const body = texts.join(',').replace(/[^ -~\t\r\n]/g, '');
        const at = place % body.length;
        const damaged = `${body.slice(0, at)}${byte}${body.slice(at + 1)}`;
        await expectAlike('a.geojson', collection([damaged]));
      }),
      { numRuns: 150 },
    );
  });

  it('wherever a file is cut into chunks, and all sound ones are read so', async () => {
    const sound = (i: number) =>
      `{"type":"Feature","id":${i},"geometry":{"type":"Polygon","coordinates":[[[71.1,51.2],[71.${i},51.2],[71.1,51.3],[71.1,51.2]]]},"properties":{"name":"Кең жол ${i}"}}`;
    const texts = Array.from({ length: 4000 }, (_, i) => sound(i + 2));
    expect(await expectAlike('a.geojson', collection(texts))).toBe(4000);
    // A line that ends with a chunk is parsed: whether more of it follows is not known.
    expect(await expectAlike('a.ndjson', texts.join('\n'))).toBeGreaterThan(3990);
  });

  it('also behind one that is odd', async () => {
    const sound = '{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}';
    const open = sound.replace('"Point"', '"Polygon"').replace('[1,2]', '[[[0,0],[1,0],[1,1]]]');
    expect(await expectAlike('a.geojson', collection([sound, open, sound, sound]))).toBe(3);
  });

  it('and digits that no number holds are kept, beside a broken feature too', async () => {
    const long = '{"type":"Feature","properties":{"a":12345678901234567890},"geometry":null}';
    const broken = '{"type":"Feature","properties":{"a":1,},"geometry":null}';
    await expectAlike('a.geojson', collection([long, broken, long]));
    const rows = await rowsOf(memorySource('a.geojson', collection([long, broken, long])));
    expect(rows.map(({ row, values }) => [row, ...values])).toEqual([
      [1, '12345678901234567890'],
      [2, null],
      [3, '12345678901234567890'],
    ]);
  });
});
