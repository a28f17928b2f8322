import { heightOnMesh } from '@undercroft/core/terrain/mesh-height';
import { QUANTIZED_MAX } from '@undercroft/core/terrain/quantized-mesh';
import { terrainMesh } from '@undercroft/core/terrain/terrain-mesh';
import { tileAt, tileRectangle } from '@undercroft/core/terrain/terrain-tiling';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatGround } from '../geometry/ground-surface.ts';
import { terrainMeshIndex } from './terrain-mesh-index.ts';
import { terrainSampler } from './terrain-sampler.ts';

const GEOID_M = 1.5;
const PLACE = [119.6, 39.925] as const;
const rolling = (lon: number, lat: number): number => 20 + 6 * Math.sin(lon * 4000) + 4 * Math.cos(lat * 5000);

describe('the level of the drawn ground', () => {
  it('is the one of the finest tile that has come, and of the coarse ground where none has', () => {
    const sampler = terrainSampler(flatGround([119.5, 39.9, 119.7, 40], 3), GEOID_M);
    expect(sampler.levelAt(...PLACE)).toBe(3);
    const coarse = tileAt(12, ...PLACE);
    sampler.add(
      coarse,
      terrainMesh(coarse, () => 7, GEOID_M),
    );
    expect(sampler.levelAt(...PLACE)).toBeCloseTo(7, 2);
    const fine = tileAt(16, ...PLACE);
    sampler.add(
      fine,
      terrainMesh(fine, () => 7.25, GEOID_M),
    );
    expect(sampler.levelAt(...PLACE)).toBeCloseTo(7.25, 2);
    expect(sampler.levelAt(PLACE[0] + 0.01, PLACE[1])).toBeCloseTo(7, 2);
    expect(sampler.levelAt(PLACE[0] + 1, PLACE[1])).toBe(3);
  });

  it('keeps within its bounds however many tiles come, and forgets those not asked for', () => {
    const sampler = terrainSampler(flatGround([0, 0, 1, 1], 1), GEOID_M);
    const mesh = terrainMesh(tileAt(16, ...PLACE), () => 9, GEOID_M);
    for (let x = 0; x < 1000; x++) sampler.add({ level: 16, x, y: 5 }, mesh);
    const size = 180 / 2 ** 16;
    expect(sampler.levelAt(-180 + 0.5 * size, -90 + 5.5 * size)).toBe(1);
    expect(sampler.levelAt(-180 + 999.5 * size, -90 + 5.5 * size)).toBeCloseTo(9, 2);
  });
});

describe('a tile with its triangles sorted', () => {
  it('answers as the whole list of triangles does', () => {
    const address = tileAt(15, ...PLACE);
    const [west, south] = tileRectangle(address);
    const covers = Float64Array.of(west + 0.001, south + 0.0012, 31);
    const mesh = terrainMesh(address, rolling, GEOID_M, { covers });
    const index = terrainMeshIndex(mesh);
    const step = fc.integer({ min: 0, max: QUANTIZED_MAX });
    fc.assert(
      fc.property(step, step, (u, v) => {
        expect(index.heightAt(u, v)).toBeCloseTo(heightOnMesh(mesh, u, v), 9);
      }),
    );
  });
});
