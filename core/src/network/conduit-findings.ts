import type { Link } from '../model/link.ts';
import type { NetworkNode } from '../model/network-node.ts';

/** What the checks need of a conduit and of the nodes at its ends; `null` is unknown and never a finding. */
export type CheckedConduit = Pick<Link, 'from' | 'to' | 'slope' | 'statedLengthM' | 'planLengthM'>;
export type CheckedNode = Pick<NetworkNode, 'sourceId' | 'coverLevelM' | 'sumpLevelM'>;

/** Something about a conduit that a person who knows the trade would ask about. The values are kept as stated. */
export interface ConduitFinding {
  readonly code:
    | 'adverse-slope'
    | 'zero-length'
    | 'length-differs'
    | 'invert-below-node'
    | 'invert-above-cover'
    | 'outer-top-above-cover';
  /** The part of the conduit it is about. */
  readonly at: 'slope' | 'statedLength' | 'planLength' | 'from' | 'to';
  /** A sentence without its subject: "rises from 17.529 m to 17.539 m along its flow". */
  readonly what: string;
}

/** Share by which a stated length may differ from the drawn one before it is worth a word. */
const LENGTH_TOLERANCE = 0.2;
/** Levels closer than this are the same: sources carry millimetres. */
const LEVEL_TOLERANCE_M = 0.0005;

/** Checks one conduit by itself and against the nodes at its ends. */
export function conduitFindings(
  conduit: CheckedConduit,
  from: CheckedNode | null,
  to: CheckedNode | null,
): readonly ConduitFinding[] {
  return [
    ...slopeFindings(conduit),
    ...lengthFindings(conduit),
    ...endFindings('from', conduit, from),
    ...endFindings('to', conduit, to),
  ];
}

function slopeFindings({ slope, from, to }: CheckedConduit): readonly ConduitFinding[] {
  if (slope === null || slope >= 0) return [];
  const what = `rises from ${metres(from.invertM)} to ${metres(to.invertM)} along its flow`;
  return [{ code: 'adverse-slope', at: 'slope', what }];
}

function lengthFindings({ statedLengthM, planLengthM }: CheckedConduit): readonly ConduitFinding[] {
  if (planLengthM === 0) return [{ code: 'zero-length', at: 'planLength', what: 'has both ends at the same place' }];
  if (statedLengthM === null) return [];
  if (Math.abs(statedLengthM - planLengthM) / planLengthM <= LENGTH_TOLERANCE) return [];
  const what = `states a length of ${statedLengthM.toFixed(2)} m and is drawn ${planLengthM.toFixed(2)} m long`;
  return [{ code: 'length-differs', at: 'statedLength', what }];
}

function endFindings(at: 'from' | 'to', conduit: CheckedConduit, node: CheckedNode | null): readonly ConduitFinding[] {
  const { invertM, outerTopM } = conduit[at];
  if (node === null || invertM === null) return [];
  const findings: ConduitFinding[] = [];
  const { sourceId, sumpLevelM, coverLevelM } = node;
  if (sumpLevelM !== null && invertM < sumpLevelM - LEVEL_TOLERANCE_M) {
    const what = `has its invert ${metres(invertM)} below the floor ${metres(sumpLevelM)} of node "${sourceId}"`;
    findings.push({ code: 'invert-below-node', at, what });
  }
  if (coverLevelM === null) return findings;
  if (invertM >= coverLevelM) {
    const what = `has its invert ${metres(invertM)} not below the cover ${metres(coverLevelM)} of node "${sourceId}"`;
    findings.push({ code: 'invert-above-cover', at, what });
  } else if (outerTopM !== null && outerTopM > coverLevelM + LEVEL_TOLERANCE_M) {
    const what = `has its top ${metres(outerTopM)} above the cover ${metres(coverLevelM)} of node "${sourceId}"`;
    findings.push({ code: 'outer-top-above-cover', at, what });
  }
  return findings;
}

function metres(level: number | null): string {
  return level === null ? 'an unknown level' : `${Number(level.toFixed(3))} m`;
}
