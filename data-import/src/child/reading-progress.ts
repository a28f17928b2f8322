/** Tells how far a reading is, when the percentage changes. */
export interface ReadingProgress {
  /** So many bytes more were read. */
  readonly read: (bytes: number) => void;
  /** So many features were found by now. */
  readonly features: (count: number) => void;
  /** All is read, whatever the bytes say. */
  readonly end: () => void;
}

/** `totalBytes` is a guess: what reads a file may look at parts of it more often or not at all. */
export function readingProgress(
  totalBytes: number,
  tell: (percent: number, features: number) => void,
): ReadingProgress {
  let bytes = 0;
  let percent = 0;
  let features = 0;
  const reach = (next: number) => {
    if (next <= percent) return;
    percent = next;
    tell(percent, features);
  };
  return {
    read(length) {
      bytes += length;
      reach(Math.min(100, Math.floor((bytes / Math.max(totalBytes, 1)) * 100)));
    },
    features(count) {
      features = count;
    },
    end: () => reach(100),
  };
}
