import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import { segmentCells } from '../place/segment-cells.ts';
import type { DrainNode } from './drain-draft.ts';

/** A manhole that a house drain may enter: the invert and the obvert of what leaves it. */
export interface EntryManhole {
  readonly node: DrainNode;
  readonly lowestM: number;
  readonly leastObvertM: number;
}

/** Manholes of houses and yards that others may join, found by place. */
export interface YardManholes {
  add(manhole: EntryManhole, blockId: string): void;
  /** Those of a block in reach, nearest first. */
  near(at: PlanPoint, blockId: string): readonly EntryManhole[];
}

const REACH_M = 58;
const MOST = 8;

export function yardManholes(): YardManholes {
  const cells = segmentCells<{ readonly manhole: EntryManhole; readonly blockId: string }>(REACH_M);
  return {
    add(manhole, blockId) {
      cells.add(manhole.node.at, manhole.node.at, { manhole, blockId });
    },
    near(at, blockId) {
      const found: { manhole: EntryManhole; awayM: number }[] = [];
      cells.near(at, at, REACH_M, ({ value }) => {
        const awayM = distance(at, value.manhole.node.at);
        if (value.blockId === blockId && awayM < REACH_M) found.push({ manhole: value.manhole, awayM });
      });
      found.sort((a, b) => a.awayM - b.awayM);
      return found.slice(0, MOST).map(({ manhole }) => manhole);
    },
  };
}
