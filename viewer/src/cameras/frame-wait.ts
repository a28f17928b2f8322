/** How long to wait after a frame of a live picture, milliseconds from its end. */
export interface FrameWait {
  /** No frame is begun before, whatever moves. */
  readonly restMs: number;
  /** A frame is drawn after so long even where nothing moved: only a new picture shows that there still is one. */
  readonly idleMs: number;
}

/** At most ten frames a second. */
export const LEAST_FRAME_MS = 100;

/** A picture in which nothing moves is drawn anew so often. */
export const IDLE_FRAME_MS = 1000;

/** Share of the time that the small picture may draw in, and while the view that people look at has work of its own. */
const SHARE = { atRest: 1 / 3, whileBusy: 1 / 10 } as const;

/** A machine that is slow gets older pictures, but not ever older ones, milliseconds. */
export const LONGEST_REST_MS = 5000;

/**
 * The wait after a frame that took `tookMs` from its beginning until the card had drawn it. `isViewBusy`: tiles of the
 * main view are coming, or its camera moves.
 */
export function frameWait(tookMs: number, isViewBusy: boolean): FrameWait {
  const share = isViewBusy ? SHARE.whileBusy : SHARE.atRest;
  const fairMs = Math.min(LONGEST_REST_MS, tookMs * (1 / share - 1));
  const restMs = Math.max(LEAST_FRAME_MS - tookMs, fairMs, 0);
  return { restMs, idleMs: Math.max(restMs, IDLE_FRAME_MS - tookMs) };
}
