/** A picture that waits longer than this for its next frame does so for want of speed, milliseconds. */
const SLOW_MS = 150;

/** So many slow frames while tiles come make drafts worth having: one or two are shaders being compiled. */
const SLOW_FRAMES = 3;

/**
 * Tiles have come when none came for so long, milliseconds, and so many turns: between two levels of them the queues are
 * empty a moment, and one slow turn is longer than that.
 */
const CALM_MS = 300;
const CALM_TURNS = 4;

/** Pixels of a draft: about those of a picture of 900 x 500. */
const DRAFT_PIXELS = 450_000;

/**
 * Tiles advance by one step a frame (asked for, decoded, painted, uploaded, split), some fifty steps from an empty scene to
 * a sharp one. Where a frame with all effects takes seconds, that is minutes of frames nobody looks at. So a slow machine
 * draws drafts while tiles come and one whole frame at the end.
 */
export class DraftRule {
  #slow = 0;
  #calmMs = 0;
  #calmTurns = 0;
  #isDraft = false;

  /** Whether the next frame is a draft; told of each turn of the browser, how long it took and whether tiles still come. */
  next(tookMs: number, coming: boolean): boolean {
    this.#calmMs = coming ? 0 : this.#calmMs + tookMs;
    this.#calmTurns = coming ? 0 : this.#calmTurns + 1;
    if (coming && tookMs > SLOW_MS) this.#slow++;
    if (this.#slow >= SLOW_FRAMES) this.#isDraft = true;
    if (this.#calmMs >= CALM_MS && this.#calmTurns >= CALM_TURNS) {
      this.#isDraft = false;
      this.#slow = 0;
    }
    return this.#isDraft;
  }
}

/** By how much a draft is coarser each way than a picture of so many pixels; never finer. */
export function draftScale(pixels: number): number {
  return Math.min(1, Math.sqrt(DRAFT_PIXELS / Math.max(pixels, 1)));
}
