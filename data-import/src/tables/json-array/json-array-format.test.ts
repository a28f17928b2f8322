import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { readTables } from '../test-read.ts';
import { JSON_ARRAY_FORMAT } from './json-array-format.ts';

function sniff(text: string, name = 'a.json'): number {
  return JSON_ARRAY_FORMAT.sniff(new TextEncoder().encode(text), name);
}

describe('a list of objects', () => {
  test('is a table, be it the document or a member of it', async () => {
    const bare = await readTables(JSON_ARRAY_FORMAT, '[{"a": 1, "b": "x"}, {"b": " y ", "c": true}]', 'sensors.json');
    expect(bare.tables.map(({ name }) => name)).toEqual(['sensors']);
    expect(bare.tables[0]?.columns).toEqual([
      { name: 'a', type: 'number' },
      { name: 'b', type: 'text' },
      { name: 'c', type: 'boolean' },
    ]);
    expect(bare.tables[0]?.rows.map(({ row, values }) => [row, ...values])).toEqual([
      [1, 1, 'x', null],
      [2, null, 'y', true],
    ]);
    const keyed = await readTables(
      JSON_ARRAY_FORMAT,
      '{"n": 2, "markers": [{"a": 1}, {"a": 2}], "more": [{"b": 3}]}',
      'nyc.json',
    );
    expect(keyed.tables.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['markers', 2],
      ['more', 1],
    ]);
    expect(keyed.tables[1]?.rows.map(({ row, values }) => [row, ...values])).toEqual([[1, 3]]);
  });

  test('has the members of objects within as columns of their own, and lists as their JSON', async () => {
    const { tables } = await readTables(
      JSON_ARRAY_FORMAT,
      '[{"id": "a", "at": {"lat": 1.5, "lng": 2}, "tags": [1, "x"]}]',
      'a.json',
    );
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual(['id', 'at.lat', 'at.lng', 'tags']);
    expect(tables[0]?.rows[0]?.values).toEqual(['a', 1.5, 2, '[1,"x"]']);
  });

  test('keeps every digit of a camera number of twenty', async () => {
    const { tables } = await readTables(JSON_ARRAY_FORMAT, '[{"id": 13030200001310000017}]', 'a.json');
    expect(tables[0]?.rows[0]?.values).toEqual(['13030200001310000017']);
  });

  test('broken off gives its whole records and says where it ends', async () => {
    const { tables } = await readTables(JSON_ARRAY_FORMAT, '[{"a": 1}, {"a": 2', 'a.json');
    expect(tables[0]?.rows).toHaveLength(2);
    expect(tables[0]?.rows[0]?.values).toEqual([1]);
    expect(tables[0]?.rows[1]?.issues[0]?.code).toBe('truncated-file');
  });

  test('with an element that is no object says which', async () => {
    const { tables } = await readTables(JSON_ARRAY_FORMAT, '[{"a": 1}, 7, {"a": 3}]', 'a.json');
    expect(tables[0]?.rows.map(({ values }) => values[0])).toEqual([1, null, 3]);
    expect(tables[0]?.rows[1]?.issues[0]?.message).toBe('Record 2 is no object.');
  });

  test('is streamed: records across chunks of 256 kB come whole', async () => {
    const records = Array.from({ length: 20_000 }, (_, i) => ({ id: `c${i}`, text: '路'.repeat(20) }));
    const { tables } = await readTables(JSON_ARRAY_FORMAT, JSON.stringify({ list: records }), 'a.json');
    expect(tables[0]?.rows).toHaveLength(20_000);
    expect(tables[0]?.rows.at(-1)?.values).toEqual(['c19999', '路'.repeat(20)]);
  });
});

describe('what is no list of objects', () => {
  test('is refused', async () => {
    await expect(readTables(JSON_ARRAY_FORMAT, '{"a": [1, 2]}', 'a.json')).rejects.toThrow(/no list of objects/);
    await expect(readTables(JSON_ARRAY_FORMAT, '12', 'a.json')).rejects.toThrow(/neither a list nor an object/);
    await expect(
      readTables(JSON_ARRAY_FORMAT, '[{"a":1},{"a":2}]', 'a.json', { limits: { maxRows: 1 } }),
    ).rejects.toThrow(/more than 1 records/);
  });

  test('is not sniffed', () => {
    expect(sniff('[{"a": 1}]')).toBe(0.6);
    expect(sniff('{\n "markers": [\n {"id": "368"')).toBe(0.6);
    expect(sniff('{"version": 2, "ok": true, "markers": [{"id": 1}]}', 'x')).toBe(0.4);
    expect(sniff('{"type": "FeatureCollection", "features": [{"type": "Feature"}]}')).toBe(0);
    expect(sniff('{"name": "x", "type": "FeatureCollection", "features": [{}]}')).toBe(0);
    expect(sniff('{"type": "CityJSON", "vertices": []}')).toBe(0);
    expect(sniff('[1, 2]')).toBe(0);
    expect(sniff('a,b\n1,2')).toBe(0);
  });
});

test('bytes that were flipped on the way never do more than a refusal or rows with issues', async () => {
  const text = new TextEncoder().encode(
    JSON.stringify({
      n: 1,
      list: Array.from({ length: 5 }, (_, i) => ({ id: i, at: { lat: 1.5, lng: 2 }, t: '路"\\' })),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length - 1),
      fc.integer({ min: 0, max: 255 }),
      fc.nat(text.length),
      async (at, byte, cut) => {
        const bytes = text.slice(0, text.length - (cut % 7 === 0 ? cut : 0));
        if (at < bytes.length) bytes[at] = byte;
        const read = await readTables(JSON_ARRAY_FORMAT, bytes, 'a.json').catch((failure: unknown) => failure);
        if (read instanceof Error) expect(read).toBeInstanceOf(ImportError);
      },
    ),
    { numRuns: 300 },
  );
});
