import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedEvent, NewEvent } from '@undercroft/core/live/live-event';
import { StoreError } from '@undercroft/store/errors';
import type { AppendOutcome, LiveRepository } from '@undercroft/store/live-store';
import type { Sql } from '@undercroft/store/sql';

/** How long the first event of a batch waits for company. With it a commit is shared; without it each has its own. */
const LINGER_MS = 4;

/**
 * Events of one transaction. More would save PostgreSQL a twentieth of its work, and would keep the embedded store, which
 * takes 0.14 ms for one and serves nobody else meanwhile, for longer than a tenth of a second.
 */
const MOST_AT_ONCE = 500;

interface Waiting {
  readonly events: readonly NewEvent[];
  readonly alongside: ((sql: Sql) => Promise<void>) | undefined;
  readonly resolve: (outcomes: readonly AppendOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupAppenderOptions {
  readonly live: Pick<LiveRepository, 'append'>;
  readonly scene: string;
  /** Called after each commit, in the order of commits, before those who wait are told. */
  readonly onStored: (events: readonly LoggedEvent[]) => void;
}

/**
 * Appends to the log of one scene: one transaction at a time, and all that came meanwhile in the next. A group that
 * the database refuses is appended again request by request, so that what one of them holds keeps no other out.
 */
export class GroupAppender {
  readonly #options: GroupAppenderOptions;
  #queue: Waiting[] = [];
  #running: Promise<void> | null = null;
  #current: Promise<void> | null = null;

  constructor(options: GroupAppenderOptions) {
    this.#options = options;
  }

  /** What has nothing alongside may go in several transactions; resolves when all of it is durable. */
  async append(
    events: readonly NewEvent[],
    alongside: ((sql: Sql) => Promise<void>) | undefined,
  ): Promise<readonly AppendOutcome[]> {
    if (alongside !== undefined || events.length <= MOST_AT_ONCE) return await this.#wait(events, alongside);
    const parts = Array.from({ length: Math.ceil(events.length / MOST_AT_ONCE) }, (_, i) =>
      this.#wait(events.slice(i * MOST_AT_ONCE, (i + 1) * MOST_AT_ONCE), undefined),
    );
    return (await Promise.all(parts)).flat();
  }

  #wait(
    events: readonly NewEvent[],
    alongside: ((sql: Sql) => Promise<void>) | undefined,
  ): Promise<readonly AppendOutcome[]> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ events, alongside, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Settles with the transaction that is under way, if there is one. */
  async current(): Promise<void> {
    await this.#current;
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    await sleep(LINGER_MS);
    while (this.#queue.length > 0) {
      this.#current = this.#appendGroup(this.#takeGroup());
      await this.#current;
      this.#current = null;
    }
    this.#running = null;
  }

  /** The next that go together, in the order they came. What has something alongside goes alone. */
  #takeGroup(): readonly Waiting[] {
    let count = 0;
    let end = 0;
    for (const { events, alongside } of this.#queue) {
      if (end > 0 && (alongside !== undefined || count + events.length > MOST_AT_ONCE)) break;
      count += events.length;
      end += 1;
      if (alongside !== undefined) break;
    }
    return this.#queue.splice(0, end);
  }

  async #appendGroup(group: readonly Waiting[]): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    const events = group.length === 1 ? first.events : group.flatMap((waiting) => waiting.events);
    try {
      const outcomes = await this.#options.live.append(this.#options.scene, events, first.alongside);
      this.#options.onStored(outcomes.flatMap((each) => (each.status === 'stored' ? [each.logged] : [])));
      let at = 0;
      for (const waiting of group) {
        waiting.resolve(outcomes.slice(at, at + waiting.events.length));
        at += waiting.events.length;
      }
    } catch (error) {
      if (group.length > 1 && error instanceof StoreError && error.code === 'statement-failed') {
        for (const waiting of group) await this.#appendGroup([waiting]);
        return;
      }
      for (const waiting of group) waiting.reject(error);
    }
  }
}
