import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idIndex } from './id-index.ts';
import { pairIndex } from './pair-index.ts';
import { placeIndex } from './place-index.ts';

describe('idIndex', () => {
  it('numbers ids from 0 and each once', () => {
    const ids = idIndex();
    expect([ids.add('A'), ids.add('B'), ids.add('A')]).toEqual([0, 1, -1]);
    expect([ids.find('B'), ids.find('C'), ids.idOf(1), ids.size]).toEqual([1, -1, 'B', 2]);
  });

  it('keeps a long id that was cut out of a larger text', () => {
    const ids = idIndex();
    ids.add(`x管线点号-0123456789`.slice(1));
    expect(ids.find('管线点号-0123456789')).toBe(0);
    expect(ids.hasHyphens).toBe(true);
  });

  it('does as a map does, of any characters, past several doublings', () => {
    // Latin-1 or beyond it, halves of pairs and the empty text among them; few enough of each kind to come again.
    const unit = fc.constantFrom(0, 0x2d, 0x41, 0x42, 0xff, 0x100, 0x4e00, 0xd800, 0xdc00, 0xffff);
    const id = fc.array(unit, { maxLength: 6 }).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(fc.array(id, { minLength: 9000, maxLength: 10_000 }), (all) => {
        const ids = idIndex();
        const map = new Map<string, number>();
        for (const text of all) {
          expect(ids.find(text)).toBe(map.get(text) ?? -1);
          expect(ids.add(text)).toBe(map.has(text) ? -1 : map.size);
          if (!map.has(text)) map.set(text, map.size);
        }
        expect(ids.size).toBe(map.size);
        for (const [text, index] of map) expect([ids.idOf(index), ids.find(text)]).toEqual([text, index]);
        expect(ids.hasHyphens).toBe([...map.keys()].some((text) => text.includes('-')));
      }),
      { numRuns: 3 },
    );
  });
});

describe('pairIndex', () => {
  it('knows a pair either way round, and what came with it first', () => {
    const pairs = pairIndex();
    expect([pairs.add(3, 7, 10), pairs.add(7, 3, 11), pairs.add(3, 8, 12)]).toEqual([-1, 10, -1]);
    expect([pairs.find(7, 3), pairs.find(8, 3), pairs.find(7, 8)]).toEqual([10, 12, -1]);
  });

  it('does as a map of texts does, past several doublings', () => {
    const number = fc.integer({ min: 0, max: 150 });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 3000, maxLength: 6000 }), (all) => {
        const pairs = pairIndex();
        const map = new Map<string, number>();
        for (const [i, [a, b]] of all.entries()) {
          const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
          expect(pairs.add(a, b, i)).toBe(map.get(key) ?? -1);
          if (!map.has(key)) map.set(key, i);
        }
      }),
      { numRuns: 3 },
    );
  });
});

describe('placeIndex', () => {
  it('finds the nearest place within its reach', () => {
    const index = placeIndex(0.5);
    index.add(10, 10);
    index.add(10.4, 10);
    expect([index.nearest(10.3, 10), index.nearest(9.6, 10), index.nearest(9.4, 10)]).toEqual([1, 0, -1]);
  });

  it('finds what comparing with every place finds, past several doublings', () => {
    const index = placeIndex(1);
    const places: [number, number][] = [];
    // A lattice that is no multiple of the cell.
    for (let i = 0; i < 9000; i++) places.push([(i % 97) * 0.83 - 40, Math.floor(i / 97) * 0.71 - 30]);
    for (const [x, y] of places) index.add(x, y);
    for (let i = 0; i < 300; i++) {
      const [x, y] = [((i * 37) % 800) / 10 - 41, ((i * 53) % 650) / 10 - 31];
      let best = -1;
      let least = 1;
      for (const [k, [px, py]] of places.entries()) {
        const square = (px - x) ** 2 + (py - y) ** 2;
        if (square < least || (square === least && best < 0)) {
          best = k;
          least = square;
        }
      }
      expect(index.nearest(x, y)).toBe(best);
    }
  });
});
