/** Why no new picture can be drawn. */
export const DRAWING_FAULTS = [
  /** The graphics card let go of the picture. */
  'contextLost',
  /** Parts of the scene did not come. */
  'tilesMissing',
  /** The engine failed, or the camera could not be asked for. */
  'broken',
] as const;

export type DrawingFault = (typeof DRAWING_FAULTS)[number];

/**
 * What is known of a live picture that is drawn here. `connecting`: none yet. `live`: what is seen is of now. `behind`: new
 * pictures come, and the one that is seen is old. `frozen`: none has come for long. `lost`: none can be drawn.
 */
export interface DrawnState {
  readonly phase: 'connecting' | 'live' | 'behind' | 'frozen' | 'lost';
  readonly fault: DrawingFault | null;
  /** The instant of the city that the last picture shows, milliseconds since 1970 UTC; null when there is none. */
  readonly shownMs: number | null;
  /** How long ago that was begun to be drawn, whole seconds; null when there is none. */
  readonly ageS: number | null;
}

/** A picture older than this is not of now, milliseconds: where nothing moves one is drawn a second. */
export const BEHIND_AFTER_MS = 2500;

/** No new picture for so long is a frozen one, milliseconds: the slowest machine rests 5 s between two. */
export const FROZEN_AFTER_MS = 12_000;

/** Watches a picture that is drawn here. It has no clock: each call says the time of this machine. */
export interface LiveWatch {
  /** A picture was shown that was begun at `beganMs` and shows the city at `cityMs`. */
  frame(beganMs: number, cityMs: number): void;
  fail(fault: DrawingFault): void;
  /** Drawing begins anew after a pause: what was seen is no longer spoken of. */
  begin(): void;
  at(nowMs: number): DrawnState;
}

export function liveWatch(): LiveWatch {
  let last: { readonly beganMs: number; readonly cityMs: number } | null = null;
  let fault: DrawingFault | null = null;
  const phaseAt = (nowMs: number): DrawnState['phase'] => {
    if (fault !== null) return 'lost';
    if (last === null) return 'connecting';
    const ageMs = nowMs - last.beganMs;
    if (ageMs > FROZEN_AFTER_MS) return 'frozen';
    return ageMs > BEHIND_AFTER_MS ? 'behind' : 'live';
  };
  return {
    frame(beganMs, cityMs) {
      last = { beganMs, cityMs };
      fault = null;
    },
    fail(next) {
      fault = next;
    },
    begin() {
      last = null;
      fault = null;
    },
    at: (nowMs) => ({
      phase: phaseAt(nowMs),
      fault,
      shownMs: last?.cityMs ?? null,
      ageS: last === null ? null : Math.max(0, Math.floor((nowMs - last.beganMs) / 1000)),
    }),
  };
}
