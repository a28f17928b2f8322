import type { GuessedUtility } from '../../utility-guess.ts';

/** EPANET is made for water under pressure: unless the scene says otherwise, that is a fair guess, and said to be one. */
export function waterUnlessNamed(guess: GuessedUtility): GuessedUtility {
  return guess.utility === 'unknown' ? { utility: 'water', utilityBasis: 'guessed' } : guess;
}
