/** Why there is no moving picture. */
export const PICTURE_FAULTS = [
  /** The gateway does not answer. */
  'gatewayAway',
  /** The gateway answers that it has no such stream. */
  'noSuchStream',
  /** The gateway answers with another error. */
  'gatewayRefused',
  /** What came cannot be shown here. */
  'notPlayable',
  /** The stream was ended. */
  'ended',
  /** No picture came in time. */
  'noPicture',
] as const;

export type PictureFault = (typeof PICTURE_FAULTS)[number];

/**
 * What is known of a moving picture. `connecting`: no picture yet. `live`: new pictures come. `frozen`: what is seen does
 * not change any more. `lost`: nothing comes. Times are milliseconds since 1970 UTC.
 */
export interface PictureState {
  readonly phase: 'connecting' | 'live' | 'frozen' | 'lost';
  /** When the last new picture came; null when none ever came. */
  readonly lastGoodMs: number | null;
  readonly fault: PictureFault | null;
}

/** No new picture for so long is a frozen one, milliseconds: a stream of one picture a second still is live. */
export const FROZEN_AFTER_MS = 3000;

/** Pictures that come but are all the same for so long are a frozen camera behind a stream that runs, milliseconds. */
export const SAME_AFTER_MS = 10_000;

/** The first picture of a stream has to come within, milliseconds. */
export const CONNECT_WITHIN_MS = 12_000;

/** A stream that stopped is given up and asked for anew after so much longer, milliseconds. */
export const GIVE_UP_AFTER_MS = 8000;

/** Every sensor has noise: pictures in which no sample differs by more than this, of 255, are one picture. */
export const SAME_WITHIN = 2;

/** Watches one picture; told what happens, asked what is to be said of it. It has no clock: each call says the time. */
export interface PictureWatch {
  readonly state: PictureState;
  /** The stream is asked for, for the first time or anew. */
  begin(nowMs: number): void;
  /** A new frame was shown. */
  frame(nowMs: number): void;
  /** What is seen, as samples of its pixels; null where they may not be read. */
  look(nowMs: number, samples: Uint8ClampedArray | null): void;
  fail(fault: PictureFault): void;
  /** The page was hidden or asleep: pictures were not shown, and nothing can be said of that time. */
  wake(nowMs: number): void;
  /** Brings the state up to a time; true when the stream is silent for so long that it is to be asked for anew. */
  tick(nowMs: number): boolean;
}

export function pictureWatch(startMs: number): PictureWatch {
  let phase: PictureState['phase'] = 'connecting';
  let fault: PictureFault | null = null;
  let lastGoodMs: number | null = null;
  let begunMs = startMs;
  /** Of the stream that runs now. */
  let frameMs: number | null = null;
  // Kept from stream to stream: one that begins again with the old picture has not come back to life.
  let changedMs = startMs;
  let samplesBefore: Uint8ClampedArray | null = null;

  return {
    get state() {
      return { phase, lastGoodMs, fault };
    },
    begin(nowMs) {
      begunMs = nowMs;
      frameMs = null;
    },
    frame(nowMs) {
      frameMs = nowMs;
      fault = null;
      // Where pixels may not be read a new frame is all that is known.
      if (samplesBefore === null) lastGoodMs = nowMs;
    },
    look(nowMs, samples) {
      if (samples === null) {
        samplesBefore = null;
        return;
      }
      if (samplesBefore !== null && !differs(samplesBefore, samples)) return;
      samplesBefore = samples;
      changedMs = nowMs;
      lastGoodMs = nowMs;
    },
    fail(next) {
      fault = next;
      phase = 'lost';
      frameMs = null;
    },
    wake(nowMs) {
      begunMs = nowMs;
      changedMs = nowMs;
      if (frameMs !== null) frameMs = nowMs;
    },
    tick(nowMs) {
      if (frameMs === null) {
        const isSilent = nowMs - begunMs > CONNECT_WITHIN_MS;
        // What was said of the picture stays while the stream is asked for anew: "lost" does not flicker.
        if (isSilent) fault ??= 'noPicture';
        if (fault !== null) phase = 'lost';
        return isSilent;
      }
      const isStopped = nowMs - frameMs > FROZEN_AFTER_MS;
      const isSame = samplesBefore !== null && nowMs - changedMs > SAME_AFTER_MS;
      phase = isStopped || isSame ? 'frozen' : 'live';
      return nowMs - frameMs > FROZEN_AFTER_MS + GIVE_UP_AFTER_MS;
    },
  };
}

function differs(before: Uint8ClampedArray, after: Uint8ClampedArray): boolean {
  if (before.length !== after.length) return true;
  for (let i = 0; i < before.length; i++) {
    if (Math.abs((before[i] ?? 0) - (after[i] ?? 0)) > SAME_WITHIN) return true;
  }
  return false;
}
