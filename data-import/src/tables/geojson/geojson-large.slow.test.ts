import { describe, expect, it } from 'vitest';
import { type ByteSource, memorySource } from '../../readers/byte-source.ts';
import { allRows, verdictOf, withTables } from '../../testing/table-rows.ts';
import { GEOJSON_FORMAT } from './geojson-format.ts';

const FEATURE = '{"type":"Feature","properties":{"name":"管线"},"geometry":{"type":"Point","coordinates":[1,2]}}';

describe('a feature longer than 64 MB', () => {
  /** A text repeated without ever being in memory. */
  function repeated(head: string, middle: string, times: number, tail: string): ByteSource {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const block = bytes(middle.repeat(1000));
    return {
      ...memorySource('a.geojson', ''),
      sizeBytes: head.length + block.length * (times / 1000) + tail.length,
      async *stream() {
        yield bytes(head);
        for (let i = 0; i < times / 1000; i++) yield block;
        yield bytes(tail);
      },
    };
  }

  it('is stepped over and named; the features beside it are read', async () => {
    const long = '{"type":"Feature","properties":{"a":"';
    const source = repeated(
      `{"type":"FeatureCollection","features":[${FEATURE},${long}`,
      'xxxxxxxxxxxxxxxx',
      4_400_000,
      `"},"geometry":null},${FEATURE}]}`,
    );
    await withTables(GEOJSON_FORMAT, [source], async (file) => {
      const rows = await allRows(file);
      expect(rows.map(({ issues }) => issues[0]?.message ?? null)).toEqual([
        null,
        'Feature 2 is longer than 64 MB.',
        null,
      ]);
      expect(rows[2]?.geometry).toEqual(rows[0]?.geometry);
    });
  });

  it('or of many million values is not parsed', async () => {
    const source = repeated(
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":[`,
      '[],',
      9_000_000,
      `0]},"geometry":null}]}`,
    );
    expect(await verdictOf(GEOJSON_FORMAT, [source])).toEqual(['bad-record']);
  });
});

describe('bytes that are no UTF-8', () => {
  it('are said too when they come beyond the first sixteen megabytes, which say what the file is', async () => {
    const text = `{"type":"FeatureCollection","features":[${`${FEATURE},`.repeat(180_000)}${FEATURE.replace('管线', 'broken')}]}`;
    const bytes = Buffer.from(text);
    bytes[bytes.lastIndexOf('broken')] = 0xff;
    expect(await verdictOf(GEOJSON_FORMAT, [memorySource('a.geojson', bytes)])).toContain('not-utf8');
  });
});
