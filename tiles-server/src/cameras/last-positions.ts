import { type LoggedEvent, stateKey } from '@undercroft/core/live/live-event';
import type { LiveRepository } from '@undercroft/store/live-store';
import type { EventLog } from '../live/event-log.ts';

export interface PositionsOptions {
  readonly live: Pick<LiveRepository, 'state'>;
  /** Told of every new event; null asks the store each time. */
  readonly log: Pick<EventLog, 'listen'> | null;
}

interface Followed {
  readonly ready: Promise<void>;
  readonly positions: Map<string, LoggedEvent>;
  readonly stop: () => void;
}

/**
 * The latest position of every unit of every scene that was asked for: read once, then followed in the log, so that an
 * answer costs no reading. Any server has the same, since the log is the same.
 */
export class LastPositions {
  readonly #options: PositionsOptions;
  readonly #followed = new Map<string, Followed>();

  constructor(options: PositionsOptions) {
    this.#options = options;
  }

  async of(scene: string): Promise<readonly LoggedEvent[]> {
    const { live, log } = this.#options;
    if (log === null) return (await live.state(scene)).events.filter(({ event }) => event.kind === 'position');
    let followed = this.#followed.get(scene);
    if (followed === undefined) {
      followed = this.#follow(scene, log);
      this.#followed.set(scene, followed);
    }
    await followed.ready;
    return [...followed.positions.values()];
  }

  close(): void {
    for (const { stop } of this.#followed.values()) stop();
    this.#followed.clear();
  }

  /** Listens first and reads then, so that nothing falls between. */
  #follow(scene: string, log: Pick<EventLog, 'listen'>): Followed {
    const positions = new Map<string, LoggedEvent>();
    const take = (events: readonly LoggedEvent[]) => {
      for (const logged of events) if (logged.event.kind === 'position') takeNewer(positions, logged);
    };
    const stop = log.listen(scene, take);
    const ready = this.#options.live.state(scene).then(({ events }) => take(events));
    ready.catch(() => {
      // A failed reading must not be the answer for ever.
      stop();
      this.#followed.delete(scene);
    });
    return { ready, positions, stop };
  }
}

function takeNewer(positions: Map<string, LoggedEvent>, logged: LoggedEvent): void {
  const key = stateKey(logged.event);
  const before = positions.get(key);
  if (before === undefined || before.event.eventTimeMs <= logged.event.eventTimeMs) positions.set(key, logged);
}
