import { describe, expect, it } from 'vitest';
import { flipped, outcomeOf } from '../test-outcome.ts';
import { MDB_FORMAT } from './mdb-format.ts';
import { testMdb } from './test-mdb.ts';

const outcome = (bytes: Uint8Array, limits = {}) => outcomeOf(MDB_FORMAT, bytes, 'hostile.mdb', limits);
const SAMPLE = testMdb([
  {
    name: 'JSLine',
    columns: [
      { name: '起点', type: 'text' },
      { name: '埋深', type: 'double' },
      { name: '日期', type: 'date' },
      { name: '备注', type: 'memo' },
    ],
    rows: Array.from({ length: 60 }, (_, i) => [`JS${i}`, i / 10, 45_000 + i, i % 3 === 0 ? null : '备注']),
  },
]);

describe('hostile databases', () => {
  it('refuses by name what is no sound database', async () => {
    const unknownVersion = Buffer.from(SAMPLE);
    unknownVersion.writeUInt8(9, 0x14);
    expect(
      await Promise.all([
        outcome(new Uint8Array(0)),
        outcome(Buffer.from('id,x\n1,2\n')),
        outcome(SAMPLE.subarray(0, 100)),
        outcome(SAMPLE.subarray(0, SAMPLE.length - 4096)),
        outcome(unknownVersion),
        outcome(SAMPLE, { maxRows: 59 }),
        outcome(SAMPLE, { maxFileBytes: 1000 }),
        outcome(SAMPLE),
      ]),
    ).toEqual([
      'empty-file',
      'damaged-file',
      'damaged-file',
      'damaged-file',
      'unsupported-content',
      'too-many-rows',
      'file-too-large',
      'rows 60',
    ]);
  });

  it('answers rows or a named refusal for 200 damaged files, and for 200 with damaged heads of pages', async () => {
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      outcomes.add(await outcome(flipped(SAMPLE, seed, 20)));
      const heads = Buffer.from(SAMPLE);
      const page = (seed % (SAMPLE.length / 4096)) * 4096;
      heads.set(flipped(SAMPLE.subarray(page, page + 80), seed, 2), page);
      outcomes.add(await outcome(heads));
    }
    const refused = ['damaged-file', 'unsupported-content', 'unsafe-file', 'too-many-rows'];
    expect([...outcomes].filter((text) => !refused.includes(text) && !text.startsWith('rows '))).toEqual([]);
    expect(outcomes).toContain('damaged-file');
  });
});
