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
  const meeting = endsAtBlocks(links);
  return (row) => {
    const { link, fromNode, toNode } = row;
    if (!isClosedBlock(row)) return NOT_COVERED;
    const isCovered = (end: TileLink['fromNode'], node: string | null): boolean =>
      node !== null && end !== null && hasJoint(end.kind) && (meeting.get(keyOf(row, node)) ?? 0) > 1;
    return { start: isCovered(fromNode, link.fromNode), end: isCovered(toNode, link.toNode) };
  };
}

function isClosedBlock({ link: { section, utility } }: TileLink): boolean {
  return section !== null && isBlock(section) && !isWalkable(utility, section.heightMm);
}

/** How many ends meet at each node of such a block, by its key. */
function endsAtBlocks(links: readonly TileLink[]): ReadonlyMap<string, number> {
  // By name alone first, whatever the layer: most links meet no block, and a key takes longer to make than to look for.
  const names = new Set<string | null>();
  for (const row of links) if (isClosedBlock(row)) names.add(row.link.fromNode).add(row.link.toNode);
  const meeting = new Map<string, number>();
  if (names.size === 0) return meeting;
  for (const row of links) {
    for (const node of [row.link.fromNode, row.link.toNode]) {
      if (node === null || !names.has(node)) continue;
      const key = keyOf(row, node);
      meeting.set(key, (meeting.get(key) ?? 0) + 1);
    }
  }
  return meeting;
}

/** Names of nodes are those of their layer, which stands before the link's own in its id. */
function keyOf({ featureId, link }: TileLink, node: string): string {
  return featureId.slice(0, featureId.length - link.sourceId.length) + node;
}
