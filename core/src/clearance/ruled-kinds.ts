import type { RuleSet } from '../protocol/rule-set.ts';
import { horizontalClearanceFor, verticalClearanceFor } from '../rules/clearance-for.ts';
import { type AssetKind, compiledRules } from '../rules/compiled-rules.ts';
import type { ClearanceMatch } from '../rules/rule-match.ts';
import type { RuledAsset } from '../rules/ruled-asset.ts';

/** Most kinds that the numbers of pairs have room for. */
const MOST_KINDS = 1 << 20;

/**
 * Conduits of a city fall into some hundred kinds that a rule set cannot tell apart. Here a kind is a small number, and
 * the rows of a pair of kinds are looked up once: pair after pair costs no text and no garbage.
 */
export class RuledKinds {
  readonly rules: RuleSet;
  readonly #numbers = new Map<AssetKind, number>();
  readonly #assets: RuledAsset[] = [];
  readonly #reachM: number[] = [];
  readonly #horizontal = new Map<number, ClearanceMatch | null>();
  readonly #vertical = new Map<number, ClearanceMatch | null>();

  constructor(rules: RuleSet) {
    this.rules = rules;
  }

  /** Throws a RangeError for more kinds than any city has. */
  kindOf(asset: RuledAsset): number {
    const ruled = compiledRules(this.rules).kind(asset);
    const known = this.#numbers.get(ruled);
    if (known !== undefined) return known;
    const kind = this.#assets.length;
    if (kind >= MOST_KINDS) throw new RangeError(`RuledKinds: more than ${MOST_KINDS} kinds of conduits`);
    this.#numbers.set(ruled, kind);
    this.#assets.push(asset);
    this.#reachM.push(farthestM(this.rules, ruled));
    return kind;
  }

  /** Farthest that any row keeps a conduit of this kind from another conduit, metres. */
  reachM(kind: number): number {
    return this.#reachM[kind] ?? 0;
  }

  horizontal(a: number, b: number): ClearanceMatch | null {
    return this.#match(this.#horizontal, horizontalClearanceFor, a, b);
  }

  vertical(a: number, b: number): ClearanceMatch | null {
    return this.#match(this.#vertical, verticalClearanceFor, a, b);
  }

  #match(
    known: Map<number, ClearanceMatch | null>,
    find: typeof horizontalClearanceFor,
    a: number,
    b: number,
  ): ClearanceMatch | null {
    const key = Math.min(a, b) * MOST_KINDS + Math.max(a, b);
    const before = known.get(key);
    if (before !== undefined) return before;
    const [one, other] = [this.#assets[a], this.#assets[b]];
    if (one === undefined || other === undefined) throw new RangeError(`RuledKinds: no kind ${a} or ${b}`);
    const match = find(this.rules, one, other);
    known.set(key, match);
    return match;
  }
}

function farthestM({ horizontal }: RuleSet, { fits }: AssetKind): number {
  return horizontal.reduce((most, { a, b, leastM }) => (fits.has(a) || fits.has(b) ? Math.max(most, leastM) : most), 0);
}
