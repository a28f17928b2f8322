import { outerHalf } from '../analysis/conduit-table.ts';
import type { Accuracy } from '../model/quality-level.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import type { RuledAsset } from '../rules/ruled-asset.ts';
import { LISTED_WITHIN_M, WIDEST_BAND_M } from './dig-reach.ts';
import { BAND_SIGMAS, planBandM } from './judge.ts';
import { linkBand } from './link-band.ts';

/**
 * What the distance drawn about a conduit is worth, from the surest on: `known`; at an unknown size or wall; at an unknown
 * level; of unknown accuracy, where it is no promise but the distance within which a dig is answered "unknown".
 */
export const SURENESS = ['known', 'unknownSize', 'unknownLevel', 'unknownAccuracy'] as const;

export type Sureness = (typeof SURENESS)[number];

/**
 * Where the outer wall of a conduit may lie about a place of its axis, metres: by the very figures that digs are judged by.
 *
 * ```
 *        .---------------------.      the outer wall, shifted to and fro by bandXyM
 *       (   bandXyM    .-.      )     and up and down by bandZM
 *       |- - - - - - -( + )- - -|
 *       (              '-'      )
 *        '---------------------'
 * ```
 */
export interface AxisBand {
  readonly sureness: Sureness;
  /** The outer wall is round; else the upright rectangle around it. */
  readonly round: boolean;
  /** Half of the outer size at the most, casing and what is allowed for the wall included. */
  readonly outerHalfWidthM: number;
  readonly outerHalfHeightM: number;
  readonly bandXyM: number;
  /** Null: at any depth, from the ground to `DEEPEST_PLAUSIBLE_M`. */
  readonly bandZM: number | null;
}

/** `depthM` as `linkBand` takes it. */
export function axisBand(
  rules: RuleSet,
  facts: RuledAsset & { readonly accuracy: Accuracy },
  levelKnown: boolean,
  depthM: number | null,
): AxisBand {
  const { accuracy, growth, sizeKnown, allowanceM } = linkBand(rules, facts, levelKnown, depthM);
  const { sigmaXyM, sigmaZM } = accuracy;
  const half = outerHalf(facts.section);
  const deviationM = sigmaZM === null ? null : BAND_SIGMAS * sigmaZM;
  // A level that is less sure than the widest band says nothing.
  const isLevelSaid = levelKnown && deviationM !== null && deviationM <= WIDEST_BAND_M;
  const sureness = (): Sureness => {
    if (sigmaXyM === null || sigmaZM === null) return 'unknownAccuracy';
    if (!isLevelSaid) return 'unknownLevel';
    return sizeKnown && allowanceM !== null ? 'known' : 'unknownSize';
  };
  return {
    sureness: sureness(),
    round: half?.round ?? true,
    outerHalfWidthM: (half?.widthM ?? 0) + growth.mostM,
    outerHalfHeightM: (half?.heightM ?? 0) + growth.mostM,
    bandXyM: sigmaXyM === null ? LISTED_WITHIN_M : planBandM(accuracy),
    bandZM: isLevelSaid ? deviationM : null,
  };
}
