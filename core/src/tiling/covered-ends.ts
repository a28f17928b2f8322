import { hasJoint, isBlock } from './joint.ts';
import type { TileLink } from './tile-rows.ts';
import { isWalkable } from './walkable.ts';

/** Which ends of a conduit lie inside a joint, so that nothing shows of them. */
export interface CoveredEnds {
  readonly start: boolean;
  readonly end: boolean;
}

export const NOT_COVERED: CoveredEnds = { start: false, end: false };

/**
 * Tells it of the links of a tile: an end of a duct bank or culvert lies in the block that stands where it meets another
 * (`addJoint`). The faces of banks, each duct a disc, were a third of the time that a tile of them took. Where the other
 * lies in another tile the end is drawn and not seen.
 */
export function coveredEnds(links: readonly TileLink[]): (row: TileLink) => CoveredEnds {
  const meeting = new Map<string, number>();
  for (const row of links) {
    for (const node of [row.link.fromNode, row.link.toNode]) {
      if (node === null) continue;
      const key = keyOf(row, node);
      meeting.set(key, (meeting.get(key) ?? 0) + 1);
    }
  }
  return (row) => {
    const { link, fromNode, toNode } = row;
    const { section, utility } = link;
    if (section === null || !isBlock(section) || isWalkable(utility, section.heightMm)) return NOT_COVERED;
    const isCovered = (end: TileLink['fromNode'], node: string | null): boolean =>
      node !== null && end !== null && hasJoint(end.kind) && (meeting.get(keyOf(row, node)) ?? 0) > 1;
    return { start: isCovered(fromNode, link.fromNode), end: isCovered(toNode, link.toNode) };
  };
}

/** Names of nodes are those of their layer, which stands before the link's own in its id. */
function keyOf({ featureId, link }: TileLink, node: string): string {
  return featureId.slice(0, featureId.length - link.sourceId.length) + node;
}
