import { constants } from 'node:os';

/** A terminal sends one Ctrl-C to the whole group and npm passes it on once more: such echoes are one request. */
const ECHO_MS = 750;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first request to stop aborts `signal`; a second one, not an echo of the first, ends the process at once. */
export interface StopSignals {
  readonly signal: AbortSignal;
  /** Stops listening. */
  release(): void;
}

export function stopSignals(): StopSignals {
  const controller = new AbortController();
  let firstAt = 0;
  const handle = (name: (typeof SIGNALS)[number]) => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort(new Error(`stopped by ${name}`));
    } else if (performance.now() - firstAt > ECHO_MS) {
      process.exit(128 + constants.signals[name]);
    }
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    signal: controller.signal,
    release() {
      for (const name of SIGNALS) process.off(name, handle);
    },
  };
}
