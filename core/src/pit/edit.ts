import { checkOutline, type PitRefusal } from './outline-check.ts';
import { PIT_LIMITS, type PitInput } from './pit.ts';

/** One change of a pit by hand. Corners are numbered from 0 in the outline's own order. */
export type PitEdit =
  | { readonly kind: 'moveCorner'; readonly corner: number; readonly x: number; readonly y: number }
  /** Puts a new corner on the side that starts at `side`. */
  | { readonly kind: 'insertCorner'; readonly side: number; readonly x: number; readonly y: number }
  | { readonly kind: 'deleteCorner'; readonly corner: number }
  | { readonly kind: 'moveWhole'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'setDepth'; readonly depthM: number }
  | { readonly kind: 'setBatter'; readonly batter: number };

export type PitEditResult =
  | { readonly ok: true; readonly input: PitInput }
  | { readonly ok: false; readonly refusal: PitRefusal };

/**
 * The pit after an edit; the one given is never changed. Depth and batter stop at their limits (and a number that is
 * none is refused); an edit that leaves an outline nobody can dig is refused, so that the hand stops at the last good
 * one. Throws a RangeError for a corner or side the outline does not have.
 */
export function applyEdit(input: PitInput, edit: PitEdit): PitEditResult {
  switch (edit.kind) {
    case 'moveCorner': {
      const outline = input.outline.slice();
      outline.set([edit.x, edit.y], offsetOf(outline, edit.corner));
      return checked(input, outline);
    }
    case 'insertCorner': {
      const at = offsetOf(input.outline, edit.side) + 2;
      return checked(input, spliced(input.outline, at, 0, [edit.x, edit.y]));
    }
    case 'deleteCorner':
      return checked(input, spliced(input.outline, offsetOf(input.outline, edit.corner), 2, []));
    case 'moveWhole':
      return checked(
        input,
        input.outline.map((value, i) => value + (i % 2 === 0 ? edit.dx : edit.dy)),
      );
    case 'setDepth': {
      if (Number.isNaN(edit.depthM)) return refused('bad-depth', 'The depth must be a number, but is none.');
      const { leastDepthM, greatestDepthM } = PIT_LIMITS;
      return { ok: true, input: { ...input, depthM: Math.max(leastDepthM, Math.min(greatestDepthM, edit.depthM)) } };
    }
    case 'setBatter': {
      if (Number.isNaN(edit.batter)) return refused('bad-batter', 'The batter must be a number, but is none.');
      return { ok: true, input: { ...input, batter: Math.max(0, Math.min(PIT_LIMITS.greatestBatter, edit.batter)) } };
    }
  }
}

function checked(input: PitInput, outline: Float64Array): PitEditResult {
  const refusal = checkOutline(outline);
  return refusal === null ? { ok: true, input: { ...input, outline } } : { ok: false, refusal };
}

function offsetOf(outline: Float64Array, corner: number): number {
  const count = outline.length / 2;
  if (Number.isInteger(corner) && corner >= 0 && corner < count) return corner * 2;
  throw new RangeError(`applyEdit: wanted a corner from 0 to ${count - 1}, got ${corner}`);
}

function spliced(outline: Float64Array, at: number, remove: number, add: readonly number[]): Float64Array {
  return Float64Array.from([...outline.subarray(0, at), ...add, ...outline.subarray(at + remove)]);
}

function refused(code: PitRefusal['code'], message: string): PitEditResult {
  return { ok: false, refusal: { code, message } };
}
