import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, type PitEdit } from './edit.ts';
import { doEdit, newHistory, type PitHistory, redo, undo } from './edit-history.ts';
import type { PitInput } from './pit.ts';
import { snapCorner } from './snap-corner.ts';

const trench: PitInput = { outline: Float64Array.of(0, 0, 2, 0, 2, 10, 0, 10), depthM: 2, batter: 0.75 };

function after(edit: PitEdit, input = trench): PitInput {
  const result = applyEdit(input, edit);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.input;
}

function code(edit: PitEdit, input = trench): string {
  const result = applyEdit(input, edit);
  return result.ok ? 'done' : result.refusal.code;
}

describe('applyEdit', () => {
  it('moves a corner, puts one in, takes it out again, moves the whole', () => {
    expect([...after({ kind: 'moveCorner', corner: 1, x: 3, y: -1 }).outline]).toEqual([0, 0, 3, -1, 2, 10, 0, 10]);
    const more = after({ kind: 'insertCorner', side: 3, x: -1, y: 5 });
    expect([...more.outline]).toEqual([0, 0, 2, 0, 2, 10, 0, 10, -1, 5]);
    expect(after({ kind: 'deleteCorner', corner: 4 }, more)).toEqual(trench);
    expect([...after({ kind: 'moveWhole', dx: 1, dy: -2 }).outline]).toEqual([1, -2, 3, -2, 3, 8, 1, 8]);
  });

  it('leaves the pit it was given as it was', () => {
    const before = trench.outline.slice();
    after({ kind: 'moveCorner', corner: 0, x: -5, y: -5 });
    expect(trench.outline).toEqual(before);
  });

  it('stops depth at 0.1 and 40 m and batter at 0 and 5', () => {
    expect(after({ kind: 'setDepth', depthM: -3 }).depthM).toBe(0.1);
    expect(after({ kind: 'setDepth', depthM: 1e9 }).depthM).toBe(40);
    expect(after({ kind: 'setBatter', batter: -1 }).batter).toBe(0);
    expect(after({ kind: 'setBatter', batter: 9 }).batter).toBe(5);
  });

  it('refuses what cannot be dug: a crossing, a corner on a corner, two corners left, NaN', () => {
    expect(code({ kind: 'moveCorner', corner: 0, x: 3, y: 5 })).toBe('crosses-itself');
    expect(code({ kind: 'moveCorner', corner: 0, x: 2, y: 0 })).toBe('duplicate-points');
    const triangle = { ...trench, outline: Float64Array.of(0, 0, 2, 0, 1, 3) };
    expect(code({ kind: 'deleteCorner', corner: 0 }, triangle)).toBe('too-few-points');
    expect(code({ kind: 'moveWhole', dx: Number.NaN, dy: 0 })).toBe('not-a-number');
    expect(code({ kind: 'setDepth', depthM: Number.NaN })).toBe('bad-depth');
    expect(code({ kind: 'setBatter', batter: Number.NaN })).toBe('bad-batter');
    expect(() => applyEdit(trench, { kind: 'deleteCorner', corner: 4 })).toThrow(RangeError);
  });
});

const place = fc.double({ min: -20, max: 20, noNaN: true });
const corner = fc.nat(3);
const anyEdit: fc.Arbitrary<PitEdit> = fc.oneof(
  fc.record({ kind: fc.constant('moveCorner' as const), corner, x: place, y: place }),
  fc.record({ kind: fc.constant('insertCorner' as const), side: corner, x: place, y: place }),
  fc.record({ kind: fc.constant('moveWhole' as const), dx: place, dy: place }),
  fc.record({ kind: fc.constant('setDepth' as const), depthM: place }),
  fc.record({ kind: fc.constant('setBatter' as const), batter: place }),
);

function doAll(history: PitHistory, edits: readonly PitEdit[]): PitHistory {
  return edits.reduce((before, edit) => {
    const result = doEdit(before, edit);
    return result.ok ? result.history : before;
  }, history);
}

describe('the history', () => {
  it('takes back any edit, and any row of edits, to what was', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 12 }), anyEdit, (edits, last) => {
        const before = doAll(newHistory(trench), edits);
        const result = doEdit(before, last);
        if (result.ok) expect(undo(result.history)).toEqual({ ...before, future: [result.history.present] });
        let history = before;
        while (history.past.length > 0) history = undo(history);
        expect(history.present).toEqual(trench);
        while (history.future.length > 0) history = redo(history);
        expect(history).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('undoes redo and redoes undo, and stays put at either end', () => {
    const history = doAll(newHistory(trench), [
      { kind: 'setDepth', depthM: 3 },
      { kind: 'setDepth', depthM: 1.8 },
    ]);
    expect(redo(undo(history))).toEqual(history);
    expect(redo(history)).toBe(history);
    expect(undo(newHistory(trench)).present).toBe(trench);
  });

  it('forgets what was taken back once something new is done', () => {
    const one = doAll(newHistory(trench), [{ kind: 'setDepth', depthM: 3 }]);
    const result = doEdit(undo(one), { kind: 'setBatter', batter: 1 });
    expect(result.ok ? result.history.future : null).toEqual([]);
  });

  it('takes back a drag in one step', () => {
    let history = newHistory(trench);
    for (const [i, depthM] of [2.9, 2.5, 2.1, 1.8].entries()) {
      const result = doEdit(history, { kind: 'setDepth', depthM }, i > 0);
      if (result.ok) history = result.history;
    }
    expect(history.present.depthM).toBe(1.8);
    expect(undo(history).present.depthM).toBe(2);
  });
});

describe('snapCorner', () => {
  const { outline } = trench;

  it('makes a rectangle of three right corners and a hand 8 cm off', () => {
    const snapped = snapCorner(outline, 1, 2.05, -0.06, 0.1);
    expect(snapped.x).toBeCloseTo(2, 12);
    expect(snapped.y).toBeCloseTo(0, 12);
    expect(snapped.rightAngles).toEqual(['before', 'corner', 'after']);
  });

  it('keeps one neighbour right while the corner slides along its side', () => {
    // Corner 1 pulled 1.5 m south: the angle at corner 2 stays right on x = 2.
    const snapped = snapCorner(outline, 1, 2.04, -1.5, 0.1);
    expect([snapped.x, snapped.y]).toEqual([expect.closeTo(2, 12), expect.closeTo(-1.5, 12)]);
    expect(snapped.rightAngles).toEqual(['after']);
  });

  it('finds the right angle at the corner itself: 3-4-5 over a hypotenuse of 5', () => {
    const snapped = snapCorner(Float64Array.of(0, 0, 5, 0, 1.8, 2.4), 2, 1.83, 2.44, 0.1);
    expect(Math.hypot(snapped.x - 2.5, snapped.y)).toBeCloseTo(2.5, 12);
    expect(snapped.rightAngles).toEqual(['corner']);
  });

  it('leaves the hand alone further off', () => {
    expect(snapCorner(outline, 1, 3, -1, 0.1)).toEqual({ x: 3, y: -1, rightAngles: [] });
  });
});
