import type { LinkFeature } from '@undercroft/core/protocol/answers';

/** What a person asks of one end of a conduit. Metres; levels above the datum; `null` is unknown. */
export interface EndFacts {
  readonly nodeId: string | null;
  readonly coverLevelM: number | null;
  readonly invertM: number | null;
  readonly axisM: number | null;
  readonly outerTopM: number | null;
  /** Cover level less invert. */
  readonly depthToInvertM: number | null;
  /** Cover level less outer top; see `coverDepthIsAtMost`. */
  readonly coverDepthM: number | null;
  /** True where the wall is unknown: the true cover is less by the wall. */
  readonly coverDepthIsAtMost: boolean;
}

export function endFacts(link: LinkFeature, end: 'from' | 'to'): EndFacts {
  const levels = end === 'from' ? link.from : link.to;
  const coverLevelM = end === 'from' ? link.fromCoverLevelM : link.toCoverLevelM;
  return {
    nodeId: end === 'from' ? link.fromNode : link.toNode,
    coverLevelM,
    ...levels,
    depthToInvertM: below(coverLevelM, levels.invertM),
    coverDepthM: below(coverLevelM, levels.outerTopM),
    coverDepthIsAtMost: link.outerTopBasis === 'inner',
  };
}

/** How far a level lies below another; unknown when either is. */
export function below(upperM: number | null, lowerM: number | null): number | null {
  return upperM === null || lowerM === null ? null : upperM - lowerM;
}
