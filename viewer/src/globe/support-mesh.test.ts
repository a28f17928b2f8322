import { planDig } from '@undercroft/core/dig/dig-plan';
import { describe, expect, it } from 'vitest';
import { addSupports } from './support-mesh.ts';
import { ZoneVertices } from './zone-vertices.ts';

/** 6 x 4 m, 2 m deep in level ground at 10 m. */
function supported(supportDepthM: number | null): ZoneVertices {
  const outline = Float64Array.of(0, 0, 6, 0, 6, 4, 0, 4);
  const input = { outline, depthM: 2, batter: 0, marginM: 0, method: 'machine', supportDepthM } as const;
  const made = planDig(input, () => 10);
  if (!made.ok) throw new Error(made.refusal.message);
  const vertices = new ZoneVertices();
  addSupports(made.plan, [0, 0, 8], vertices);
  return vertices;
}

const levels = ({ positions, vertexCount }: ZoneVertices) =>
  Array.from({ length: vertexCount }, (_, i) => positions[i * 3 + 2] ?? 0);

describe('the supports of a dig', () => {
  it('stand from their foot to a little over the ground', () => {
    const z = levels(supported(5));
    // About the floor at level 8: foot 5 m under the ground at 10, top 0.25 m over it.
    expect(Math.min(...z)).toBeCloseTo(-3, 5);
    expect(Math.max(...z)).toBeCloseTo(2.25, 5);
  });

  it('lie outside the pit: no pile stands in it', () => {
    const { positions, vertexCount } = supported(5);
    for (let i = 0; i < vertexCount; i++) {
      const [x, y] = [positions[i * 3] ?? 0, positions[i * 3 + 1] ?? 0];
      expect(x > 1e-6 && x < 6 - 1e-6 && y > 1e-6 && y < 4 - 1e-6).toBe(false);
    }
  });

  it('are not drawn where there are none', () => {
    expect(supported(null).vertexCount).toBe(0);
  });
});
