import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeQuantizedMesh } from './decode-quantized-mesh.ts';
import { encodeQuantizedMesh, HEADER_SIZE_BYTES, MAX_SHORT_VERTICES, type QuantizedMesh } from './quantized-mesh.ts';
import { TerrainError } from './terrain-error.ts';

const HEADER: QuantizedMesh['header'] = {
  centre: [1, 2, 3],
  minimumHeightM: -12.5,
  maximumHeightM: 100.25,
  sphereCentre: [4, 5, 6],
  sphereRadiusM: 7,
  horizonOcclusionPoint: [0.5, 0.25, 1.5],
};

const SQUARE: QuantizedMesh = {
  header: HEADER,
  u: Uint16Array.of(0, 0, 32767, 32767),
  v: Uint16Array.of(0, 32767, 0, 32767),
  height: Uint16Array.of(16384, 0, 32767, 16384),
  indices: Uint16Array.of(0, 3, 1, 0, 2, 3),
  edges: {
    west: Uint16Array.of(0, 1),
    south: Uint16Array.of(0, 2),
    east: Uint16Array.of(2, 3),
    north: Uint16Array.of(1, 3),
  },
  octNormals: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  waterMask: Uint8Array.of(255),
  metadata: '{"name":"水"}',
};

const BYTES = encodeQuantizedMesh(SQUARE);

/** What is drawn, whatever the numbering: corners of each triangle with their normals, and the places on the edges. */
function drawn(mesh: QuantizedMesh) {
  const vertex = (i: number) =>
    [mesh.u[i], mesh.v[i], mesh.height[i], mesh.octNormals?.[i * 2], mesh.octNormals?.[i * 2 + 1]].join();
  const edge = (indices: Uint16Array | Uint32Array) => [...indices].map(vertex);
  const { west, south, east, north } = mesh.edges;
  return {
    triangles: [...mesh.indices].map(vertex),
    edges: [edge(west), edge(south), edge(east), edge(north)],
    header: mesh.header,
    water: mesh.waterMask,
    metadata: mesh.metadata,
  };
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof TerrainError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('encodeQuantizedMesh', () => {
  it('writes the bytes of the format: 88 of header, then zig-zag deltas', () => {
    const view = new DataView(BYTES.buffer);
    expect(view.getUint32(HEADER_SIZE_BYTES, true)).toBe(4);
    // First use order is 0, 3, 1, 2: u runs 0, 32767, 0, 32767, and -32767 zig-zags to 65533.
    expect([0, 1, 2, 3].map((i) => view.getUint16(HEADER_SIZE_BYTES + 4 + i * 2, true))).toEqual([
      0, 65534, 65533, 65534,
    ]);
    // Vertices end at 92 + 24 = 116; two triangles; high-water-mark codes 0 0 0, then 3 (vertex 0), 0 (new), 3 (vertex 1).
    expect(view.getUint32(116, true)).toBe(2);
    expect([0, 1, 2, 3, 4, 5].map((i) => view.getUint16(120 + i * 2, true))).toEqual([0, 0, 0, 3, 0, 3]);
  });

  it('round-trips a square with all extensions', () => {
    expect(drawn(decodeQuantizedMesh(BYTES))).toEqual(drawn(SQUARE));
  });

  it('round-trips any mesh to what it draws', () => {
    const vertices = fc.array(fc.tuple(steps(), steps(), steps()), { minLength: 3, maxLength: 40 });
    const mesh = vertices.chain((list) =>
      fc.record({
        list: fc.constant(list),
        corners: fc.array(fc.nat(list.length - 1), { minLength: 3, maxLength: 90 }),
        normals: fc.uint8Array({ minLength: list.length * 2, maxLength: list.length * 2 }),
      }),
    );
    fc.assert(
      fc.property(mesh, ({ list, corners, normals }) => {
        const indices = Uint16Array.from(corners.slice(0, corners.length - (corners.length % 3)));
        const used = Uint16Array.from(new Set(indices));
        const edges = { west: used, south: used.slice(0, 1), east: used.slice(1), north: new Uint16Array(0) };
        const source: QuantizedMesh = {
          ...SQUARE,
          u: Uint16Array.from(list, ([u]) => u),
          v: Uint16Array.from(list, ([, v]) => v),
          height: Uint16Array.from(list, ([, , h]) => h),
          indices,
          edges,
          octNormals: normals,
        };
        expect(drawn(decodeQuantizedMesh(encodeQuantizedMesh(source)))).toEqual(drawn(source));
      }),
    );
  });

  it('writes 32-bit indices on a 4-byte border for more than 65536 vertices', () => {
    const count = MAX_SHORT_VERTICES + 1;
    const u = Uint16Array.from({ length: count }, (_, i) => i % 32768);
    const indices = Uint32Array.from({ length: Math.ceil(count / 3) * 3 }, (_, i) => Math.min(i, count - 1));
    const last = Uint32Array.of(count - 1);
    const edges = { west: last, south: last, east: last, north: last };
    const mesh = { ...SQUARE, u, v: u, height: u, indices, edges, octNormals: null };
    const read = decodeQuantizedMesh(encodeQuantizedMesh(mesh));
    expect(read.indices).toEqual(indices);
    expect(read.edges.north).toEqual(last);
    expect((HEADER_SIZE_BYTES + 4 + count * 6) % 4).toBe(2);
  });
});

describe('decodeQuantizedMesh', () => {
  it('refuses every cut of a tile', () => {
    const plain = encodeQuantizedMesh({ ...SQUARE, octNormals: null, waterMask: null, metadata: null });
    for (let length = 0; length < plain.length; length++) {
      expect(codeOf(() => decodeQuantizedMesh(plain.subarray(0, length)))).toBe('truncated');
    }
  });

  it('refuses counts that cannot follow without making room for them', () => {
    const bytes = BYTES.slice();
    new DataView(bytes.buffer).setUint32(HEADER_SIZE_BYTES, 0xffffffff, true);
    expect(codeOf(() => decodeQuantizedMesh(bytes))).toBe('truncated');
  });

  it('refuses indices of vertices that are not there', () => {
    const bytes = BYTES.slice();
    new DataView(bytes.buffer).setUint16(120, 9, true);
    expect(codeOf(() => decodeQuantizedMesh(bytes))).toBe('bad-index');
    const edge = BYTES.slice();
    new DataView(edge.buffer).setUint16(136, 4, true);
    expect(codeOf(() => decodeQuantizedMesh(edge))).toBe('bad-edge');
  });

  it('refuses a header with numbers that are none', () => {
    const bytes = BYTES.slice();
    new DataView(bytes.buffer).setFloat64(56, Number.NaN, true);
    expect(codeOf(() => decodeQuantizedMesh(bytes))).toBe('bad-header');
  });

  it('answers any damage with a mesh whose indices hold, or an error of its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(BYTES.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (damage) => {
          const bytes = BYTES.slice();
          for (const [at, value] of damage) bytes[at] = value;
          try {
            const mesh = decodeQuantizedMesh(bytes);
            expect(mesh.indices.every((index) => index < mesh.u.length)).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(TerrainError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

function steps() {
  return fc.nat(32767);
}
