import { ASSET_FACTS, type AssetFact, type AssetFacts, withFactOf } from './asset-facts.ts';
import type { AssetKind, CompiledRules } from './compiled-rules.ts';

/** How an answer would be for other kinds of conduits. */
export interface Reanswered {
  /** The same figure, and binding alike. */
  readonly isSame: boolean;
  /** Nothing that is still unknown of them could change it. */
  readonly isSettled: boolean;
}

/** One fact of one of the conduits, taken as known. */
interface Supposed {
  readonly position: number;
  readonly fact: AssetFact;
  readonly facts: AssetFacts;
}

/**
 * The unknown facts on which an answer rests: those that would change it if they were known. What makes no difference is
 * not named, so that a report does not ask for a size that no rule looks at; where none is named, the answer is the same
 * whatever the unknown turns out to be. `asked` are the one or two conduits of the question.
 */
export function decisiveFacts(
  compiled: CompiledRules,
  asked: readonly AssetKind[],
  answer: (kinds: readonly AssetKind[]) => Reanswered,
): readonly AssetFact[] {
  const found = alone(compiled, asked, answer);
  const named = found.size > 0 ? found : together(compiled, asked, answer);
  return ASSET_FACTS.filter((fact) => named.has(fact));
}

/** Facts of which each changes the answer by itself. */
function alone(
  compiled: CompiledRules,
  asked: readonly AssetKind[],
  answer: (kinds: readonly AssetKind[]) => Reanswered,
): ReadonlySet<AssetFact> {
  const found = new Set<AssetFact>();
  for (const [position, kind] of asked.entries()) {
    for (const { fact, kinds } of compiled.knownOtherwise(kind)) {
      if (kinds.some((known) => !answer(asked.with(position, known)).isSame)) found.add(fact);
    }
  }
  return found;
}

/** Worlds that are looked at before every unknown fact is named, to be on the safe side. */
const MOST_WORLDS = 20_000;

/**
 * Facts that change the answer only with one another, as the sizes of two gas mains do: one being small settles nothing
 * while the other may be large.
 */
function together(
  compiled: CompiledRules,
  asked: readonly AssetKind[],
  answer: (kinds: readonly AssetKind[]) => Reanswered,
): ReadonlySet<AssetFact> {
  const kindsWith = (supposed: readonly Supposed[]): readonly AssetKind[] =>
    asked.map((kind, at) => {
      const own = supposed.filter(({ position }) => position === at);
      const facts = own.reduce((before, { fact, facts: from }) => withFactOf(before, from, fact), kind.facts);
      return compiled.kindOfFacts(facts);
    });
  let worlds = 0;
  /** What to suppose, fact after fact, so that the answer becomes another; empty where nothing does. */
  const findDifferent = (kinds: readonly AssetKind[], supposed: readonly Supposed[]): readonly Supposed[] | null => {
    if (++worlds > MOST_WORLDS) return null;
    const { isSame, isSettled } = answer(kinds);
    if (!isSame) return supposed;
    if (isSettled) return [];
    for (const [position, kind] of kinds.entries()) {
      const [first] = compiled.knownOtherwise(kind);
      if (first === undefined) continue;
      for (const known of first.kinds) {
        const next = [...supposed, { position, fact: first.fact, facts: known.facts }];
        const found = findDifferent(kinds.with(position, known), next);
        if (found === null || found.length > 0) return found;
      }
      return [];
    }
    return [];
  };
  let different = findDifferent(asked, []);
  if (different === null) {
    return new Set(asked.flatMap((kind) => compiled.knownOtherwise(kind).map(({ fact }) => fact)));
  }
  for (const each of different) {
    const without: readonly Supposed[] = different.filter((other) => other !== each);
    if (!answer(kindsWith(without)).isSame) different = without;
  }
  return new Set(different.map(({ fact }) => fact));
}
