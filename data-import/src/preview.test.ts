import type { CityFeature } from '@undercroft/core/model/city-feature';
import { previewSchema } from '@undercroft/core/protocol/data-page';
import { describe, expect, it } from 'vitest';
import { previewBuilder } from './preview.ts';
import { readInp, SMALL_INP } from './testing/inp.ts';

async function features(): Promise<readonly CityFeature[]> {
  const { nodes, links } = await readInp(SMALL_INP);
  return [
    ...nodes.map((value) => ({ family: 'node' as const, value })),
    ...links.map((value) => ({ family: 'link' as const, value })),
  ];
}

describe('a preview', () => {
  it('holds lines with the level of their axis at both ends, and points with their cover level', async () => {
    const builder = previewBuilder(10);
    expect(builder.add(await features())).toBe(true);
    const preview = previewSchema.parse(builder.build(false));
    // Inverts of 10.0 and 9.8 m, DN500: the axis lies 0.25 m above.
    expect(preview.lines).toMatchObject([{ utility: 'unknown', levels: [10.25, 10.05], widthMm: 500 }]);
    expect(preview.points).toMatchObject([
      { kind: 'node', levelM: 12.5 },
      { kind: 'node', levelM: null },
    ]);
    expect(preview.partial).toBe(false);
    const [west = 0, , east = 0] = preview.bbox ?? [];
    expect(east - west).toBeCloseTo(0.00158, 4);
  });

  it('is cut off at so many of each kind, and says so', async () => {
    const builder = previewBuilder(1);
    builder.add(await features());
    const { lines, points, partial } = builder.build(false);
    expect([lines.length, points.length, partial]).toEqual([1, 1, true]);
  });

  it('is told again only when it has grown much', async () => {
    const builder = previewBuilder(1000);
    const some = await features();
    expect(builder.add([])).toBe(false);
    // 3, 6, 9 and then 12 features: four times the first.
    expect([builder.add(some), builder.add(some), builder.add(some), builder.add(some)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('keeps the ends of a long path and at most 200 of its vertices', async () => {
    const path = Float64Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 10 + i * 1e-6 : 55));
    const { links } = await readInp(SMALL_INP);
    const [link] = links;
    if (link === undefined) throw new TypeError('There is a link.');
    const builder = previewBuilder(10);
    builder.add([{ family: 'link', value: { ...link, path } }]);
    const flat = builder.build(false).lines[0]?.path ?? [];
    expect(flat).toHaveLength(400);
    expect([flat[0], flat.at(-2)]).toEqual([path[0], path[1998]]);
  });
});
