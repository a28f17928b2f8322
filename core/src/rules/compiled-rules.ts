import type { ClearanceRow, RuleSet } from '../protocol/rule-set.ts';
import { ASSET_FACTS, type AssetFact, type AssetFacts, assetFacts, isUnknown } from './asset-facts.ts';
import { type Breakpoints, breakpoints, keyOfFacts, withFactKnown } from './breakpoints.ts';
import { type Fit, fitOfClass } from './class-match.ts';
import type { RuledAsset } from './ruled-asset.ts';

/** A conduit as a rule set sees it: all conduits that no row can tell apart are one kind. */
export interface AssetKind {
  /** Counted from 0 in the order in which they were first asked for. */
  readonly index: number;
  readonly facts: AssetFacts;
  /** The classes it is or may be of. */
  readonly fits: ReadonlyMap<string, Exclude<Fit, 'no'>>;
}

/** An unknown fact with the kinds that a conduit would be of if it were known. */
export interface KnownOtherwise {
  readonly fact: AssetFact;
  readonly kinds: readonly AssetKind[];
}

export type PairFamily = 'horizontal' | 'vertical';

type RowsByClasses = ReadonlyMap<string, ReadonlyMap<string, readonly ClearanceRow[]>>;

/**
 * A rule set made ready for many questions. Conduits of a city fall into some hundred kinds, and a pair of kinds is looked
 * up once; the answers are the same with and without it. Looking a pair up row by row took 1.8 ms, for what is unknown is
 * tried in every way that makes a difference; by classes it takes some 30 us, and 0.2 us from the second time on.
 */
export class CompiledRules {
  readonly rules: RuleSet;
  readonly #points: Breakpoints;
  readonly #ofAsset = new WeakMap<RuledAsset, AssetKind>();
  readonly #ofKey = new Map<string, AssetKind>();
  readonly #otherwise = new Map<AssetKind, readonly KnownOtherwise[]>();
  readonly #answers = new Map<string, Map<number, unknown>>();
  readonly #pairs: Readonly<Record<PairFamily, RowsByClasses>>;

  constructor(rules: RuleSet) {
    this.rules = rules;
    this.#points = breakpoints(rules);
    this.#pairs = { horizontal: rowsByClasses(rules.horizontal), vertical: rowsByClasses(rules.vertical) };
    const named = [
      ...[...rules.horizontal, ...rules.vertical].flatMap(({ a, b }) => [a, b]),
      ...[...rules.zones, ...rules.horizontalToThing, ...rules.verticalToThing, ...rules.cover].map(({ of }) => of),
    ];
    const missing = named.find((name) => rules.classes[name] === undefined);
    if (missing !== undefined) {
      throw new RangeError(`rule set ${rules.id}: wanted the class "${missing}", got none`);
    }
  }

  /** The kind of a conduit, which is not changed after it was first asked about. */
  kind(asset: RuledAsset): AssetKind {
    let kind = this.#ofAsset.get(asset);
    if (kind === undefined) {
      kind = this.kindOfFacts(assetFacts(asset));
      this.#ofAsset.set(asset, kind);
    }
    return kind;
  }

  /** The kind of conduits of which this is known. */
  kindOfFacts(facts: AssetFacts): AssetKind {
    const key = keyOfFacts(facts, this.#points);
    let kind = this.#ofKey.get(key);
    if (kind === undefined) {
      kind = { index: this.#ofKey.size, facts, fits: this.#fitsOf(facts) };
      this.#ofKey.set(key, kind);
    }
    return kind;
  }

  /** Its unknown facts, but those that no row looks at. */
  knownOtherwise(kind: AssetKind): readonly KnownOtherwise[] {
    let known = this.#otherwise.get(kind);
    if (known === undefined) {
      known = ASSET_FACTS.filter((fact) => isUnknown(kind.facts, fact)).flatMap((fact) => {
        const kinds = withFactKnown(kind.facts, fact, this.#points).map((facts) => this.kindOfFacts(facts));
        // Rows look at sizes beyond their classes: at the larger of two.
        const matters = fact === 'size' || kinds.some((other) => !haveSameFits(kind, other));
        return matters ? [{ fact, kinds: [...new Set(kinds)] }] : [];
      });
      this.#otherwise.set(kind, known);
    }
    return known;
  }

  /** Rows of the two classes, in either order. */
  pairRows(family: PairFamily, a: string, b: string): readonly ClearanceRow[] {
    return this.#pairs[family].get(a)?.get(b) ?? [];
  }

  /** The answer to a question about that number, found once. */
  answer<Answer>(question: string, about: number, find: () => Answer): Answer {
    let known = this.#answers.get(question);
    if (known === undefined) {
      known = new Map();
      this.#answers.set(question, known);
    }
    // A question has one type of answer, and none is undefined.
    const before = known.get(about) as Answer | undefined;
    if (before !== undefined) return before;
    const found = find();
    known.set(about, found);
    return found;
  }

  #fitsOf(facts: AssetFacts): AssetKind['fits'] {
    const fits = new Map<string, Exclude<Fit, 'no'>>();
    for (const [name, wanted] of Object.entries(this.rules.classes)) {
      const fit = fitOfClass(wanted, facts);
      if (fit !== 'no') fits.set(name, fit);
    }
    return fits;
  }
}

const COMPILED = new WeakMap<RuleSet, CompiledRules>();

/** Of a set that is not changed after its first use. Throws a RangeError for a row of a class that the set does not have. */
export function compiledRules(rules: RuleSet): CompiledRules {
  let compiled = COMPILED.get(rules);
  if (compiled === undefined) {
    compiled = new CompiledRules(rules);
    COMPILED.set(rules, compiled);
  }
  return compiled;
}

function haveSameFits(a: AssetKind, b: AssetKind): boolean {
  if (a.fits.size !== b.fits.size) return false;
  for (const [name, fit] of a.fits) if (b.fits.get(name) !== fit) return false;
  return true;
}

function rowsByClasses(rows: readonly ClearanceRow[]): RowsByClasses {
  const found = new Map<string, Map<string, ClearanceRow[]>>();
  const put = (a: string, b: string, row: ClearanceRow) => {
    const ofA = found.get(a) ?? new Map<string, ClearanceRow[]>();
    found.set(a, ofA);
    const both = ofA.get(b) ?? [];
    ofA.set(b, both);
    both.push(row);
  };
  for (const row of rows) {
    put(row.a, row.b, row);
    if (row.a !== row.b) put(row.b, row.a, row);
  }
  return found;
}
