import type { EventInput } from '@undercroft/core/protocol/live/event-input';

/** Places for quantities within a millisecond; with it times until the year 2039 stay whole numbers. */
const PLACES = 4096;

/**
 * The sequence of an event: its own, or the time in its place, in steps of 4096 a millisecond. Readings of different
 * quantities take different steps (but for one pair of names in 4096), so that a device may send several at once.
 */
export function sequenceOf(input: EventInput, eventTimeMs: number): number {
  if (input.sequence !== undefined) return input.sequence;
  const place = input.kind === 'reading' ? hashOf(input.value.quantity) : 0;
  return eventTimeMs * PLACES + place;
}

/** FNV-1a, folded to twelve bits. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return ((hash >>> 20) ^ hash) & (PLACES - 1);
}
