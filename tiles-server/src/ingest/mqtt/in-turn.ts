import { setTimeout as pause } from 'node:timers/promises';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { Intake } from '../../live/live-scene.ts';

/** Lets messages of a source through in the order they came, no faster than it may bring them. */
export class InTurn {
  readonly #intake: Pick<Intake, 'admit'>;
  readonly #tails = new Map<string, Promise<void>>();

  constructor(intake: Pick<Intake, 'admit'>) {
    this.#intake = intake;
  }

  /** Resolves when `count` events may go on; null where they may at once. */
  admit(scene: string, adapter: Adapter, count: number): Promise<void> | null {
    const key = `${scene}/${adapter.source}`;
    const before = this.#tails.get(key);
    if (before === undefined) {
      const waitMs = this.#intake.admit(scene, adapter, count);
      if (waitMs === 0) return null;
    }
    const mine = this.#waitAfter(before, scene, adapter, count).finally(() => {
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    });
    this.#tails.set(key, mine);
    return mine;
  }

  async #waitAfter(before: Promise<void> | undefined, scene: string, adapter: Adapter, count: number): Promise<void> {
    await before;
    for (;;) {
      const waitMs = this.#intake.admit(scene, adapter, count);
      if (waitMs === 0) return;
      await pause(waitMs);
    }
  }
}
