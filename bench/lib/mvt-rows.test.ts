import { createHash } from 'node:crypto';
import { encodeVectorTile } from '@undercroft/core/vector-tile/encode';
import { tileLayer } from '@undercroft/core/vector-tile/tile-layer';
import { describe, expect, it } from 'vitest';
import { MVT_BENCH_LAYER, mvtCity } from './mvt-rows.ts';

describe('mvtCity', () => {
  const { rows, tiles } = mvtCity(4, 2026);

  it('has about 1,000 conduits a tile of 2.5 vertices and 8 attributes, none unknown', () => {
    const mean = tiles.reduce((sum, tile) => sum + tile.rows.length, 0) / tiles.length;
    expect(Math.abs(mean - 1000)).toBeLessThan(50);
    const vertices = rows.reduce((sum, { path }) => sum + path.length / 2, 0);
    // Every tile begins with two vertices and begins 893 conduits: one more of two than of three.
    expect(vertices / rows.length).toBeCloseTo(2.5 - 0.5 / 893, 9);
    const attributes = Object.values(MVT_BENCH_LAYER.attributes);
    expect(attributes).toHaveLength(8);
    expect(rows.every((row) => attributes.every((read) => read(row) !== null))).toBe(true);
  });

  it('shows a conduit that crosses an edge in both tiles', () => {
    const shown = tiles.reduce((sum, tile) => sum + tile.rows.length, 0);
    expect(shown).toBeGreaterThan(rows.length);
    expect(new Set(tiles.flatMap((tile) => tile.rows.map(({ id }) => id))).size).toBe(rows.length);
  });

  it('encodes to the very bytes the encoder wrote before it was made fast', () => {
    const [tile] = mvtCity(1, 7).tiles;
    if (tile === undefined) throw new Error('a tile was expected');
    const bytes = encodeVectorTile([tileLayer(MVT_BENCH_LAYER, tile.rows, tile.address)]);
    expect(bytes).toHaveLength(53_917);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'f1b2e131b10610a83f0603317eaca574a62e7607af0cd5d35a7163772122ea0e',
    );
  });
});
