import type { ClearanceRow, RuleSet, ThingRow } from '../protocol/rule-set.ts';
import { fitOfLarger, worse } from './class-match.ts';
import { type AssetKind, type CompiledRules, compiledRules, type PairFamily } from './compiled-rules.ts';
import { decisiveFacts, type Reanswered } from './decisive-facts.ts';
import type { ClearanceMatch } from './rule-match.ts';
import { isBinding } from './rule-use.ts';
import type { RuledAsset } from './ruled-asset.ts';
import { areCertain, type Candidate, ruleUse, strictest } from './strictest.ts';
import type { Thing } from './thing.ts';

/** Least distance in plan of two conduits that are laid side by side; null where no rule knows the pair. */
export function horizontalClearanceFor(rules: RuleSet, a: RuledAsset, b: RuledAsset): ClearanceMatch | null {
  return pairMatch(rules, 'horizontal', a, b);
}

/** Least vertical distance of two conduits where one passes over the other; null where no rule knows the pair. */
export function verticalClearanceFor(rules: RuleSet, a: RuledAsset, b: RuledAsset): ClearanceMatch | null {
  return pairMatch(rules, 'vertical', a, b);
}

/** Farthest that any row may keep a conduit from another beside it, metres: what lies beyond needs no looking at. */
export function farthestClearanceM(rules: RuleSet, asset: RuledAsset): number {
  const compiled = compiledRules(rules);
  const { index, fits } = compiled.kind(asset);
  return compiled.answer('farthest', index, () =>
    rules.horizontal.reduce(
      (most, { a, b, leastM }) => (fits.has(a) || fits.has(b) ? Math.max(most, leastM) : most),
      0,
    ),
  );
}

/** Least distance in plan of a conduit from something that is none; null where no rule knows the two. */
export function clearanceToThingFor(rules: RuleSet, asset: RuledAsset, thing: Thing): ClearanceMatch | null {
  return thingMatch(rules, 'horizontalToThing', asset, thing);
}

/** Least vertical distance of a conduit below something that is none; null where no rule knows the two. */
export function verticalClearanceToThingFor(rules: RuleSet, asset: RuledAsset, thing: Thing): ClearanceMatch | null {
  return thingMatch(rules, 'verticalToThing', asset, thing);
}

/** More kinds of conduits than a rule set can tell apart. */
const MOST_KINDS = 2 ** 24;

function pairMatch(rules: RuleSet, family: PairFamily, a: RuledAsset, b: RuledAsset): ClearanceMatch | null {
  const compiled = compiledRules(rules);
  const [one, other] = inOrder(compiled.kind(a), compiled.kind(b));
  return compiled.answer(family, one.index * MOST_KINDS + other.index, () => {
    const found = strictest(ofPair(compiled, family, one, other));
    if (found === null) return null;
    const assumed = decisiveFacts(compiled, [one, other], ([a = one, b = other]) =>
      reanswered(ofPair(compiled, family, a, b), found),
    );
    return { wantedM: found.wantedM, rule: ruleUse(rules, found.row), assumed };
  });
}

function thingMatch(
  rules: RuleSet,
  family: 'horizontalToThing' | 'verticalToThing',
  asset: RuledAsset,
  thing: Thing,
): ClearanceMatch | null {
  const compiled = compiledRules(rules);
  const kind = compiled.kind(asset);
  return compiled.answer(`${family} ${thing}`, kind.index, () => {
    const rows = rules[family].filter((row) => row.things.includes(thing));
    const found = strictest(ofThing(rows, kind));
    if (found === null) return null;
    const assumed = decisiveFacts(compiled, [kind], ([known = kind]) => reanswered(ofThing(rows, known), found));
    return { wantedM: found.wantedM, rule: ruleUse(rules, found.row), assumed };
  });
}

/** The same two give the same question, whichever is named first. */
function inOrder(a: AssetKind, b: AssetKind): readonly [AssetKind, AssetKind] {
  return a.index <= b.index ? [a, b] : [b, a];
}

function ofPair(
  compiled: CompiledRules,
  family: PairFamily,
  a: AssetKind,
  b: AssetKind,
): readonly Candidate<ClearanceRow>[] {
  const candidates: Candidate<ClearanceRow>[] = [];
  for (const [nameOfA, fitOfA] of a.fits) {
    for (const [nameOfB, fitOfB] of b.fits) {
      for (const row of compiled.pairRows(family, nameOfA, nameOfB)) {
        const ofLarger = fitOfLarger(row.largerNominalMm, a.facts.size, b.facts.size);
        const fit = worse(worse(fitOfA, fitOfB), ofLarger);
        if (fit !== 'no') candidates.push({ row, fit, wantedM: row.leastM });
      }
    }
  }
  return candidates;
}

function ofThing(rows: readonly ThingRow[], asset: AssetKind): readonly Candidate<ThingRow>[] {
  const candidates: Candidate<ThingRow>[] = [];
  for (const row of rows) {
    const fit = asset.fits.get(row.of);
    if (fit !== undefined) candidates.push({ row, fit, wantedM: row.leastM });
  }
  return candidates;
}

function reanswered(
  candidates: readonly Candidate<ClearanceRow | ThingRow>[],
  before: Candidate<ClearanceRow | ThingRow>,
): Reanswered {
  const best = strictest(candidates);
  const isSame = best !== null && best.wantedM === before.wantedM && isBinding(best.row) === isBinding(before.row);
  return { isSame, isSettled: areCertain(candidates) };
}
