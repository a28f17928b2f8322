import { describe, expect, it } from 'vitest';
import { ImportError } from './import-error.ts';
import { utilityGuess } from './utility-guess.ts';

describe('utilityGuess', () => {
  const guess = utilityGuess({
    default: 'unknown',
    bySourceId: [
      { pattern: '^R', utility: 'storm' },
      { pattern: 'R', utility: 'reclaimed' },
    ],
  });

  it('takes the first pattern that matches, as a guess', () => {
    expect(guess('R1')).toEqual({ utility: 'storm', utilityBasis: 'guessed' });
    expect(guess('1R')).toEqual({ utility: 'reclaimed', utilityBasis: 'guessed' });
  });

  it('asks the next id only when no pattern matches the one before', () => {
    expect(guess('1R', 'R1').utility).toBe('reclaimed');
    expect(guess('x', 'R1').utility).toBe('storm');
  });

  it('falls back to the default: unknown stays unknown, anything else is a guess', () => {
    expect(guess('x')).toEqual({ utility: 'unknown', utilityBasis: 'unknown' });
    expect(utilityGuess({ default: 'sewage', bySourceId: [] })('x')).toEqual({
      utility: 'sewage',
      utilityBasis: 'guessed',
    });
  });

  it('refuses a pattern that is no regular expression, by name', () => {
    const bad = () => utilityGuess({ default: 'unknown', bySourceId: [{ pattern: '(', utility: 'gas' }] });
    expect(bad).toThrow(ImportError);
    expect(bad).toThrow('"("');
  });
});
