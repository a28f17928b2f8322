import { describe, expect, it } from 'vitest';
import { DraftRule, draftScale } from './draft-rule.ts';

/** What the rule says after each of these turns. */
function run(turns: readonly (readonly [tookMs: number, coming: boolean])[]): readonly boolean[] {
  const rule = new DraftRule();
  return turns.map(([tookMs, coming]) => rule.next(tookMs, coming));
}

describe('draft frames', () => {
  it('begin with the third slow frame while tiles come', () => {
    expect(
      run([
        [2000, true],
        [16, true],
        [2000, true],
        [2000, true],
      ]),
    ).toEqual([false, false, false, true]);
  });

  it('never begin on a quick machine, nor for slow frames when nothing comes', () => {
    expect(run(Array.from({ length: 200 }, () => [17, true] as const))).not.toContain(true);
    expect(run(Array.from({ length: 20 }, () => [4000, false] as const))).not.toContain(true);
  });

  it('outlast an empty queue of a moment and end when it stays empty', () => {
    const slow = [
      [900, true],
      [900, true],
      [900, true],
    ] as const;
    const calm = Array.from({ length: 3 }, () => [900, false] as const);
    expect(run([...slow, ...calm, [900, true], ...calm]).slice(2)).not.toContain(false);
    expect(run([...slow, ...calm, [16, false]]).at(-1)).toBe(false);
    expect(run([...slow, ...Array.from({ length: 18 }, () => [16, false] as const)]).at(-1)).toBe(true);
    expect(run([...slow, ...Array.from({ length: 19 }, () => [16, false] as const)]).at(-1)).toBe(false);
  });

  it('do not come back for the slow whole frame at the end', () => {
    const rule = new DraftRule();
    for (let i = 0; i < 3; i++) rule.next(900, true);
    for (let i = 0; i < 4; i++) rule.next(400, false);
    expect(rule.next(20_000, true)).toBe(false);
    expect(rule.next(20_000, true)).toBe(false);
  });

  it('have 450 000 pixels at most: a quarter of the width of 3600 x 2000, all of 800 x 500', () => {
    expect(draftScale(3600 * 2000)).toBeCloseTo(0.25, 12);
    expect(draftScale(800 * 500)).toBe(1);
  });
});
