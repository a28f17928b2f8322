import type { Section } from '@undercroft/core/model/section-shape';
import type { Utility } from '@undercroft/core/model/utility';
import type { DigList } from './dig-list.ts';
import type { PitRows } from './pit-rows.ts';

/** A conduit that the walls of a pit cut. */
export interface CutConduit {
  readonly utility: Utility;
  readonly section: Section | null;
  readonly axes: Float64Array;
  /** Part of `axes` that is this conduit's. */
  readonly from: number;
  readonly to: number;
}

/** Its axis: flat x, y, z in the pit's plane. */
export function axisLine({ axes, from, to }: CutConduit): Float64Array {
  return axes.subarray(from, to);
}

/** The conduits whose walls or axes the pit cuts, with known levels: what is assumed gets no measured section. */
export function cutConduits({ lines }: DigList, { dig }: PitRows): readonly CutConduit[] {
  const { axes, starts } = dig.table;
  return lines.flatMap(({ finding: { relation, index }, of }): CutConduit[] => {
    if (of.family !== 'link' || of.row.kind !== 'conduit') return [];
    if (relation !== 'crossing' && relation !== 'inside') return [];
    const from = (starts[index] ?? 0) * 3;
    const to = (starts[index + 1] ?? 0) * 3;
    return [{ utility: of.row.utility, section: of.row.section, axes, from, to }];
  });
}
