import type { Basis } from '@undercroft/core/model/basis';
import type { Utility } from '@undercroft/core/model/utility';
import type { UtilityRule } from '@undercroft/core/protocol/scene';
import { ImportError } from './import-error.ts';

export interface GuessedUtility {
  readonly utility: Utility;
  readonly utilityBasis: Basis;
}

/** The utility of a feature by the first of the ids given that a pattern matches; its own comes first. */
export type UtilityGuess = (...sourceIds: readonly string[]) => GuessedUtility;

/**
 * Compiles a scene's rule. What a pattern or the rule's default names is a guess and said to be one; `unknown` stays
 * unknown. Throws `ImportError` for a pattern that is no regular expression.
 */
export function utilityGuess(rule: UtilityRule): UtilityGuess {
  const patterns = rule.bySourceId.map(({ pattern, utility }) => ({ expression: compile(pattern), utility }));
  return (...sourceIds) => {
    for (const id of sourceIds) {
      const hit = patterns.find(({ expression }) => expression.test(id));
      if (hit !== undefined) return guess(hit.utility);
    }
    return guess(rule.default);
  };
}

function guess(utility: Utility): GuessedUtility {
  return { utility, utilityBasis: utility === 'unknown' ? 'unknown' : 'guessed' };
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (cause) {
    throw new ImportError('bad-utility-pattern', `The utility pattern "${pattern}" is not a regular expression.`, {
      cause,
    });
  }
}
