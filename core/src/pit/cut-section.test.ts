import { describe, expect, it } from 'vitest';
import type { Section } from '../model/section-shape.ts';
import { type CutSection, cutSections } from './cut-section.ts';
import { makePit, type Pit } from './pit.ts';

function dug(batter: number, outline = [0, 0, 8, 0, 8, 6, 0, 6]): Pit {
  const made = makePit({ outline: Float64Array.from(outline), depthM: 2, batter }, () => 10);
  if (!made.ok) throw new Error(made.refusal.message);
  return made.pit;
}

function section(
  shape: Section['shape'],
  widthMm: number | null,
  heightMm: number | null,
  wallMm: number | null,
): Section {
  return { shape, widthMm, heightMm, wallMm, floorWidthMm: null, open: false, barrels: 1 };
}

/** Area of the triangles of one material. */
function areaOf(cut: CutSection | undefined, material: number): number {
  if (cut === undefined) return 0;
  const { positions, indices, materials } = cut.triangles;
  let sum = 0;
  for (let t = 0; t < indices.length; t += 3) {
    const corner = (k: number) => {
      const i = indices[t + k] ?? 0;
      return [positions[i * 3] ?? 0, positions[i * 3 + 1] ?? 0, positions[i * 3 + 2] ?? 0] as const;
    };
    if (materials[indices[t] ?? 0] !== material) continue;
    const [a, b, c] = [corner(0), corner(1), corner(2)];
    const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
    const v = [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const;
    sum += Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]) / 2;
  }
  return sum;
}

/** Area of a 48-gon of radius 1. */
const POLYGON = 24 * Math.sin((2 * Math.PI) / 48);

describe('cutSections', () => {
  it('shows DN400 cut at 30 degrees 0.800 m wide and 0.400 m high', () => {
    const [cos, sin] = [Math.cos(Math.PI / 6), 0.5];
    // Through (4, 0, 9), the middle of the south wall, in steps of 3 m either way; it ends inside the pit.
    const axis = Float64Array.of(4 - 3 * cos, -3 * sin, 9, 4 + 3 * cos, 3 * sin, 9);
    const cuts = cutSections(dug(0), axis, section('circular', 400, 400, null));
    expect(cuts.length).toBe(1);
    expect(cuts[0]?.side).toBe(0);
    expect(cuts[0]?.widthM).toBeCloseTo(0.8, 9);
    expect(cuts[0]?.heightM).toBeCloseTo(0.4, 9);
    expect(cuts[0]).toMatchObject({ nominalSize: false, nominalWall: true });
    expect(areaOf(cuts[0], 0) + areaOf(cuts[0], 1)).toBeCloseTo(0.2 * 0.4 * POLYGON, 5);
  });

  it('shows a level pipe square to a wall of 1:1 as an ellipse sqrt 2 times as high', () => {
    const cuts = cutSections(dug(1), Float64Array.of(4, -5, 9, 4, 3, 9), section('circular', 400, 400, null));
    expect(cuts[0]?.widthM).toBeCloseTo(0.4, 9);
    expect(cuts[0]?.heightM).toBeCloseTo(0.4 * Math.SQRT2, 9);
  });

  it('lies 2 mm off the wall into the pit, and faces it', () => {
    const cuts = cutSections(dug(0), Float64Array.of(4, -5, 9, 4, 3, 9), section('circular', 400, 400, 50));
    const { positions, normals, indices } = cuts[0]?.triangles ?? { positions: [], normals: [], indices: [] };
    for (let i = 0; i < positions.length; i += 3) expect(positions[i + 1]).toBeCloseTo(-3 + 0.002, 5);
    expect([normals[0], normals[1], normals[2]].map((v) => (v ?? 0) + 0)).toEqual([0, 127, 0]);
    // Anticlockwise seen from the pit: the cross product points north.
    const p = (k: number, c: number) => positions[(indices[k] ?? 0) * 3 + c] ?? 0;
    expect((p(1, 2) - p(0, 2)) * (p(2, 0) - p(0, 0)) - (p(1, 0) - p(0, 0)) * (p(2, 2) - p(0, 2))).toBeGreaterThan(0);
  });

  it('draws wall and bore of DN400 with 50 mm as rings of 0.25 and 0.20 m, hatched in the ring alone', () => {
    const [cut] = cutSections(dug(0), Float64Array.of(4, -5, 9, 4, 3, 9), section('circular', 400, 400, 50));
    expect(areaOf(cut, 1)).toBeCloseTo(0.04 * POLYGON, 5);
    expect(areaOf(cut, 0)).toBeCloseTo((0.0625 - 0.04) * POLYGON, 5);
    const hatch = cut?.hatch ?? new Float32Array();
    expect(hatch.length).toBeGreaterThan(60);
    for (let i = 0; i < hatch.length; i += 3) {
      const radius = Math.hypot(hatch[i] ?? 0, (hatch[i + 2] ?? 0) - 1);
      expect(radius).toBeGreaterThan(0.2 * Math.cos(Math.PI / 48) - 1e-6);
      expect(radius).toBeLessThan(0.25 + 1e-6);
    }
  });

  it.each([
    ['rectangular', 1200, 800, 200, 0.96, 1.92],
    ['egg', 600, 900, 0, 0.5105 * 0.81, 0.5105 * 0.81],
    // A vault of half a circle of 0.6 m on uprights of 0.3 m: pi 0.09 / 2 + 0.6 x 0.3.
    ['arch', 600, 600, 0, Math.PI * 0.045 + 0.18, Math.PI * 0.045 + 0.18],
  ] as const)('fills the true section of %s %i x %i', (shape, width, height, wall, boreM2, wholeM2) => {
    const [cut] = cutSections(dug(0), Float64Array.of(4, -5, 9, 4, 3, 9), section(shape, width, height, wall));
    expect(Math.abs((areaOf(cut, 0) + areaOf(cut, 1)) / wholeM2 - 1)).toBeLessThan(0.005);
    if (wall > 0) expect(areaOf(cut, 1)).toBeCloseTo(boreM2, 5);
  });

  it('crops at the floor: a pipe with its axis at floor level shows its upper half', () => {
    const [cut] = cutSections(dug(0), Float64Array.of(4, -5, 8, 4, 3, 8), section('circular', 400, 400, null));
    expect(areaOf(cut, 0) + areaOf(cut, 1)).toBeCloseTo((0.04 * POLYGON) / 2, 5);
  });

  it('crops at a corner, where both walls share the cut', () => {
    // Axis through the upright corner edge at 45 degrees: each wall shows half an ellipse, 0.2 x 0.2 sqrt 2.
    const cuts = cutSections(dug(0), Float64Array.of(-3, -3, 9, 3, 3, 9), section('circular', 400, 400, null));
    expect(cuts.map((cut) => cut.side)).toEqual([0, 3]);
    for (const cut of cuts) {
      expect(areaOf(cut, 0) + areaOf(cut, 1)).toBeCloseTo((0.2 * 0.2 * Math.SQRT2 * POLYGON) / 2, 5);
    }
  });

  it('flags an unknown size, draws twin barrels twice, and nothing where nothing is cut', () => {
    const axis = Float64Array.of(4, -5, 9, 4, 3, 9);
    const [unknown] = cutSections(dug(0), axis, null);
    expect(unknown).toMatchObject({ nominalSize: true, widthM: expect.closeTo(0.2, 9) });
    expect(cutSections(dug(0), axis, { ...section('circular', 400, 400, 0), barrels: 2 }).length).toBe(2);
    expect(cutSections(dug(0), Float64Array.of(-5, -2, 9, 20, -2, 9), section('circular', 400, 400, 0))).toEqual([]);
    expect(cutSections(dug(0), Float64Array.of(4, -5, 9, 4, -1, 9), section('circular', 400, 400, 0))).toEqual([]);
  });

  it('caps both walls of a pipe that runs through', () => {
    const cuts = cutSections(dug(0.5), Float64Array.of(4, -9, 9, 4, 19, 9), section('circular', 300, 300, 30));
    expect(cuts.map((cut) => cut.side)).toEqual([0, 2]);
  });
});
