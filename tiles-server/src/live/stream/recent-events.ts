import type { StreamEvent } from './stream-event.ts';

/** The newest events of a scene, kept to fill the gaps of readers that come back soon. Their ids rise by one. */
export class RecentEvents {
  readonly #kept: (StreamEvent | undefined)[];
  #first = 1;
  #last = 0;

  constructor(most: number) {
    this.#kept = Array.from({ length: most });
  }

  /** Forgets everything; the next event is that after `upTo`. */
  restart(upTo: number): void {
    this.#kept.fill(undefined);
    this.#first = upTo + 1;
    this.#last = upTo;
  }

  add(event: StreamEvent): void {
    this.#last = event.id;
    this.#kept[event.id % this.#kept.length] = event;
    this.#first = Math.max(this.#first, event.id - this.#kept.length + 1);
  }

  /** True when every event after that one is kept. */
  holdsAllAfter(id: number): boolean {
    return id >= this.#first - 1 && id <= this.#last;
  }

  /** Those after one id up to another, oldest first. */
  *between(afterId: number, upTo: number): Iterable<StreamEvent> {
    for (let id = afterId + 1; id <= upTo; id++) {
      const event = this.#kept[id % this.#kept.length];
      if (event !== undefined) yield event;
    }
  }
}
