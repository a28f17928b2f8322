import { describe, expect, it } from 'vitest';
import { patchOutline } from './patch-outline.ts';

/** The same ring from its least vertex on. */
function fromLeast(ring: readonly number[]): readonly number[] {
  const at = ring.indexOf(Math.min(...ring));
  return [...ring.slice(at), ...ring.slice(0, at)];
}

describe('the outline of a patch of faces', () => {
  it('joins the two triangles of a square', () => {
    const { rings, loose } = patchOutline([
      [0, 1, 2],
      [0, 2, 3],
    ]);
    expect(rings.map(fromLeast)).toEqual([[0, 1, 2, 3]]);
    expect(loose).toBe(0);
  });

  it('keeps the hole of a frame, running the other way', () => {
    // Outer corners 0-3, inner corners 4-7, both anticlockwise; four faces between them.
    const faces = [0, 1, 2, 3].map((i) => [i, (i + 1) % 4, 4 + ((i + 1) % 4), 4 + i]);
    const { rings } = patchOutline(faces);
    expect(rings.map(fromLeast).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
      [0, 1, 2, 3],
      [4, 7, 6, 5],
    ]);
  });

  it('gives two rings for two islands', () => {
    expect(
      patchOutline([
        [0, 1, 2],
        [5, 6, 7],
      ]).rings.length,
    ).toBe(2);
  });

  it('has nothing to say of a face that is there twice, once each way', () => {
    expect(
      patchOutline([
        [0, 1, 2],
        [2, 1, 0],
      ]).rings,
    ).toEqual([]);
  });
});
