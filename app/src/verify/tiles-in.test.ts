import { describe, expect, it } from 'vitest';
import { tilesIn } from './tiles-in.ts';

describe('the number of tiles', () => {
  const leaf = { content: { uri: 'a.glb' } };

  it('of a root of two, one of which has three below it, is 6', () => {
    expect(tilesIn({ children: [leaf, { ...leaf, children: [leaf, leaf, leaf] }] })).toBe(6);
  });

  it.each([
    { what: 'implicit tiles', tile: { implicitTiling: { availableLevels: 3 } } },
    { what: 'a tileset as its content', tile: { content: { uri: 'below/tileset.json?v=1' } } },
    { what: 'a tileset of 3D Tiles 1.0 as its content', tile: { content: { url: 'tileset.JSON' } } },
    { what: 'a tileset among its contents', tile: { contents: [{ uri: 'a.glb' }, { uri: 'b.json' }] } },
  ])('is not known where a tile has $what', ({ tile }) => {
    expect(tilesIn({ children: [leaf, tile] })).toBeNull();
  });
});
