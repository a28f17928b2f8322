import { createHash } from 'node:crypto';
import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { type ReadMesh, readBuildingTile } from '../../../tests/support/read-building-tile.ts';
import { buildingTile } from './building-tile.ts';
import { box, building, ORIGIN } from './testing/sample-buildings.ts';

const ROWS = [
  building('slab', [box(-5, -10, 10, 20)], { heightM: 9, storeys: 3, use: 'residential', roof: 'unknown' }),
  building('court', [box(40, 40, 30, 30), box(50, 50, 10, 10)], { heightM: 12, use: 'commercial' }),
  building('house', [box(-60, 20, 8, 12)], { storeys: 2, roof: 'gabled', name: { zh: '小屋', en: null } }),
  building('dome', [box(-60, 60, 20, 20)], { heightM: 7.5, roof: 'domed', roofHeightM: 6 }),
  building('unknown', [box(100, 0, 8, 8)]),
];

function encode(isPacked: boolean): Uint8Array {
  const options = { centre: ORIGIN, geoidOffsetM: 1.49, groundLevelM: () => 5, fallbackLevelM: 0, isPacked };
  return buildingTile(ROWS, options) ?? new Uint8Array();
}

/** The packer may begin a triangle with another of its corners. */
function withTriangles({ indices, ...mesh }: ReadMesh) {
  const triangles = Array.from({ length: indices.length / 3 }, (_, t) => {
    const [a = 0, b = 0, c = 0] = indices.subarray(3 * t, 3 * t + 3);
    if (a < b && a < c) return [a, b, c];
    return b < c ? [b, c, a] : [c, a, b];
  });
  return { ...mesh, triangles };
}

describe('a packed tile of buildings', () => {
  it('is its unpacked twin when it is unpacked, number by number', async () => {
    const packed = await readBuildingTile(encode(true));
    const twin = await readBuildingTile(encode(false));
    expect(packed.meshes.map(withTriangles)).toEqual(twin.meshes.map(withTriangles));
    expect(packed.rows).toEqual(twin.rows);
    expect(packed.matrix).toEqual(twin.matrix);
    expect(packed.json.accessors).toEqual(twin.json.accessors);
    expect(packed.json.extensionsRequired).toContain('EXT_meshopt_compression');
    expect(twin.json.extensionsRequired).not.toContain('EXT_meshopt_compression');
  });

  it('has a twin that the glTF validator finds nothing wrong with', async () => {
    const { issues } = await validateBytes(encode(false));
    expect(issues.messages.filter(({ severity }) => severity <= 1)).toEqual([]);
  });

  it('states the range of its positions exactly', async () => {
    const { meshes, json } = await readBuildingTile(encode(true));
    const ranges = json.accessors.flatMap((accessor) => ('min' in accessor ? [accessor] : []));
    expect(ranges).toHaveLength(meshes.length);
    for (const [i, { positions }] of meshes.entries()) {
      // The file's y is up, its z south.
      const axis = (k: number, sign: number) =>
        [...positions].filter((_, at) => at % 3 === k).map((value) => sign * value);
      const axes = [axis(0, 1), axis(2, 1), axis(1, -1)];
      expect(ranges[i]).toMatchObject({
        min: axes.map((values) => Math.min(...values)),
        max: axes.map((values) => Math.max(...values)),
      });
    }
  });

  it('is the same bytes as ever: a change of them wants a new tiler version', async () => {
    const hash = createHash('sha256').update(encode(false)).digest('hex');
    expect(hash).toBe('e3b88be8685dc9b6231408a76a0edac3cb118a916da67cf5546beedbf70ba571');
  });
});
