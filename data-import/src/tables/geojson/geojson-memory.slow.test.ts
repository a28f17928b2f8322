import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const FEATURES = 1_500_000;

const PEAK_MEMORY = new URL('../../../../tests/support/peak-memory.ts', import.meta.url).href;

/** Reads a collection that is made while it is read, in a process of its own, and prints what it took. */
const MEASURE = `
  const { peakMemoryMb } = await import(${JSON.stringify(PEAK_MEMORY)});
  const { GEOJSON_FORMAT } = await import(${JSON.stringify(new URL('geojson-format.ts', import.meta.url).href)});
  const feature = (i) => JSON.stringify({
    type: 'Feature',
    properties: { id: i, material: 'PE', name: '管线 ' + i, size: 300 },
    geometry: { type: 'LineString', coordinates: Array.from({ length: 6 }, (_, k) => [119.5 + k / 7919, 39.9 + i / 1e7, 3.5]) },
  });
  const block = Array.from({ length: 1000 }, (_, i) => feature(i)).join(',');
  const bytes = (text) => new TextEncoder().encode(text);
  const source = {
    name: 'a.geojson', sizeBytes: 1e9, localPath: null, bytes: async () => bytes(']}'),
    async *stream() {
      yield bytes('{"type":"FeatureCollection","features":[');
      for (let i = 0; i < ${FEATURES} / 1000; i++) yield bytes((i > 0 ? ',' : '') + block);
      yield bytes(']}');
    },
  };
  const file = await GEOJSON_FORMAT.open([source], { encoding: null, limits: {} });
  let [rows, positions] = [0, 0];
  for await (const batch of file.rows(file.tables[0])) {
    rows += batch.length;
    for (const { geometry } of batch) positions += geometry.lines[0].xy.length / 2;
  }
  console.log(JSON.stringify({ rows, positions, megabytes: (bytes(block).length * ${FEATURES}) / 1e9, peakMb: peakMemoryMb() }));
`;

describe('the memory of reading GeoJSON', () => {
  it('stays below 400 MB for a collection of more', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', MEASURE]);
    const measured = JSON.parse(stdout) as { rows: number; positions: number; megabytes: number; peakMb: number };
    expect(measured).toMatchObject({ rows: FEATURES, positions: FEATURES * 6 });
    expect(measured.megabytes).toBeGreaterThan(400);
    expect(measured.peakMb).toBeLessThan(400);
  });
});
