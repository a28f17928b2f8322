import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdTable } from './id-table.ts';

describe('a table of ids', () => {
  it('numbers texts as they come, and each once', () => {
    const table = new IdTable();
    expect(['a', 'b', 'a', '', '楼', 'b', ''].map((id) => table.add(id))).toEqual([0, 1, 0, 2, 3, 1, 2]);
    expect(table.size).toBe(4);
    expect(['楼', 'c'].map((id) => table.find(id))).toEqual([3, -1]);
    expect(table.size).toBe(4);
  });

  it('tells a hundred thousand apart', () => {
    const table = new IdTable();
    const ids = Array.from({ length: 100_000 }, (_, i) => `way/${i * 7}`);
    for (const [i, id] of ids.entries()) expect(table.add(id)).toBe(i);
    for (const [i, id] of ids.entries()) if (table.find(id) !== i) throw new Error(`${id} was lost`);
    expect(table.find('way/3')).toBe(-1);
  });

  it('keeps texts of any units apart, as a Map does', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '\u0000', '\u007f', '\u0080', '\uffff', '楼', '\ud83d'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
        const table = new IdTable();
        const map = new Map<string, number>();
        for (const each of texts) {
          if (!map.has(each)) map.set(each, map.size);
          expect(table.add(each)).toBe(map.get(each));
        }
      }),
    );
  });
});
