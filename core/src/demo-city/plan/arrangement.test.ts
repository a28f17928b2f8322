import { describe, expect, it } from 'vitest';
import type { PlanLine } from '../place/plan-geometry.ts';
import { arrange, trimmed } from './arrangement.ts';
import { blockRing, insetRing } from './block-ring.ts';
import type { Border } from './border.ts';
import { chordOf, cutRing, inwardNormal, narrowestBox } from './ring-cut.ts';
import { ringArea } from './ring-geometry.ts';

/*
 *        2    3
 *        |    |
 *   1 ---+----+--- y = 100      a square of 100 m, and a line that ends in it
 *        | 4  |
 *   0 ---+-+--+--- y = 0
 *        |    |
 */
const LINES: readonly PlanLine[] = [
  [
    [-50, 0],
    [150, 0],
  ],
  [
    [-50, 100],
    [150, 100],
  ],
  [
    [0, -50],
    [0, 150],
  ],
  [
    [100, -50],
    [100, 150],
  ],
  [
    [50, -20],
    [50, 60],
  ],
];

const BORDERS: readonly Border[] = LINES.map((line, i) => ({
  line,
  street: 'local',
  offsetM: i === 1 ? 20 : 10,
  role: 'street',
}));

describe('an arrangement of lines', () => {
  const { faces, crossings } = arrange(LINES);

  it('crosses five times and has one face; a line that ends in it does not part it', () => {
    expect(crossings).toHaveLength(5);
    expect(faces).toHaveLength(1);
    expect(ringArea(faces[0]?.points ?? [])).toBeCloseTo(10_000, 6);
    expect(new Set(faces[0]?.tags)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('leaves 80 m x 70 m of land inside boundaries of 10 m, and of 20 m in the north', () => {
    const [face = { points: [], tags: [] }] = faces;
    const block = blockRing(face, BORDERS) ?? [];
    expect(ringArea(block)).toBeCloseTo(80 * 70, 6);
    expect(Math.max(...block.map(([, y]) => y))).toBeCloseTo(80, 6);
  });

  it('leaves nothing where the boundaries take all', () => {
    const [face = { points: [], tags: [] }] = faces;
    expect(
      blockRing(
        face,
        BORDERS.map((each) => ({ ...each, offsetM: 45 })),
      ),
    ).toBeNull();
  });

  it('brings an end within reach to the line it should meet, and leaves one that meets nothing', () => {
    const line: PlanLine = [
      [50, 12],
      [50, 70],
    ];
    expect(trimmed(line, LINES.slice(0, 2), 40)).toEqual([[50, 0], ...line, [50, 100]]);
    expect(trimmed(line, LINES.slice(0, 2), 20)).toEqual([[50, 0], ...line]);
  });
});

describe('a ring', () => {
  const ring = {
    points: [
      [0, 0],
      [200, 0],
      [200, 100],
      [0, 100],
    ] as const,
    tags: [0, 1, 2, 3],
  };

  it('is cut in two by a chord, each part with the new line as one side', () => {
    const chord = chordOf(ring, [60, 50], [0, 1]);
    expect(chord?.map(({ at, tag }) => [...at, tag])).toEqual([
      [60, 0, 0],
      [60, 100, 2],
    ]);
    const [from, to] = chord ?? [];
    if (!from || !to) throw new Error('wanted a chord of the ring');
    const parts = cutRing(ring, from, to, [from.at, to.at], 9);
    expect(parts.map(({ points }) => ringArea(points))).toEqual([6000, 14_000]);
    for (const { tags } of parts) expect(tags.filter((tag) => tag === 9)).toHaveLength(1);
  });

  it('has normals that point inwards and a narrowest box along its longer side', () => {
    expect(inwardNormal(ring, 0)).toEqual([-0, 1]);
    const { along, low, high, acrossLow, acrossHigh } = narrowestBox(ring.points);
    expect(along).toEqual([1, 0]);
    expect([high - low, acrossHigh - acrossLow]).toEqual([200, 100]);
  });

  it('moved in by 10 m on every side is 180 m x 80 m', () => {
    expect(ringArea(insetRing(ring.points, 10) ?? [])).toBeCloseTo(180 * 80, 6);
    expect(insetRing(ring.points, 49)).toBeNull();
  });
});
