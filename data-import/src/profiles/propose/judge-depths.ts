import type { DepthReference } from '@undercroft/core/model/section-shape';
import { headingTokens } from './heading-tokens.ts';
import type { Match } from './match-table.ts';

/** What a heading says its depths or levels lie on: the word to be kept, and what it means. */
export interface StatedReference {
  readonly word: string;
  readonly reference: DepthReference;
}

/** `管底` is said of the inside and of the outside, and is left out. */
const CHINESE: readonly (readonly [RegExp, StatedReference])[] = [
  [/管内底|内底|流水面/u, { word: '管内底', reference: 'invert' }],
  [/管外底|外底/u, { word: '管外底', reference: 'outerBottom' }],
  [/管外顶|管顶|外顶/u, { word: '管顶', reference: 'outerTop' }],
  [/管中心|管中/u, { word: '管中心', reference: 'axis' }],
];

/** The reference in the heading's own words; `null` where it names none. Pinyin never does: 管顶 and 管底 are both GD. */
export function statedReference(heading: string): StatedReference | null {
  const chinese = CHINESE.find(([pattern]) => pattern.test(heading.normalize('NFKC')));
  if (chinese !== undefined) return chinese[1];
  const tokens = headingTokens(heading);
  if (tokens.includes('invert')) return { word: 'invert', reference: 'invert' };
  if (tokens.includes('top') && tokens.includes('pipe')) return { word: 'top of pipe', reference: 'outerTop' };
  return null;
}

/** How depths or levels of one column stand to the grounds beside it. */
export type GroundRelation = 'fits' | 'contradicts' | 'untold';

/** Deepest line of a city; a level farther below its ground is none. */
const DEEPEST_M = 25;
const LEAST_SHARE = 0.8;

/**
 * Compares a column of levels or depths with the ground levels of the same rows. Levels lie below the ground by what a depth
 * can be; depths that rather look like levels (they follow the ground) contradict their heading.
 */
export function relationToGround(match: Match, ground: Match | undefined, isLevel: boolean): GroundRelation {
  const values = match.stats.numbers;
  const { median, zeroShare } = match.stats;
  if (!isLevel && median > 15 && match.stats.decimals >= 2) return 'contradicts';
  if (ground === undefined) return 'untold';
  let compared = 0;
  let below = 0;
  for (let row = 0; row < values.length; row++) {
    const depth = (ground.stats.numbers[row] ?? Number.NaN) - (values[row] ?? Number.NaN);
    if (Number.isNaN(depth)) continue;
    compared++;
    if (depth > -0.5 && depth < DEEPEST_M) below++;
  }
  if (compared < 3 || zeroShare > 0.5) return 'untold';
  if (!isLevel) return 'untold';
  return below / compared >= LEAST_SHARE ? 'fits' : 'contradicts';
}
