import type { Link } from '../model/link.ts';
import type { NetworkNode } from '../model/network-node.ts';
import type { LinkPatch, NodePatch } from '../protocol/feature-edit.ts';
import { editedLink, linkWithEnds } from './edited-link.ts';
import { editedNode } from './edited-node.ts';

/** Rows that an edit changes: the one somebody edits, and those that go with it. */
export interface ChangedRows {
  readonly links: readonly Link[];
  readonly nodes: readonly NetworkNode[];
}

/** The rows after a patch of a link. Throws `EditError`. */
export function patchedLink(link: Link, patch: LinkPatch): ChangedRows {
  return { links: [editedLink(link, patch)], nodes: [] };
}

/** The rows after a patch of a node: where it is moved, the ends of its links go with it. Throws `EditError`. */
export function patchedNode(node: NetworkNode, links: readonly Link[], patch: NodePatch): ChangedRows {
  const next = editedNode(node, patch);
  if (patch.position === undefined) return { links: [], nodes: [next] };
  const end = next.position;
  return {
    links: links.map((link) =>
      linkWithEnds(link, {
        from: link.fromNode === node.sourceId ? end : null,
        to: link.toNode === node.sourceId ? end : null,
      }),
    ),
    nodes: [next],
  };
}
