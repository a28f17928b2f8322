import { type Severity, VERIFY_RULES, type VerifyRule } from './verify-rules.ts';

/** One thing wrong in a tileset. */
export interface Finding {
  readonly code: VerifyRule;
  readonly severity: Severity;
  /** Which file, and where in it: `3/4/5.glb meshes/0/primitives/1`. */
  readonly place: string;
  /** One sentence: what was wanted and what came. */
  readonly message: string;
}

/** Findings kept of one rule; more of it are counted only, so that a broken tileset of any size fits into memory. */
const KEPT_OF_A_RULE = 50;

/** Gathers findings: all are counted, the first of each rule are kept. */
export class FindingLog {
  readonly #kept: Finding[] = [];
  readonly #counts = new Map<VerifyRule, number>();

  add(code: VerifyRule, place: string, message: string): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= KEPT_OF_A_RULE) this.#kept.push({ code, severity: VERIFY_RULES[code], place, message });
  }

  /** Kept findings in the order in which they were made. */
  get findings(): readonly Finding[] {
    return this.#kept;
  }

  /** How many there were of each rule that was broken. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** How many there were of what is wrong: all but what was not looked into. */
  get faults(): number {
    return [...this.#counts].reduce(
      (sum, [code, count]) => (VERIFY_RULES[code] === 'unchecked' ? sum : sum + count),
      0,
    );
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }
}
