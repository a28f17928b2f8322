import type { LiveRepository, RefusedEvent } from '@undercroft/store/live-store';

const KEPT_CHARACTERS = 2000;
/** Most that wait to be written: beyond it the oldest are given up, which people would not read through either. */
const MOST_WAITING = 10_000;

/** Keeps what was refused, many in one statement: a device gone mad must not keep the store from the others. */
export class RefusalKeeper {
  readonly #live: Pick<LiveRepository, 'refuse'>;
  readonly #scene: string;
  #waiting: RefusedEvent[] = [];
  #writing: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(live: Pick<LiveRepository, 'refuse'>, scene: string) {
    this.#live = live;
    this.#scene = scene;
  }

  /** Resolves when they are kept. */
  keep(refused: readonly RefusedEvent[]): Promise<void> {
    for (const each of refused) {
      this.#waiting.push({
        ...each,
        detail: storable(each.detail),
        body: storable(each.body.slice(0, KEPT_CHARACTERS)),
      });
    }
    if (this.#waiting.length > MOST_WAITING) this.#waiting.splice(0, this.#waiting.length - MOST_WAITING);
    this.#next ??= this.#writeAfter(this.#writing);
    return this.#next;
  }

  async #writeAfter(before: Promise<void> | null): Promise<void> {
    // A failure is that of whoever waited for it.
    await before?.catch(() => {});
    const batch = this.#waiting;
    this.#waiting = [];
    this.#writing = this.#next;
    this.#next = null;
    await this.#live.refuse(this.#scene, batch);
  }
}

/** Text as a database takes it: without null characters and halves of characters. */
function storable(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\u{fffd}');
}
