import type { Sureness } from '../dig/axis-band.ts';

/**
 * Opacity of the vertices of an envelope, of 255: what a plain viewer draws, and by which the page tells the looks apart
 * (it hatches all but the first). The less is known, the less it may look like a body that is sure.
 */
export const ENVELOPE_OPACITY: Readonly<Record<Sureness, number>> = {
  known: 96,
  unknownSize: 72,
  unknownLevel: 56,
  unknownAccuracy: 32,
};

/** What is of unknown accuracy fades downwards to this: how deep it reaches nobody knows. */
export const FADED_OPACITY = 8;
