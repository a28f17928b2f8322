import { EMBEDDINGS } from '@undercroft/core/model/embedding';
import type { DepthReference } from '@undercroft/core/model/section-shape';
import { isGravityUtility, UTILITIES, type Utility } from '@undercroft/core/model/utility';
import type { Profile } from '@undercroft/core/protocol/profile';
import type { Regime } from '../profiles/codes/code-reader.ts';
import { type DepthReferenceRule, depthReferenceRule } from '../profiles/depth-reference-of.ts';

/** What decides where the one depth or level of a line lies. */
export interface ReferenceQuery {
  readonly utility: Utility;
  readonly regime: Regime | null;
  /** Canonical embedding; `null` is unknown. */
  readonly embedding: string | null;
  /** A round section lies in no trench, so that an unknown embedding matters less. */
  readonly isRound: boolean;
}

const PRESSED: ReadonlySet<Utility> = new Set<Utility>(['water', 'reclaimed', 'gas', 'heat', 'industrial']);

/** How a utility runs where nothing is said: sewers by their fall, mains under pressure; cables do neither. */
export function regimeOf(utility: Utility, stated: Regime | null): Regime | null {
  if (stated !== null) return stated;
  if (isGravityUtility(utility)) return 'gravity';
  return PRESSED.has(utility) ? 'pressure' : null;
}

/**
 * The reference by the profile's rules. Where the embedding is unknown and the section is not round, it may be a duct bank
 * or a trench: when the rules differ on these, nobody can tell, and it is unknown.
 */
export function referenceByRules(profile: Pick<Profile, 'depthRules'>): (query: ReferenceQuery) => DepthReference {
  const rule = depthReferenceRule(profile);
  const cache = new Map<number, DepthReference>();
  return (query) => {
    const key = keyOf(query);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const reference = referenceOf(query, rule);
    cache.set(key, reference);
    return reference;
  };
}

function referenceOf(
  { utility, regime, embedding, isRound }: ReferenceQuery,
  rule: DepthReferenceRule,
): DepthReference {
  if (embedding !== null || isRound) return rule(utility, regime, embedding);
  const possible = new Set(EMBEDDINGS.map((candidate) => rule(utility, regime, candidate)));
  possible.delete('unknown');
  const [only = 'unknown'] = possible;
  return possible.size === 1 ? only : 'unknown';
}

function keyOf({ utility, regime, embedding, isRound }: ReferenceQuery): number {
  const embeddings: readonly string[] = EMBEDDINGS;
  const regimeNumber = regime === null ? 0 : regime === 'gravity' ? 1 : 2;
  const embeddingNumber = embedding === null ? 0 : embeddings.indexOf(embedding) + 1;
  return (
    ((UTILITIES.indexOf(utility) * 3 + regimeNumber) * (EMBEDDINGS.length + 1) + embeddingNumber) * 2 +
    (isRound ? 1 : 0)
  );
}
