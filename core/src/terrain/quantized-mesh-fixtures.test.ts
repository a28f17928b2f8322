import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeQuantizedMesh } from './decode-quantized-mesh.ts';
import { readOctNormal } from './oct-normal.ts';
import { encodeQuantizedMesh } from './quantized-mesh.ts';

const folder = join(process.env.UNDERCROFT_DATA ?? '', 'quantized-mesh');
const absent = process.env.UNDERCROFT_DATA === undefined || !existsSync(folder);

describe.skipIf(absent)('terrain tiles of others (UNDERCROFT_DATA is not set, or has no quantized-mesh)', () => {
  const read = (name: string) => decodeQuantizedMesh(readFileSync(join(folder, `${name}.terrain`)));

  it('reads the open TIN: one square, heights 0 to 7 m', () => {
    const mesh = read('tile-opentin');
    expect([mesh.u.length, mesh.indices.length / 3]).toEqual([4, 2]);
    expect([mesh.header.minimumHeightM, mesh.header.maximumHeightM]).toEqual([0, 7]);
    expect([mesh.octNormals, mesh.waterMask, mesh.metadata]).toEqual([null, null, null]);
  });

  it('reads normals and a water mask; the normals point away from the Earth', () => {
    const mesh = read('tile-with-extensions');
    expect([mesh.u.length, mesh.indices.length / 3, mesh.waterMask?.length]).toEqual([627, 1175, 1]);
    const [cx, cy, cz] = mesh.header.centre;
    const length = Math.hypot(cx, cy, cz);
    const normals = mesh.octNormals ?? new Uint8Array(0);
    expect(normals.length).toBe(1254);
    for (let i = 0; i < normals.length; i += 2) {
      const [x, y, z] = readOctNormal(normals[i] ?? 0, normals[i + 1] ?? 0);
      expect((x * cx + y * cy + z * cz) / length).toBeGreaterThan(0.3);
    }
  });

  it('reads metadata', () => {
    const mesh = read('tile-with-metadata-extension');
    expect([mesh.u.length, mesh.indices.length / 3]).toEqual([488, 912]);
    expect(JSON.parse(mesh.metadata ?? '')).toEqual({
      geometricerror: 1232.3392654126055,
      surfacearea: 91962509942.00667,
    });
  });

  it('writes them again to bytes that read the same', () => {
    for (const name of ['tile-opentin', 'tile-with-extensions', 'tile-with-metadata-extension']) {
      const mesh = read(name);
      expect(decodeQuantizedMesh(encodeQuantizedMesh(mesh))).toEqual(mesh);
    }
  });
});
