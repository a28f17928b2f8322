import type { LiveEvent } from '@undercroft/core/live/live-event';

/** What a scene's generator says of any time, whether a log was kept then or not. Times are milliseconds since 1970 UTC. */
export interface SimulatedPast {
  /** The latest event of every device, set of signals and unit at an instant. */
  stateAt(atMs: number): Promise<readonly LiveEvent[]>;
  /** Its events of `[fromMs, toMs)` in the order of time without cases, the first of them, at most `limit`. */
  between(fromMs: number, toMs: number, limit: number): Promise<readonly LiveEvent[]>;
  /** Those of one device, the last of them, at most `limit`. */
  ofThing(sourceId: string, fromMs: number, toMs: number, limit: number): Promise<readonly LiveEvent[]>;
}
