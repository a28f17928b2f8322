import { isOver } from '@undercroft/core/live/is-over';
import type { LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';

/** The latest of every key, for pages that join later. What is over (closed alarms, ended cases) is not kept. */
export class HeldState {
  private held = new Map<string, LoggedEventAnswer>();

  get size(): number {
    return this.held.size;
  }

  replace(events: readonly LoggedEventAnswer[]): void {
    this.held = new Map();
    this.take(events);
  }

  /** What of it is news: what is held already, or is older, comes again after a break. */
  take(events: readonly LoggedEventAnswer[]): readonly LoggedEventAnswer[] {
    return events.filter((logged) => {
      if (logged.isHistorical) return false;
      const key = keyOf(logged);
      const held = this.held.get(key);
      if (held !== undefined && held.eventId >= logged.eventId) return false;
      if (isOver(logged.event)) this.held.delete(key);
      else if ((held?.event.eventTimeMs ?? 0) <= logged.event.eventTimeMs) this.held.set(key, logged);
      return true;
    });
  }

  all(): readonly LoggedEventAnswer[] {
    return [...this.held.values()];
  }
}

function keyOf({ event }: LoggedEventAnswer): string {
  switch (event.kind) {
    case 'alarm':
    case 'case':
      return `${event.kind}/${event.id}`;
    case 'reading':
      return `reading/${event.source}/${event.id}/${event.value.quantity}`;
    case 'cover':
    case 'position':
    case 'signal':
    case 'flow':
      return `${event.kind}/${event.source}/${event.id}`;
  }
}
