import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import {
  BLOCK_SIZE,
  type HeightBlock,
  type HeightPyramid,
  levelSize,
  pyramidRectangle,
} from '@undercroft/core/terrain/height-source';
import { issue } from './issues.ts';

/** Builds the report on an elevation model block by block. */
export interface TerrainReportBuilder {
  add(block: HeightBlock): void;
  /** Blocks seen so far. */
  readonly blocks: number;
  build(): ImportReport;
}

export function terrainReport(format: string, crs: string | null, pyramid: HeightPyramid): TerrainReportBuilder {
  let blocks = 0;
  let knownCells = 0;
  let minM: number | null = null;
  let maxM: number | null = null;
  return {
    get blocks() {
      return blocks;
    },
    add(block) {
      blocks += 1;
      if (block.level !== 0) return;
      for (const level of block.levelsM) if (!Number.isNaN(level)) knownCells += 1;
      if (Number.isNaN(block.minM)) return;
      minM = Math.min(minM ?? block.minM, block.minM);
      maxM = Math.max(maxM ?? block.maxM, block.maxM);
    },
    build() {
      const { columns, rows, levels, cellLonDeg, cellLatDeg } = pyramid;
      const issues =
        knownCells > 0 ? [] : [issue('no-levels', null, null, 'The elevation model holds no known level.')];
      return {
        format,
        crs,
        accepted: issues.length === 0,
        features: {},
        nodeKinds: {},
        lengthM: 0,
        geometryLengthM: 0,
        bbox: [...pyramidRectangle(pyramid)],
        unknown: {},
        issueCounts: Object.fromEntries(issues.map(({ code }) => [code, 1])),
        issues,
        terrain: {
          columns,
          rows,
          levels,
          blocks,
          cellDeg: [cellLonDeg, cellLatDeg],
          minM,
          maxM,
          unknownCells: columns * rows - knownCells,
        },
      };
    },
  };
}

/** Blocks of all levels of a pyramid, those in which nothing is known included. */
export function blockCount(pyramid: HeightPyramid): number {
  let count = 0;
  for (let level = 0; level < pyramid.levels; level++) {
    const { columns, rows } = levelSize(pyramid, level);
    count += Math.ceil(columns / BLOCK_SIZE) * Math.ceil(rows / BLOCK_SIZE);
  }
  return count;
}
