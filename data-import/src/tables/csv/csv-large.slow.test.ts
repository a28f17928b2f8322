import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ByteSource, memorySource } from '../../readers/byte-source.ts';
import { CSV_FORMAT } from './csv-format.ts';

const HEADINGS = iconv.encode('起点点号,终点点号,起点X,起点Y,起点埋深,材质,管径,道路\n', 'gb18030');
const BLOCK_ROWS = 10_000;
const BLOCKS = 100;
const MEGABYTE = 1024 * 1024;

/** Longer than what the engine copies when it cuts a text. */
const id = (i: number) => `JS-2024-${String(i).padStart(8, '0')}`;

/** A million rows that exist only while they are read. */
function millionRows(): ByteSource {
  const rows = Array.from(
    { length: BLOCK_ROWS },
    (_, i) => `${id(i)},${id(i + 1)},4412345.678,501548.722,1.25,球墨铸铁,300,河北大街\n`,
  );
  const block = iconv.encode(rows.join(''), 'gb18030');
  return {
    ...memorySource('million.csv', ''),
    sizeBytes: HEADINGS.length + BLOCKS * block.length,
    async *stream() {
      yield HEADINGS;
      for (let i = 0; i < BLOCKS; i++) yield Uint8Array.from(block);
    },
  };
}

describe('a CSV file of a million rows', () => {
  it('is read whole in memory that does not grow with it', {
    timeout: 120_000,
  }, async () => {
    const file = await CSV_FORMAT.open([millionRows()], { encoding: null, limits: {} });
    const [info] = file.tables;
    const heldBytes = bytesHeld();
    let rows = 0;
    let lastRow = 0;
    let mostBytes = 0;
    if (info !== undefined) {
      for await (const batch of file.rows(info)) {
        rows += batch.length;
        lastRow = batch.at(-1)?.row ?? 0;
        mostBytes = Math.max(mostBytes, bytesHeld() - heldBytes);
      }
    }
    expect([rows, lastRow, info?.encodings[0]?.encoding]).toEqual([1_000_000, 1_000_001, 'gb18030']);
    expect(mostBytes).toBeLessThan(400 * MEGABYTE);
  });

  it('lets the pieces it was read in go, though a point number of each is kept', { timeout: 120_000 }, async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const file = await CSV_FORMAT.open([millionRows()], { encoding: null, limits: {} });
    const [info] = file.tables;
    collect();
    const before = process.memoryUsage().heapUsed;
    const kept: unknown[] = [];
    if (info !== undefined) for await (const batch of file.rows(info)) kept.push(batch[0]?.values[0]);
    collect();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * MEGABYTE);
    expect(kept.length).toBeGreaterThan(100);
    expect(kept[0]).toBe('JS-2024-00000000');
  });
});

function bytesHeld(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
