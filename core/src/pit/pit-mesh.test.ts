import earcut from 'earcut';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePit, type Pit } from './pit.ts';
import type { PitTriangles } from './pit-frame.ts';
import type { GroundSampler } from './pit-ground.ts';
import { pitMesh } from './pit-mesh.ts';
import { bandBorders, SOIL_BANDS } from './soil-bands.ts';

const level: GroundSampler = () => 10;
const hilly: GroundSampler = (x, y) => 10 + 0.08 * x - 0.05 * y + 0.1 * Math.sin(x + y);

function dug(outline: readonly number[], depthM: number, batter: number, ground = level): Pit {
  const made = makePit({ outline: Float64Array.from(outline), depthM, batter }, ground);
  if (!made.ok) throw new Error(made.refusal.message);
  return made.pit;
}

const OUTLINES: Record<string, readonly number[]> = {
  trench: [0, 0, 2, 0, 2, 10, 0, 10],
  ell: [0, 0, 8, 0, 8, 3, 3, 3, 3, 9, 0, 9],
  triangle: [0, 0, 7, 1, 3, 6],
  straightCorner: [0, 0, 1, 0, 2, 0, 2, 10, 0, 10, 0, 5],
  u: [0, 0, 9, 0, 9, 6, 6.5, 6, 6.5, 2.5, 2.5, 2.5, 2.5, 6, 0, 6],
};

function at(mesh: PitTriangles, index: number): readonly [number, number, number] {
  const p = (c: number) => mesh.positions[(mesh.indices[index] ?? 0) * 3 + c] ?? 0;
  return [p(0), p(1), p(2)];
}

function volumeOf(corners: (i: number) => readonly [number, number, number], count: number): number {
  let sum = 0;
  for (let t = 0; t < count; t += 3) {
    const [a, b, c] = [corners(t), corners(t + 1), corners(t + 2)];
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum / 6;
}

/** Volume of walls, floor and a lid over the rim: negative, since all of it faces inwards. */
function closedVolume(pit: Pit, mesh: PitTriangles): number {
  const rim = pit.rim;
  const lid = earcut(rim.outline);
  const corner = (i: number) => {
    const k = lid[i] ?? 0;
    const x = (rim.outline[k * 2] ?? 0) - pit.centre[0];
    return [x, (rim.outline[k * 2 + 1] ?? 0) - pit.centre[1], (rim.levelsM[k] ?? 0) - pit.floorLevelM] as const;
  };
  const [a, b, c] = [corner(0), corner(1), corner(2)];
  const up = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
  const downLid = volumeOf(corner, lid.length) * (up ? -1 : 1);
  return volumeOf((i) => at(mesh, i), mesh.indices.length) + downLid;
}

/** Edges that no second triangle runs along the other way, by their places. */
function openEdges(mesh: PitTriangles): readonly (readonly [string, string])[] {
  const key = (i: number) =>
    at(mesh, i)
      .map((v) => (Math.round(v * 1e4) + 0).toString())
      .join();
  const balance = new Map<string, number>();
  for (let t = 0; t < mesh.indices.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const [a, b] = [key(t + k), key(t + ((k + 1) % 3))];
      // An edge shorter than the key tells is none.
      if (a === b) continue;
      const name = a < b ? `${a}|${b}` : `${b}|${a}`;
      balance.set(name, (balance.get(name) ?? 0) + (a < b ? 1 : -1));
    }
  }
  return [...balance].filter(([, value]) => value !== 0).map(([name]) => name.split('|') as [string, string]);
}

describe('pitMesh', () => {
  it('encloses the 82.0 m3 of 2 x 10 m, 2.0 deep at 0.75:1, seen from inside', () => {
    const pit = dug(OUTLINES.trench ?? [], 2, 0.75);
    const volume = closedVolume(pit, pitMesh(pit, level).wallsAndFloor);
    expect(-volume).toBeGreaterThan(82 * 0.999);
    expect(-volume).toBeLessThan(82 * 1.001);
  });

  it.each(Object.keys(OUTLINES))(
    'encloses the volume of the solid within a thousandth, upright and battered: %s',
    (name) => {
      for (const [depthM, batter] of [
        [0.25, 0],
        [2, 0],
        [3, 0.5],
        [5.5, 0.33],
      ] as const) {
        const pit = dug(OUTLINES[name] ?? [], depthM, batter);
        const volume = -closedVolume(pit, pitMesh(pit, level).wallsAndFloor);
        expect(Math.abs(volume / pit.volumeM3 - 1)).toBeLessThan(0.001);
      }
    },
  );

  it('is closed but for the rim, on hilly ground and wherever the bands end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(OUTLINES)),
        fc.double({ min: 0.2, max: 4.2, noNaN: true }),
        fc.constantFrom(0, 0.2, 0.33),
        fc.integer(),
        (name, depthM, batter, seed) => {
          const pit = dug(OUTLINES[name] ?? [], depthM, batter, hilly);
          const mesh = pitMesh(pit, hilly, { seed }).wallsAndFloor;
          const open = openEdges(mesh);
          expect(open.length).toBe(pit.rim.levelsM.length);
          const rim = new Set(
            Array.from(pit.rim.levelsM, (z, k) =>
              [
                (pit.rim.outline[k * 2] ?? 0) - pit.centre[0],
                (pit.rim.outline[k * 2 + 1] ?? 0) - pit.centre[1],
                z - pit.floorLevelM,
              ]
                .map((v) => (Math.round(Math.fround(v) * 1e4) + 0).toString())
                .join(),
            ),
          );
          for (const [a, b] of open) expect(rim.has(a) && rim.has(b)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('turns every triangle to the side its normal says, walls into the pit and the floor up', () => {
    const pit = dug(OUTLINES.ell ?? [], 3, 0.5, hilly);
    const mesh = pitMesh(pit, hilly);
    for (const part of [mesh.wallsAndFloor, mesh.rim]) {
      for (let t = 0; t < part.indices.length; t += 3) {
        const [a, b, c] = [at(part, t), at(part, t + 1), at(part, t + 2)];
        const u = a.map((v, i) => (b[i] ?? 0) - v);
        const v = a.map((w, i) => (c[i] ?? 0) - w);
        const [ux = 0, uy = 0, uz = 0] = u;
        const [vx = 0, vy = 0, vz = 0] = v;
        const n = (k: number) => part.normals[(part.indices[t] ?? 0) * 4 + k] ?? 0;
        const facing = (uy * vz - uz * vy) * n(0) + (uz * vx - ux * vz) * n(1) + (ux * vy - uy * vx) * n(2);
        expect(facing).toBeGreaterThan(0);
        expect(n(2)).toBeGreaterThan(0);
      }
    }
  });

  it('paints topsoil to 0.3 m, fill to 1.2 m and clay below, within the waves, and the floor as floor', () => {
    const pit = dug(OUTLINES.trench ?? [], 2, 0);
    const { wallsAndFloor: mesh, materials } = pitMesh(pit, level);
    const deepest = new Map<string, number>();
    for (let v = 0; v < mesh.materials.length; v++) {
      const name = materials[mesh.materials[v] ?? 0] ?? '';
      const depth = 2 - (mesh.positions[v * 3 + 2] ?? 0);
      deepest.set(name, Math.max(deepest.get(name) ?? 0, depth));
    }
    expect(deepest.get('topsoil')).toBeGreaterThan(0.3);
    expect(deepest.get('topsoil')).toBeLessThan(0.4);
    expect(Math.abs((deepest.get('fill') ?? 0) - 1.2)).toBeLessThan(0.1);
    expect(deepest.get('clay')).toBeCloseTo(2, 6);
    expect(deepest.get('floor')).toBeCloseTo(2, 6);
  });

  it('drapes the rim 0.25 m wide on the ground', () => {
    const pit = dug(OUTLINES.trench ?? [], 2, 0.75, hilly);
    const { rim } = pitMesh(pit, hilly);
    let widest = 0;
    for (let v = 0; v < rim.materials.length; v++) {
      const x = (rim.positions[v * 3] ?? 0) + pit.centre[0];
      const y = (rim.positions[v * 3 + 1] ?? 0) + pit.centre[1];
      const z = (rim.positions[v * 3 + 2] ?? 0) + pit.floorLevelM;
      expect(Math.abs(z - (hilly(x, y) ?? 0))).toBeLessThan(0.021);
      widest = Math.max(widest, x);
    }
    const rimEast = Math.max(...pit.rim.outline.filter((_, i) => i % 2 === 0));
    expect(widest - rimEast).toBeCloseTo(0.25, 5);
  });

  it('ticks each 0.5 m: 4 on each of 4 walls of a pit 2.0 deep, at their depth', () => {
    const pit = dug(OUTLINES.trench ?? [], 2, 0.75);
    const { ticks } = pitMesh(pit, level);
    expect(ticks.labels.map((label) => label.text).slice(0, 4)).toEqual(['0.5', '1.0', '1.5', '2.0']);
    expect(ticks.labels.length).toBe(16);
    for (const label of ticks.labels) expect(2 - label.position[2]).toBeCloseTo(label.valueM, 2);
    expect(ticks.lines.length).toBe(16 * 6);
  });

  it('dimensions the rim as 5 and 13 m and the depth as 2 m', () => {
    const { dimensions } = pitMesh(dug(OUTLINES.trench ?? [], 2, 0.75), level);
    expect(dimensions.map(({ text }) => text)).toEqual(['5.00', '13.00', '5.00', '13.00', '2.00']);
    const [south] = dimensions;
    expect(south?.from.map((v) => v + 0)).toEqual([-2.5, -6.5, 2].map((v) => expect.closeTo(v, 4)));
  });
});

describe('bandBorders', () => {
  it('closes on itself around the pit, and borders never cross', () => {
    const borders = bandBorders(SOIL_BANDS, 24, 7);
    for (let way = 0; way <= 24; way += 0.1) {
      const depths = borders.map((border) => border(way));
      expect(depths).toEqual(depths.toSorted((a, b) => a - b));
      expect(depths[0]).toBeGreaterThan(0);
    }
    for (const border of borders) expect(border(24)).toBeCloseTo(border(0), 9);
  });
});
