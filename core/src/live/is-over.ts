import type { Alarm } from './alarm.ts';
import type { LiveCase } from './live-case.ts';
import type { LiveEventKind } from './live-event.ts';

/** What is needed of an event to tell. */
type Ending =
  | { readonly kind: 'alarm'; readonly value: Pick<Alarm, 'state'> }
  | { readonly kind: 'case'; readonly value: Pick<LiveCase, 'result'> }
  | { readonly kind: Exclude<LiveEventKind, 'alarm' | 'case'> };

/**
 * Whether an event ends what it is about: a closed alarm, a case that was closed, rejected or withdrawn. What is over belongs
 * to no state of the city; it is history. Everything else stands until a newer word comes.
 */
export function isOver(event: Ending): boolean {
  switch (event.kind) {
    case 'alarm':
      return event.value.state === 'closed';
    case 'case':
      return event.value.result === 'closed' || event.value.result === 'rejected' || event.value.result === 'void';
    case 'reading':
    case 'cover':
    case 'position':
    case 'signal':
    case 'flow':
      return false;
  }
}
