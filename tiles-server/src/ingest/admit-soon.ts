import { setTimeout as pause } from 'node:timers/promises';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { Intake } from '../live/live-scene.ts';
import { ProblemError } from '../problem.ts';

/** A source that is a little too fast is read more slowly; beyond this it is told to come back, ms. */
const SLOWED_MS = 10_000;

/** A source that brings more than it may, with when it may come back. */
export class TooFast extends ProblemError {
  readonly retryAfterS: number;

  constructor(adapter: Adapter, waitMs: number, advice: string) {
    const retryAfterS = Math.ceil(waitMs / 1000);
    super(
      'rate-limited',
      `"${adapter.source}" may bring ${adapter.ratePerS} events a second on average: come back in ${retryAfterS} s. ${advice}`,
    );
    this.retryAfterS = retryAfterS;
  }
}

/** Waits until a source may bring so many events. Throws `TooFast` where that takes too long, `advice` in its sentence. */
export async function admitSoon(
  intake: Intake,
  scene: string,
  adapter: Adapter,
  count: number,
  advice: string,
): Promise<void> {
  for (;;) {
    const waitMs = intake.admit(scene, adapter, count);
    if (waitMs === 0) return;
    if (waitMs > SLOWED_MS) throw new TooFast(adapter, waitMs, advice);
    await pause(waitMs);
  }
}
