/** V8 copies slices of up to twelve characters; a longer one points into the text it was cut from. */
const LONGEST_COPIED = 12;

/**
 * A part of a text that does not keep the whole in memory: one kept point number would hold the piece of the file it was cut
 * from, and the numbers of all points the whole file. Made of short slices, which are copies.
 */
export function ownedSlice(source: string, from: number, to: number): string {
  if (to - from <= LONGEST_COPIED) return source.slice(from, to);
  let text = source.slice(from, from + LONGEST_COPIED);
  for (let at = from + LONGEST_COPIED; at < to; at += LONGEST_COPIED) {
    text += source.slice(at, Math.min(at + LONGEST_COPIED, to));
  }
  return text;
}
