import { describe, expect, it } from 'vitest';
import { AIM, offsetOf } from './level-grid.ts';
import {
  type BarredSpan,
  farthestReached,
  type LevelProfile,
  levelProfile,
  reachLevels,
  straightened,
  tracedLevels,
} from './level-profile.ts';
import { starLevels } from './star-levels.ts';

/** A line on flat ground at 11 m that aims at 10 m and may lie from 6 to 10.3 m. */
function profileOf(stationsM: readonly number[], barred: readonly BarredSpan[]): LevelProfile {
  return levelProfile({
    stationsM,
    aimM: stationsM.map(() => 10),
    lowestM: stationsM.map(() => 6),
    highestM: stationsM.map(() => 10.3),
    barred,
  });
}

/** Levels of the cheapest way from the aim at one end to the aim at the other. */
function levelsOf(profile: LevelProfile): readonly number[] {
  const last = profile.stationsM.length - 1;
  const reached = reachLevels(profile, 0, last, AIM);
  const levels = tracedLevels(reached, AIM).toReversed();
  return [...straightened(profile, levels, 0, last)].map((offset) => Math.round((10 + offset) * 100) / 100);
}

describe('a line that crosses another', () => {
  it('keeps its aim where the other lies clear', () => {
    const profile = profileOf([0, 20, 22, 42], [{ fromM: 20, toM: 22, lowM: 8, highM: 9.4 }]);
    expect(levelsOf(profile)).toEqual([10, 10, 10, 10]);
  });

  it('goes under by just what is barred', () => {
    const profile = profileOf([0, 20, 22, 42], [{ fromM: 20, toM: 22, lowM: 9.6, highM: 10.8 }]);
    expect(levelsOf(profile)).toEqual([10, 9.6, 9.6, 10]);
  });

  it('goes over where that is nearer and its cover allows it', () => {
    const profile = profileOf([0, 20, 22, 42], [{ fromM: 20, toM: 22, lowM: 9, highM: 10.2 }]);
    expect(levelsOf(profile)).toEqual([10, 10.2, 10.2, 10]);
  });

  it('stays down between two crossings that lie close', () => {
    const spans = [
      { fromM: 20, toM: 22, lowM: 9.5, highM: 10.8 },
      { fromM: 26, toM: 28, lowM: 9.5, highM: 10.8 },
    ];
    expect(levelsOf(profileOf([0, 20, 22, 26, 28, 48], spans))).toEqual([10, 9.5, 9.5, 9.5, 9.5, 10]);
  });

  it('falls no steeper than 13.5 in a hundred: over 2 m of way it cannot fall 0.4 m', () => {
    const profile = profileOf([0, 2, 4], [{ fromM: 2, toM: 4, lowM: 9.6, highM: 10.8 }]);
    expect(reachLevels(profile, 0, 2, AIM).cost.some(Number.isFinite)).toBe(false);
    const longer = profileOf([0, 3, 5], [{ fromM: 3, toM: 5, lowM: 9.6, highM: 10.8 }]);
    expect(reachLevels(longer, 0, 2, AIM).cost.some(Number.isFinite)).toBe(true);
  });

  it('gets as far as the wall that bars every level', () => {
    const wall = { fromM: 20, toM: 22, lowM: Number.NEGATIVE_INFINITY, highM: Number.POSITIVE_INFINITY };
    const profile = profileOf([0, 10, 20, 22, 42], [wall]);
    expect(farthestReached(profile, 0, 4, AIM).reached).toBe(2);
    expect(farthestReached(profile, 4, 0, AIM).reached).toBe(3);
  });
});

describe('lines that meet at a junction', () => {
  /** From the junction at 0 to the cut at 60, with something near the junction. */
  const arm = (barred: readonly BarredSpan[]) => {
    const profile = profileOf([0, 3, 4, 60], barred);
    return { profile, cut: 3, end: 0, cutLevel: AIM };
  };

  it('keep their aim where nothing is in the way', () => {
    expect(starLevels([arm([]), arm([])])).toEqual([
      [AIM, AIM, AIM, AIM],
      [AIM, AIM, AIM, AIM],
    ]);
  });

  it('take one level from which each gets under what lies 3 m away', () => {
    const solved = starLevels([arm([{ fromM: 3, toM: 4, lowM: 9, highM: 10.9 }]), arm([])]);
    const [first, second] = solved;
    const meetM = 10 + offsetOf(first?.[0] ?? Number.NaN);
    expect(second?.[0]).toBe(first?.[0]);
    // Under 9 m at 3 m: at most 0.405 m higher, which is 8 steps of 5 cm, where they meet.
    expect(meetM).toBeLessThanOrEqual(9.4 + 1e-9);
    expect(first?.[1]).toBeLessThanOrEqual(AIM - 20);
    expect(first?.at(-1)).toBe(AIM);
  });

  it('leave out the arm that no level suits, and keep the rest', () => {
    const blocked = arm([{ fromM: 3, toM: 4, lowM: Number.NEGATIVE_INFINITY, highM: Number.POSITIVE_INFINITY }]);
    const solved = starLevels([arm([]), blocked, arm([])]);
    expect(solved[0]).not.toBeNull();
    expect(solved[1]).toBeNull();
    expect(solved[2]).not.toBeNull();
  });
});
