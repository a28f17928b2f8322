import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { flipped, outcomeOf } from '../test-outcome.ts';
import { readTables } from '../test-read.ts';
import { CSV_FORMAT } from './csv-format.ts';

const outcome = (bytes: string | Uint8Array, limits = {}) => outcomeOf(CSV_FORMAT, bytes, 'hostile.csv', limits);
const TABLE = `管线点号,X,Y,材质\n${Array.from({ length: 40 }, (_, i) => `JS${i},${i}.5,${i}.25,"球墨,铸铁"`).join('\n')}\n`;

describe('hostile CSV', () => {
  it('refuses by name what is no table', async () => {
    expect(
      await Promise.all([
        outcome(''),
        outcome('\n\r\n , ,\n'),
        outcome('a,b\n1,\0\n'),
        outcome(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)),
        outcome(`a,b\n${'x'.repeat(10 * 1024 * 1024)},1\n`),
        outcome(`a,b\n"${'x\n'.repeat(200_000)}",1\n`),
        outcome(`${','.repeat(1_000_000)}x\n`),
        outcome(TABLE, { maxRows: 39 }),
        outcome(TABLE, { maxFileBytes: 1000 }),
      ]),
    ).toEqual([
      'empty-file',
      'empty-file',
      'binary-file',
      'binary-file',
      'line-too-long',
      'rows 200001',
      'unsafe-file',
      'too-many-rows',
      'file-too-large',
    ]);
  });

  it('reports a quote that never closes on its own row and reads the others', async () => {
    const { tables } = await readTables(CSV_FORMAT, TABLE.replace('"球墨', '"球"墨'), 'a.csv');
    expect(tables[0]?.rows).toHaveLength(40);
    expect(tables[0]?.rows.flatMap(({ row, issues }) => issues.map(({ code }) => [row, code]))).toEqual([
      [2, 'long-row'],
      [2, 'bad-quoting'],
    ]);
  });

  it('answers rows or a named refusal for 600 damaged files', async () => {
    const samples = [
      Buffer.from(TABLE),
      iconv.encode(TABLE, 'gb18030'),
      iconv.encode(TABLE, 'utf-16le', { addBOM: true }),
    ];
    const outcomes = new Set<string>();
    for (const sample of samples) {
      for (let seed = 0; seed < 200; seed++) outcomes.add((await outcome(flipped(sample, seed))).replace(/\d+/, 'n'));
    }
    expect([...outcomes].filter((text) => !['rows n', 'binary-file'].includes(text))).toEqual([]);
    expect(outcomes).toContain('rows n');
  });
});
