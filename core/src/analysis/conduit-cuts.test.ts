import { describe, expect, it } from 'vitest';
import { containsPoint } from '../geometry/polygon.ts';
import { conduitCuts } from './conduit-cuts.ts';
import { conduitTable } from './conduit-table.ts';
import { sectionPlane } from './section-plane.ts';
import { plainConduit, plainSection } from './testing/plain-conduit.ts';

/** A seeded stream of numbers from 0 to 1 (mulberry32). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Point = readonly [number, number, number];

/** True for a point of a straight body, worked from its section's own equation; null within a hair of its surface. */
function inBody(p: Point, a: Point, b: Point, inside: (u: number, v: number) => number): boolean | null {
  const t = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
  const length = Math.hypot(...t);
  const g = [p[0] - a[0], p[1] - a[1], p[2] - a[2]] as const;
  const along = (g[0] * t[0] + g[1] * t[1] + g[2] * t[2]) / length;
  const plan = Math.hypot(t[0], t[1]);
  const [rx, ry] = [t[1] / plan, -t[0] / plan];
  const u = g[0] * rx + g[1] * ry;
  const rest = [
    g[0] - u * rx - (along * t[0]) / length,
    g[1] - u * ry - (along * t[1]) / length,
    g[2] - (along * t[2]) / length,
  ];
  const v = Math.sign(rest[2] ?? 0) * Math.hypot(...rest);
  const depth = Math.min(inside(u, v), along, length - along);
  return Math.abs(depth) < 2e-3 ? null : depth > 0;
}

const SHAPES = [
  ['round', plainSection('circular', 800, 800, 100), (u: number, v: number) => 0.5 - Math.hypot(u, v)],
  [
    'rectangular',
    plainSection('rectangular', 1000, 600, 100),
    (u: number, v: number) => Math.min(0.6 - Math.abs(u), 0.4 - Math.abs(v)),
  ],
  [
    'elliptical',
    plainSection('elliptical', 800, 1200, 0),
    (u: number, v: number) => (1 - Math.hypot(u / 0.4, v / 0.6)) * 0.4,
  ],
  [
    'arch',
    plainSection('arch', 800, 800, 0),
    (u: number, v: number) => Math.min(v + 0.4, v > 0 ? 0.4 - Math.hypot(u, v) : 0.4 - Math.abs(u)),
  ],
] as const;

describe('conduitCuts against sampled solids', () => {
  it.each(SHAPES)('covers what a sampled %s body covers in 60 seeded planes, and no more', (_, section, inside) => {
    const random = stream(11);
    let sampled = 0;
    for (let round = 0; round < 60; round++) {
      const span = () => (random() - 0.5) * 6;
      const a: Point = [span(), span(), span() / 3];
      const b: Point = [span(), span(), span() / 3];
      const table = conduitTable([
        plainConduit({ path: [a[0], a[1], b[0], b[1]], fromAxisM: a[2], toAxisM: b[2], section }),
      ]);
      const plane = sectionPlane(-4, span() / 4, 4, span() / 4);
      const outlines = conduitCuts(table, 0, plane).flatMap(({ outer }) =>
        outer.map((flat) => Float64Array.from(flat)),
      );
      for (let k = 0; k < 400; k++) {
        const s = random() * plane.lengthM;
        const z = span() / 2;
        const p: Point = [plane.ax + plane.dirX * s, plane.ay + plane.dirY * s, z];
        const wanted = inBody(p, a, b, inside);
        if (wanted === null) continue;
        if (wanted) sampled++;
        expect(outlines.some((flat) => containsPoint(flat, s, z))).toBe(wanted);
      }
    }
    expect(sampled).toBeGreaterThan(150);
  });

  it('keeps both halves of a mitred bend together', () => {
    const table = conduitTable([
      plainConduit({
        path: [-3, 0, 0, 0, 0, 3],
        fromAxisM: 0,
        toAxisM: 0,
        section: plainSection('circular', 400, 400, null),
      }),
    ]);
    // Along the first leg and past the bend: one strip to the outer side of the mitre.
    const cuts = conduitCuts(table, 0, sectionPlane(-5, 0, 5, 0));
    expect(cuts).toHaveLength(1);
    expect(cuts[0]?.leftM).toBeCloseTo(2, 9);
    expect(cuts[0]?.rightM).toBeCloseTo(5.2, 9);
  });
});
