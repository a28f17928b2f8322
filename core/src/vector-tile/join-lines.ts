/**
 * Joins lines end to end where exactly two of them meet: fewer, longer lines that draw the same. Places are the same when
 * their numbers are. Where three meet, all end; a line of one place, or with a number that is not finite, is left out.
 *
 * ```
 *   a---b---c---d            a-----------d
 *           |         ->             |
 *           e                        e        (three meet in c: a-c, c-d, c-e)
 * ```
 * The same lines in the same order give the same lines.
 */
export function joinLines(lines: readonly Float64Array[]): readonly Float64Array[] {
  const ends = endsOf(lines);
  const isUsed = new Uint8Array(lines.length);
  const out: Float64Array[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (isUsed[i] === 1 || ends.place[2 * i] === NOWHERE || ends.place[2 * i + 1] === NOWHERE) continue;
    isUsed[i] = 1;
    const after = chain(ends, isUsed, 2 * i + 1);
    const before = chain(ends, isUsed, 2 * i);
    // Ends at which a line is entered: from the far end before to the far end after.
    const entered = [...before.reverse().map((end) => end ^ 1), 2 * i, ...after];
    out.push(entered.length === 1 ? (lines[i] ?? new Float64Array(0)) : concatenated(lines, entered));
  }
  return out;
}

const NOWHERE = -1;

/** Line `i` has the ends `2 * i` (its first place) and `2 * i + 1` (its last). */
interface Ends {
  /** Number of the place of each end. */
  readonly place: Int32Array;
  /** How many ends lie at each place. */
  readonly count: Uint32Array;
  /** Sum of the numbers of the ends at each place: of two, the one less the other is the one sought. */
  readonly sum: Float64Array;
}

function endsOf(lines: readonly Float64Array[]): Ends {
  const place = new Int32Array(2 * lines.length);
  const count = new Uint32Array(2 * lines.length);
  const sum = new Float64Array(2 * lines.length);
  const known = new Map<number, Map<number, number>>();
  let places = 0;
  const placeOf = (x: number, y: number): number => {
    const column = known.get(x) ?? new Map<number, number>();
    known.set(x, column);
    const found = column.get(y);
    if (found !== undefined) return found;
    column.set(y, places);
    places += 1;
    return places - 1;
  };
  for (const [i, line] of lines.entries()) {
    // One number that is not finite would take the place of a whole chain away.
    const isPlaced = line.length >= 4 && line.every(Number.isFinite);
    for (const end of [2 * i, 2 * i + 1]) {
      const at = end === 2 * i ? 0 : line.length - 2;
      const number = isPlaced ? placeOf(line[at] ?? Number.NaN, line[at + 1] ?? Number.NaN) : NOWHERE;
      place[end] = number;
      if (number === NOWHERE) continue;
      count[number] = (count[number] ?? 0) + 1;
      sum[number] = (sum[number] ?? 0) + end;
    }
  }
  return { place, count, sum };
}

/** The ends at which lines are entered one after another when one goes on from an end; marks them as used. */
function chain({ place, count, sum }: Ends, isUsed: Uint8Array, from: number): number[] {
  const entered: number[] = [];
  for (let end = from; ; ) {
    const at = place[end] ?? NOWHERE;
    if (count[at] !== 2) return entered;
    const next = (sum[at] ?? 0) - end;
    const line = next >> 1;
    if (isUsed[line] === 1) return entered;
    isUsed[line] = 1;
    entered.push(next);
    end = next ^ 1;
  }
}

/** One line through all: each entered at an end and left at its other, the places where two meet once. */
function concatenated(lines: readonly Float64Array[], entered: readonly number[]): Float64Array {
  const length = entered.reduce((total, end) => total + (lines[end >> 1]?.length ?? 0) - 2, 2);
  const out = new Float64Array(length);
  let pos = 0;
  for (const end of entered) {
    const line = lines[end >> 1] ?? new Float64Array(0);
    const isForward = (end & 1) === 0;
    // The place it shares with the line before is written over by the same numbers.
    if (pos > 0) pos -= 2;
    for (let i = 0; i < line.length; i += 2) {
      const at = isForward ? i : line.length - 2 - i;
      out[pos++] = line[at] ?? Number.NaN;
      out[pos++] = line[at + 1] ?? Number.NaN;
    }
  }
  return out;
}
