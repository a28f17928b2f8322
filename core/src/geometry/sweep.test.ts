import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Section, SectionShape } from '../model/section-shape.ts';
import { MeshBuilder } from '../tiling/mesh-builder.ts';
import { sectionOutline } from './section-outline.ts';
import { sweep } from './sweep.ts';

function section(shape: SectionShape, widthMm: number, heightMm: number, wallMm: number | null = null): Section {
  return { shape, widthMm, heightMm, wallMm, floorWidthMm: null, open: false, barrels: 1 };
}

function swept(shape: Section, axis: readonly number[], sides = 16): MeshBuilder {
  const mesh = new MeshBuilder();
  const outline = sectionOutline(shape, sides);
  if (outline === null) throw new Error('outline expected');
  sweep(Float64Array.from(axis), outline, mesh, { capStart: true, capEnd: true });
  return mesh;
}

/** Signed volume by the divergence theorem: positive only when every triangle faces outwards. */
function volume(mesh: MeshBuilder): number {
  let sum = 0;
  const p = (i: number, axis: number) => mesh.positions[(mesh.indices[i] ?? 0) * 3 + axis] ?? 0;
  for (let t = 0; t < mesh.indexCount; t += 3) {
    sum +=
      p(t, 0) * (p(t + 1, 1) * p(t + 2, 2) - p(t + 1, 2) * p(t + 2, 1)) +
      p(t, 1) * (p(t + 1, 2) * p(t + 2, 0) - p(t + 1, 0) * p(t + 2, 2)) +
      p(t, 2) * (p(t + 1, 0) * p(t + 2, 1) - p(t + 1, 1) * p(t + 2, 0));
  }
  return sum / 6;
}

/** How many triangles use each edge, vertices at one place counting as one. */
function openEdges(mesh: MeshBuilder): number {
  const key = (i: number) => [0, 1, 2].map((axis) => (mesh.positions[i * 3 + axis] ?? 0).toFixed(4)).join();
  const edges = new Map<string, number>();
  for (let t = 0; t < mesh.indexCount; t += 3) {
    const corner = [0, 1, 2].map((k) => key(mesh.indices[t + k] ?? 0));
    for (let k = 0; k < 3; k++) {
      const a = corner[k] ?? '';
      const b = corner[(k + 1) % 3] ?? '';
      // An edge of no length: two rings touch in a point.
      if (a === b) continue;
      const directed = a < b ? 1 : -1;
      const edge = a < b ? `${a}|${b}` : `${b}|${a}`;
      edges.set(edge, (edges.get(edge) ?? 0) + directed);
    }
  }
  return [...edges.values()].filter((balance) => balance !== 0).length;
}

describe('sweep', () => {
  it('makes a straight 16-gon DN500 of 10 m with the volume of its polygon', () => {
    const mesh = swept(section('circular', 500, 500), [0, 0, 0, 0, 10, 0]);
    // Regular 16-gon of circumradius 0.25: n/2 r^2 sin(2 pi / n) = 8 * 0.0625 * sin(22.5 deg)
    expect(volume(mesh)).toBeCloseTo(10 * 8 * 0.0625 * Math.sin(Math.PI / 8), 5);
  });

  it('puts every vertex of a round wall at the outer radius: DN300 with a 30 mm wall at 180 mm', () => {
    const mesh = swept(section('circular', 300, 300, 30), [0, 0, 0, 7, 0, 0]);
    for (let i = 0; i < 2 * 16; i++) {
      expect(Math.hypot(mesh.positions[i * 3 + 1] ?? 0, mesh.positions[i * 3 + 2] ?? 0)).toBeCloseTo(0.18, 6);
    }
  });

  it('keeps a culvert upright on a slope: 1200 x 800 with 200 mm walls is 1.6 m wide and 1.2 m high', () => {
    const mesh = swept(section('rectangular', 1200, 800, 200), [0, 0, 0, 0, 20, 0]);
    const used = mesh.positions.subarray(0, mesh.vertexCount * 3);
    const xs = used.filter((_, i) => i % 3 === 0);
    const zs = used.filter((_, i) => i % 3 === 2);
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(1.6, 6);
    expect(Math.max(...zs) - Math.min(...zs)).toBeCloseTo(1.2, 6);
    expect(volume(mesh)).toBeCloseTo(1.6 * 1.2 * 20, 3);
  });

  it('joins a right-angled bend without opening it, and the mitre keeps the volume of the unrolled pipe', () => {
    const mesh = swept(section('circular', 400, 400), [0, 0, 0, 0, 10, 0, 10, 10, 0]);
    expect(openEdges(mesh)).toBe(0);
    expect(volume(mesh)).toBeCloseTo(20 * 8 * 0.04 * Math.sin(Math.PI / 8), 3);
  });

  it('closes the outer side of a turn of 135 degrees, without a wall across', () => {
    const turn = (135 * Math.PI) / 180;
    const axis = [0, 0, 0, 10, 0, 0, 10 + 10 * Math.cos(turn), 10 * Math.sin(turn), 0];
    const mesh = swept(section('rectangular', 1000, 1000), axis);
    expect(openEdges(mesh)).toBe(0);
    // Half-way between the outer corners of the two square ends: the bevel is that far out, 0.5 m * cos(135 / 2 degrees).
    const away = [Math.sin(turn / 2), -Math.cos(turn / 2)] as const;
    const outermost = Math.max(
      ...Array.from({ length: mesh.vertexCount }, (_, i) => {
        const [x = 0, y = 0] = mesh.positions.subarray(i * 3, i * 3 + 2);
        return (x - 10) * away[0] + y * away[1];
      }),
    );
    expect(outermost).toBeCloseTo(0.5 * Math.cos(turn / 2), 5);
    const caps = Array.from({ length: mesh.vertexCount }, (_, i) => mesh.positions.subarray(i * 3, i * 3 + 3)).filter(
      ([x = 0, y = 0, z = 0]) => Math.hypot(x - 10, y, z) < 1e-6,
    );
    expect(caps).toEqual([]);
  });

  it('sweeps a riser, which has no plan direction', () => {
    const mesh = swept(section('circular', 200, 200), [0, 0, -3, 0, 0, 0]);
    expect(openEdges(mesh)).toBe(0);
    expect(volume(mesh)).toBeCloseTo(3 * 8 * 0.01 * Math.sin(Math.PI / 8), 6);
  });

  it('closes every section along any bent axis, facing outwards', () => {
    const shapes: SectionShape[] = ['circular', 'rectangular', 'arch', 'egg', 'elliptical', 'trapezoidal', 'parabolic'];
    const step = fc.record({
      turn: fc.double({ min: -3, max: 3, noNaN: true }),
      length: fc.double({ min: 5, max: 40, noNaN: true }),
      rise: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.array(step, { minLength: 1, maxLength: 8 }), (shape, steps) => {
        const axis = [0, 0, 0];
        let heading = 0;
        for (const { turn, length, rise } of steps) {
          heading += turn;
          const n = axis.length;
          axis.push(
            (axis[n - 3] ?? 0) + length * Math.sin(heading),
            (axis[n - 2] ?? 0) + length * Math.cos(heading),
            (axis[n - 1] ?? 0) + rise,
          );
        }
        const mesh = swept(section(shape, 600, 900, 60), axis);
        expect(openEdges(mesh)).toBe(0);
        expect(volume(mesh)).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe('sectionOutline', () => {
  it('draws the standard egg 600 x 900 with the area of its four arcs', () => {
    const outline = sectionOutline(section('egg', 600, 900), 256);
    let area = 0;
    for (let i = 0; outline !== null && i < outline.count; i++) {
      const j = (i + 1) % outline.count;
      const at = (k: number, c: number) => outline.points[k * 4 + c] ?? 0;
      area += (at(i, 0) * at(j, 1) - at(j, 0) * at(i, 1)) / 2;
    }
    // The area of a standard egg of height H is 0.5105 H^2 (the figure every drainage handbook gives).
    expect(area / 0.81).toBeCloseTo(0.5105, 3);
  });

  it('refuses to draw a section of unknown size', () => {
    expect(sectionOutline({ ...section('circular', 300, 300), widthMm: null }, 16)).toBeNull();
  });
});
