import { expect, it } from 'vitest';
import { addFigure, type Figure } from './figure-mesh.ts';
import { ZoneVertices } from './zone-vertices.ts';

const FIGURE: Figure = { at: [10, 20, 3], headingRad: null, scale: 1, tone: [18, 97, 184], isDoubtful: false };

function heightsOf(vertices: ZoneVertices): readonly number[] {
  return Array.from({ length: vertices.vertexCount }, (_, i) => vertices.positions[i * 3 + 2] ?? 0);
}

it('stands a unit 1.80 m high on its place, larger as it is asked to', () => {
  const vertices = new ZoneVertices();
  addFigure(FIGURE, vertices);
  expect(Math.min(...heightsOf(vertices))).toBeCloseTo(3, 5);
  expect(Math.max(...heightsOf(vertices))).toBeCloseTo(4.8, 5);
  // Two rings of the body and four of the head, of nine vertices each.
  expect(vertices.vertexCount).toBe(54);
  vertices.clear();
  addFigure({ ...FIGURE, scale: 2 }, vertices);
  expect(Math.max(...heightsOf(vertices))).toBeCloseTo(6.6, 5);
});

it('points 1.5 m ahead where it goes, eastward here, and nowhere when that is not known', () => {
  const vertices = new ZoneVertices();
  addFigure({ ...FIGURE, headingRad: Math.PI / 2 }, vertices);
  expect(vertices.vertexCount).toBe(57);
  const tip = [...vertices.positions.subarray(54 * 3, 55 * 3)];
  expect(tip[0]).toBeCloseTo(11.5, 5);
  expect(tip[1]).toBeCloseTo(20, 5);
});

it('wears a band where its place is doubtful', () => {
  const vertices = new ZoneVertices();
  addFigure({ ...FIGURE, isDoubtful: true }, vertices);
  expect(vertices.vertexCount).toBe(72);
  expect([...vertices.colours.subarray(54 * 4, 54 * 4 + 3)]).toEqual([255, 214, 64]);
});
