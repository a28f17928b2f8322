import type { LiveEvent, NewEvent } from '@undercroft/core/live/live-event';

type Said =
  | Pick<Extract<LiveEvent, { kind: 'cover' }>, 'kind' | 'value'>
  | Pick<Extract<LiveEvent, { kind: 'reading' }>, 'kind' | 'value'>;

/** What a cover says now, or said so many seconds ago. */
export function coverSays(id: string, sequence: number, tiltDeg: number, isOpen: boolean, agoS = 0): NewEvent {
  return said({ kind: 'cover', value: { tiltDeg, isOpen } }, id, sequence, agoS);
}

/** What a gauge reads now, or read so many seconds ago. */
export function gaugeSays(
  id: string,
  sequence: number,
  reading: { readonly quantity: string; readonly unit: string; readonly value: number },
  agoS = 0,
): NewEvent {
  return said({ kind: 'reading', value: reading }, id, sequence, agoS);
}

function said(what: Said, id: string, sequence: number, agoS: number): NewEvent {
  const eventTimeMs = Date.now() - 1000 * agoS;
  const head = { source: 'gateway', id, eventTimeMs, sequence, position: null, quality: 'good' } as const;
  return { event: { ...head, ...what }, receivedMs: eventTimeMs, positionBasis: null };
}
