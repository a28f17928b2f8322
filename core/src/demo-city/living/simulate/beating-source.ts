import type { LiveEvent } from '../../../live/live-event.ts';

/** Something that may send an event at every beat of a clock of its own. Its events depend on nothing before them. */
export interface BeatingSource {
  readonly periodMs: number;
  /** Time of beat 0, milliseconds since 1970 UTC, from 0 up to the period. */
  readonly offsetMs: number;
  /** The event of a beat; `null` where it is silent. */
  eventAt(beat: number, timeMs: number): LiveEvent | null;
}

/** Name of the simulator in the events it makes. */
export const SIMULATOR = 'simulator';
