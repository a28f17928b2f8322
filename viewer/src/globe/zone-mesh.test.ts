import { describe, expect, it } from 'vitest';
import { addZones, type ZonedConduit, type ZoneFrame } from './zone-mesh.ts';
import { ZONE_KINDS, ZoneVertices } from './zone-vertices.ts';

/** Level ground at 10 m; a main of 200 mm along x at level 9, its zones 0.5 and 5 m. */
const FRAME: ZoneFrame = { origin: [0, 0, 7], middle: [0, 0], withinM: 30, ground: () => 10 };
const MAIN: ZonedConduit = {
  id: 'g',
  axis: Float64Array.of(-50, 0, 9, 50, 0, 9),
  halfWidthM: 0.1,
  protectionM: 0.5,
  controlM: 5,
};

function made(conduit: ZonedConduit, frame: ZoneFrame = FRAME) {
  const vertices = new ZoneVertices();
  addZones(conduit, frame, vertices);
  const all = Array.from({ length: vertices.vertexCount }, (_, i) => ({
    x: vertices.positions[i * 3] ?? 0,
    y: vertices.positions[i * 3 + 1] ?? 0,
    z: vertices.positions[i * 3 + 2] ?? 0,
    kind: vertices.normals[i * 4 + 3] ?? 0,
  }));
  return { vertices, all, shell: all.filter(({ kind }) => kind === ZONE_KINDS.shell) };
}

describe('the zones around a conduit', () => {
  it('are counted from the outer wall: 0.6 m from the axis of a DN200 with a zone of 0.5 m, and 5.1 m with one of 5 m', () => {
    const { all, shell } = made(MAIN);
    expect(Math.max(...shell.map(({ y }) => Math.abs(y)))).toBeCloseTo(0.6, 5);
    expect(Math.max(...all.map(({ y }) => Math.abs(y)))).toBeCloseTo(5.1, 5);
  });

  it('reach from the ground to the zone under the axis', () => {
    const { shell } = made(MAIN);
    // About the frame at level 7: ground at 3, axis at 2, and 0.6 m below it.
    expect(Math.max(...shell.map(({ z }) => z))).toBeCloseTo(3, 5);
    expect(Math.min(...shell.map(({ z }) => z))).toBeCloseTo(1.41, 2);
  });

  it('are made no farther than the dig reaches', () => {
    const { all } = made(MAIN);
    expect(Math.max(...all.map(({ x }) => Math.abs(x)))).toBeLessThanOrEqual(30);
    expect(made(MAIN, { ...FRAME, middle: [500, 0] }).all).toEqual([]);
  });

  it('of a conduit of unknown level hang 4 m down from the ground and have no bottom', () => {
    const unknown = { ...MAIN, axis: Float64Array.of(-50, 0, Number.NaN, 50, 0, Number.NaN), controlM: null };
    const { shell } = made(unknown);
    expect(Math.min(...shell.map(({ z }) => z))).toBeCloseTo(-1, 5);
    expect(shell.every(({ y }) => Math.abs(Math.abs(y) - 0.6) < 1e-5)).toBe(true);
  });

  it('keep their width in a bend of 90 degrees', () => {
    const bent = { ...MAIN, axis: Float64Array.of(-20, 0, 9, 0, 0, 9, 0, 20, 9), controlM: null };
    const { shell } = made(bent);
    const atCorner = shell.filter(({ x, y }) => Math.hypot(x, y) < 0.9 && Math.abs(x + y) < 1e-5);
    expect(Math.max(...atCorner.map(({ x }) => x))).toBeCloseTo(0.6, 5);
  });
});
