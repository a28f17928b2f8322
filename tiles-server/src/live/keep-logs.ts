import type { LiveEventKind } from '@undercroft/core/live/live-event';
import type { LiveRepository } from '@undercroft/store/live-store';
import type { SceneCatalogue } from '../served-scenes.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What comes many times a minute; alarms and cases are the record of the city and stay. */
const PASSING: readonly LiveEventKind[] = ['reading', 'cover', 'position', 'signal', 'flow'];

export interface KeepLogsOptions {
  readonly live: Pick<LiveRepository, 'forget'>;
  readonly scenes: SceneCatalogue;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  readonly report: (error: unknown) => void;
}

/**
 * Keeps the logs of live scenes from growing without end: once an hour what is older than a scene keeps goes. Resolves the
 * closing when nothing is under way.
 */
export function keepLogs(options: KeepLogsOptions): () => Promise<void> {
  const { report } = options;
  let isClosed = false;
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= forgetOld(options, () => isClosed)
      .catch(report)
      .finally(() => {
        running = null;
      });
  }, HOUR_MS);
  timer.unref();
  return async () => {
    isClosed = true;
    clearInterval(timer);
    await running;
  };
}

/** Removes what is too old, scene by scene; resolves to nothing. */
export async function forgetOld(
  { live, scenes, wallClock }: Omit<KeepLogsOptions, 'report'>,
  isClosed: () => boolean = () => false,
): Promise<void> {
  for (const { id, live: declared } of scenes.values()) {
    if (declared === undefined || isClosed()) continue;
    await live.forget(id, PASSING, wallClock() - declared.keepDays * DAY_MS);
  }
}
