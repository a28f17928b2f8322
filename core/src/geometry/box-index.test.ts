import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxIndex } from './box-index.ts';

function found(boxes: Float64Array, box: readonly [number, number, number, number]): readonly number[] {
  const items: number[] = [];
  boxIndex(boxes).search(...box, (item) => {
    items.push(item);
    return false;
  });
  return items.toSorted((a, b) => a - b);
}

test('a box meets what it touches', () => {
  const boxes = Float64Array.of(0, 0, 1, 1, 1, 0, 2, 1, 5, 5, 6, 6);
  expect(found(boxes, [1, 1, 1, 1])).toEqual([0, 1]);
  expect(found(boxes, [3, 3, 4, 4])).toEqual([]);
  expect(found(new Float64Array(0), [0, 0, 1, 1])).toEqual([]);
});

test('the search ends when it is told to', () => {
  const boxes = Float64Array.from({ length: 400 }, () => 0);
  let calls = 0;
  boxIndex(boxes).search(0, 0, 0, 0, () => {
    calls++;
    return calls === 3;
  });
  expect(calls).toBe(3);
});

test('it finds what a comparison with every box finds', () => {
  const corner = fc.integer({ min: -100, max: 100 });
  const size = fc.integer({ min: 0, max: 40 });
  const box = fc.tuple(corner, corner, size, size).map(([x, y, w, h]) => [x, y, x + w, y + h] as const);
  fc.assert(
    fc.property(fc.array(box, { maxLength: 700 }), box, (boxes, [west, south, east, north]) => {
      const expected = boxes.flatMap(([w, s, e, n], i) =>
        w <= east && e >= west && s <= north && n >= south ? [i] : [],
      );
      expect(found(Float64Array.from(boxes.flat()), [west, south, east, north])).toEqual(expected);
    }),
  );
});
