import { createHash } from 'node:crypto';
import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { localProjection } from '../geodesy/local-projection.ts';
import { type Furniture, UNNAMED } from '../model/map-feature.ts';
import { furnitureMesh } from './furniture-mesh.ts';
import { furnitureTile, type TileFurniture } from './furniture-tile.ts';

const ORIGIN = [119.6, 39.925] as const;
const plane = localProjection(ORIGIN);

function item(id: string, kind: Furniture['kind'], x: number, y: number, rest: Partial<Furniture> = {}): TileFurniture {
  const position = plane.inverse(x, y);
  const furniture = { sourceId: id, kind, name: UNNAMED, position, heightM: 8, widthM: 5, headingDeg: 0, ...rest };
  return { featureId: `f.${id}`, furniture };
}

function encode(rows: readonly TileFurniture[]): Uint8Array<ArrayBuffer> {
  const bytes = furnitureTile(rows, { centre: ORIGIN, geoidOffsetM: 1.49, groundLevelM: () => 5, fallbackLevelM: 5 });
  if (bytes === null) throw new Error('a tile was expected');
  return bytes;
}

interface Document {
  readonly nodes: readonly {
    readonly name?: string;
    readonly extensions?: {
      readonly EXT_mesh_gpu_instancing: { readonly attributes: Readonly<Record<string, number>> };
    };
  }[];
  readonly accessors: readonly { readonly bufferView: number; readonly count: number; readonly type: string }[];
  readonly bufferViews: readonly { readonly byteOffset: number; readonly byteLength: number }[];
}

function instances(bytes: Uint8Array<ArrayBuffer>, kind: string, attribute: string): number[] {
  const view = new DataView(bytes.buffer);
  const length = view.getUint32(12, true);
  const document = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + length))) as Document;
  const node = document.nodes.find(({ name }) => name === kind);
  const accessor = document.accessors[node?.extensions?.EXT_mesh_gpu_instancing.attributes[attribute] ?? -1];
  const place = document.bufferViews[accessor?.bufferView ?? -1];
  if (!place) return [];
  return [
    ...new Float32Array(
      bytes.slice(28 + length + place.byteOffset, 28 + length + place.byteOffset + place.byteLength).buffer,
    ),
  ];
}

describe('furnitureTile', () => {
  const rows = [
    item('t1', 'tree', 0, 0),
    item('t2', 'tree', 30, 40, { heightM: 12, widthM: 6 }),
    item('l', 'lamp', -10, 0, { headingDeg: 90 }),
    item('c', 'conifer', 5, 5),
  ];

  it('passes the glTF validator without errors', async () => {
    const report = await validateBytes(encode(rows));
    expect(report.issues.messages.filter(({ severity }) => severity === 0)).toEqual([]);
  });

  it('a tree 30 m east and 40 m north stands at x 30, z -40, stretched to 12 m by 6 m', () => {
    const bytes = encode(rows);
    const at = instances(bytes, 'tree', 'TRANSLATION');
    expect(at[3]).toBeCloseTo(30, 2);
    expect(at[5]).toBeCloseTo(-40, 2);
    expect(Math.abs(at[4] ?? 1)).toBeLessThan(0.01);
    expect(instances(bytes, 'tree', 'SCALE')).toEqual([5, 8, 5, 6, 12, 6]);
  });

  it('the arm of a lamp that points east is turned a quarter clockwise', () => {
    const [x = 0, y = 0, z = 0, w = 0] = instances(encode(rows), 'lamp', 'ROTATION');
    expect([x, z]).toEqual([0, 0]);
    // The arm lies along y (north), which is -z in glTF. A turn t about y takes -z to (-sin t, 0, -cos t).
    const turn = 2 * Math.atan2(y, w);
    expect(-Math.sin(turn)).toBeCloseTo(1, 6);
  });

  it('the same rows in any order give the same bytes', () => {
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(encode(rows.toReversed()))).toBe(hash(encode(rows)));
  });

  it('unknown sizes are drawn nominal: 8 m high with a crown of 4.8 m', () => {
    const scale = instances(encode([item('u', 'tree', 0, 0, { heightM: null, widthM: null })]), 'tree', 'SCALE');
    expect(scale.map((value) => Math.round(value * 100) / 100)).toEqual([4.8, 8, 4.8]);
  });

  it('nothing with a place gives no tile', () => {
    expect(
      furnitureTile([item('n', 'tree', 0, 0, { position: [Number.NaN, 0] })], {
        centre: ORIGIN,
        geoidOffsetM: 0,
        groundLevelM: () => 0,
        fallbackLevelM: 0,
      }),
    ).toBeNull();
  });

  it('crown and trunk have 70 triangles at most', () => {
    for (const kind of ['tree', 'conifer', 'lamp'] as const)
      expect(furnitureMesh(kind).mesh.indexCount / 3).toBeLessThanOrEqual(70);
  });
});
