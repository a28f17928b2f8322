import type { LiveEvent } from '@undercroft/core/live/live-event';

/** What a simulator is asked, with a number for the answer. Times are milliseconds since 1970 UTC. */
export type SimulatorQuestion = { readonly id: number } & (
  | { readonly kind: 'events'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'cases'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'stateAt'; readonly atMs: number }
  | { readonly kind: 'between'; readonly fromMs: number; readonly toMs: number; readonly limit: number }
  | {
      readonly kind: 'ofThing';
      readonly sourceId: string;
      readonly fromMs: number;
      readonly toMs: number;
      readonly limit: number;
    }
);

export type SimulatorAnswer =
  | { readonly id: number; readonly events: readonly LiveEvent[] }
  | { readonly id: number; readonly failure: string };

/** What the thread is begun with. */
export interface SimulatorSeed {
  readonly seed: number;
  /** Name of the feed that its events come over. */
  readonly source: string;
}
