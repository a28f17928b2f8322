import type { HeightBlock, HeightPyramid, HeightSource } from '@undercroft/core/terrain/height-source';

/** A whole pyramid held in memory, for small models and tests. */
export async function memoryHeights(pyramid: HeightPyramid, blocks: AsyncIterable<HeightBlock>): Promise<HeightSource> {
  const held = new Map<string, Float32Array>();
  for await (const { level, column, row, levelsM } of blocks) held.set(`${level}/${column}/${row}`, levelsM);
  return {
    pyramid,
    block: async (level, column, row) => held.get(`${level}/${column}/${row}`) ?? null,
  };
}
