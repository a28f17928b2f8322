import type { NetworkNode } from '../model/network-node.ts';
import type { NodePatch } from '../protocol/feature-edit.ts';
import { assertNear } from './assert-near.ts';
import { EditError } from './edit-error.ts';
import { editedAsset } from './edited-asset.ts';

/**
 * A node with a patch applied. Whoever moves it moves the ends of its links too (`linkWithEnds`).
 *
 * @throws EditError where the patch does not fit the node.
 */
export function editedNode(node: NetworkNode, patch: NodePatch): NetworkNode {
  const { kind, form, role, valveState, surveyedOn, position, coverLevelM, sumpLevelM, shaftDiameterMm } = patch;
  if (position !== undefined) assertNear('position', node.position, position);
  const next: NetworkNode = {
    ...node,
    ...editedAsset(node, patch),
    ...(kind !== undefined && { kind }),
    ...(form !== undefined && { form }),
    ...(role !== undefined && { role }),
    ...(valveState !== undefined && { valveState }),
    ...(surveyedOn !== undefined && { surveyedOn }),
    ...(position !== undefined && { position }),
    ...(coverLevelM !== undefined && { coverLevelM }),
    ...(sumpLevelM !== undefined && { sumpLevelM }),
    ...(shaftDiameterMm !== undefined && { shaftDiameterMm }),
  };
  const cover = next.coverLevelM;
  const sump = next.sumpLevelM;
  const isStated = coverLevelM !== undefined || sumpLevelM !== undefined;
  if (isStated && cover !== null && sump !== null && sump > cover) {
    throw new EditError('sumpLevelM', `no more than the cover's ${cover} m`, `${sump} m`);
  }
  return next;
}
