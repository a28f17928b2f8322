/** Which addresses are failing right now, and how often each has failed in a row. */
export interface FailingRequests {
  readonly size: number;
  /** Notes a failure; the number of failures in a row of that address. */
  failed(address: string): number;
  /** Notes that an address answered, or is no longer wanted. */
  settled(address: string): void;
  clear(): void;
}

/** `onChange` is called whenever the number of failing addresses becomes another. */
export function failingRequests(onChange: (size: number) => void): FailingRequests {
  const attempts = new Map<string, number>();
  return {
    get size() {
      return attempts.size;
    },
    failed(address) {
      const before = attempts.get(address) ?? 0;
      attempts.set(address, before + 1);
      if (before === 0) onChange(attempts.size);
      return before + 1;
    },
    settled(address) {
      if (attempts.delete(address)) onChange(attempts.size);
    },
    clear() {
      if (attempts.size === 0) return;
      attempts.clear();
      onChange(0);
    },
  };
}
