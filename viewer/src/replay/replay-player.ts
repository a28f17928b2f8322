import type { LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';
import { type ApiError, asApiError } from '../api/api-error.ts';
import type { LiveClock } from '../live/live-store.ts';
import type { ReplayClient } from './replay-client.ts';

/** Seconds of the past that go by in one second. */
export const REPLAY_SPEEDS = [1, 10, 60, 600] as const;

export type ReplaySpeed = (typeof REPLAY_SPEEDS)[number];

/** How much of the past is asked for at once, seconds of playing; it is asked for again when half of it is played. */
const AHEAD_S = 6;

/** Seconds of playing within which of each thing only the last word is asked for. Below a second of the past all of it. */
const STEP_S = 0.25;

/** A hand that moves the scrubber asks for an instant when it rests for so long, milliseconds. */
const REST_MS = 90;

/** What is known of the instant shown. */
export interface ReplayTold {
  /** The simulator of a generated scene filled in what no log holds. */
  readonly isSimulated: boolean;
  readonly isWhole: boolean;
  readonly logFromMs: number | null;
}

export interface ReplayStatus {
  /** The instant on the clock is not on the screen yet. */
  readonly isWaiting: boolean;
  readonly error: ApiError | null;
  /** `null` while the present is shown, or nothing is known yet. */
  readonly told: ReplayTold | null;
}

export const REPLAY_IDLE: ReplayStatus = { isWaiting: false, error: null, told: null };

export interface ReplaySeams {
  readonly client: Pick<ReplayClient, 'state' | 'history'>;
  /** Moves the page's clock. */
  readonly setClock: (clock: LiveClock) => void;
  readonly showState: (events: readonly LoggedEventAnswer[]) => void;
  readonly showEvents: (events: readonly LoggedEventAnswer[]) => void;
  readonly goLive: () => void;
  readonly tell: (status: ReplayStatus) => void;
  /** The present by the server's clock, milliseconds since 1970. */
  readonly presentMs: () => number;
  /** Milliseconds of a steady clock. */
  readonly steadyMs: () => number;
}

type Mode = 'live' | 'paused' | 'playing';

/**
 * Goes to instants of the past and plays on from them. The state of an instant is asked for once; what happens after it
 * is asked for ahead, and comes to the screen when the clock reaches it. Where the past meets the present, it is live again.
 */
export class ReplayPlayer {
  readonly #seams: ReplaySeams;
  #mode: Mode = 'live';
  #atMs = 0;
  #speed: ReplaySpeed = 1;
  #status: ReplayStatus = REPLAY_IDLE;
  /** The state of `#atMs` is on the screen. */
  #isThere = false;
  /** What comes next, in the order of time, whole until before `#bufferedToMs`. */
  #buffer: LoggedEventAnswer[] = [];
  #bufferedToMs = 0;
  #tickedMs = 0;
  #asking = new AbortController();
  #isAskingAhead = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(seams: ReplaySeams) {
    this.#seams = seams;
  }

  /** Goes to an instant; plays on from it if it was playing. One that is still to come is the present. */
  seek(atMs: number): void {
    if (atMs >= this.#seams.presentMs()) {
      this.live();
      return;
    }
    if (this.#mode === 'live') this.#mode = 'paused';
    this.#forget();
    this.#atMs = Math.floor(atMs);
    this.#putClock();
    this.#tell({ isWaiting: true, error: null });
    this.#rest = setTimeout(() => void this.#askState(), REST_MS);
  }

  /** Stands still: at the instant shown, or at the present. */
  pause(): void {
    if (this.#mode === 'live') {
      // A second ago everything of that second is there.
      this.seek(this.#seams.presentMs() - 1000);
      return;
    }
    this.#mode = 'paused';
    this.#putClock();
  }

  play(speed: ReplaySpeed = this.#speed): void {
    this.#speed = speed;
    if (this.#mode === 'live') return;
    this.#mode = 'playing';
    this.#tickedMs = this.#seams.steadyMs();
    this.#putClock();
    if (this.#status.error !== null) this.seek(this.#atMs);
    else if (this.#isThere) void this.#askAhead();
  }

  live(): void {
    this.stop();
    this.#seams.goLive();
  }

  /** Lets go of the page without a word to it. */
  stop(): void {
    this.#forget();
    this.#mode = 'live';
    this.#tell(REPLAY_IDLE);
  }

  /** Lets the time go by since the last call; to be called some ten times a second. */
  tick(): void {
    const steadyMs = this.#seams.steadyMs();
    const tookMs = steadyMs - this.#tickedMs;
    this.#tickedMs = steadyMs;
    if (this.#mode !== 'playing' || !this.#isThere) return;
    const wantedMs = this.#atMs + tookMs * this.#speed;
    if (wantedMs >= this.#seams.presentMs()) {
      this.live();
      return;
    }
    const atMs = Math.min(wantedMs, Math.max(this.#atMs, this.#bufferedToMs));
    this.#tell({ isWaiting: atMs < wantedMs });
    const due = this.#buffer.findIndex(({ event }) => event.eventTimeMs > atMs);
    const events = this.#buffer.splice(0, due < 0 ? this.#buffer.length : due);
    this.#atMs = atMs;
    this.#putClock();
    if (events.length > 0) this.#seams.showEvents(events);
    if (this.#bufferedToMs - atMs < (this.#speed * AHEAD_S * 1000) / 2) void this.#askAhead();
  }

  async #askState(): Promise<void> {
    const { signal } = this.#asking;
    try {
      const { events, isSimulated, isWhole, logFromMs } = await this.#seams.client.state(this.#atMs, signal);
      if (signal.aborted) return;
      this.#isThere = true;
      this.#bufferedToMs = this.#atMs + 1;
      this.#tickedMs = this.#seams.steadyMs();
      this.#seams.showState(events);
      this.#tell({ isWaiting: false, error: null, told: { isSimulated, isWhole, logFromMs } });
      if (this.#mode === 'playing') void this.#askAhead();
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  async #askAhead(): Promise<void> {
    if (this.#isAskingAhead) return;
    this.#isAskingAhead = true;
    const { signal } = this.#asking;
    const fromMs = this.#bufferedToMs;
    const toMs = Math.min(fromMs + this.#speed * AHEAD_S * 1000, this.#seams.presentMs());
    const stepS = this.#speed * STEP_S;
    try {
      if (toMs - fromMs < 1) return;
      const { events, wholeToMs } = await this.#seams.client.history(fromMs, toMs, stepS < 1 ? null : stepS, signal);
      if (signal.aborted) return;
      this.#buffer.push(...events);
      this.#bufferedToMs = wholeToMs;
      this.#tell({ error: null });
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    } finally {
      if (!signal.aborted) this.#isAskingAhead = false;
    }
  }

  #fail(error: unknown): void {
    this.#mode = 'paused';
    this.#putClock();
    this.#tell({ isWaiting: false, error: asApiError(error) });
  }

  #forget(): void {
    clearTimeout(this.#rest);
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#isAskingAhead = false;
    this.#isThere = false;
    this.#buffer = [];
  }

  #putClock(): void {
    if (this.#mode === 'live') return;
    this.#seams.setClock({ mode: this.#mode, atMs: this.#atMs, speed: this.#speed });
  }

  #tell(change: Partial<ReplayStatus>): void {
    const next = { ...this.#status, ...change };
    const isSame =
      next.isWaiting === this.#status.isWaiting && next.error === this.#status.error && next.told === this.#status.told;
    if (isSame) return;
    this.#status = next;
    this.#seams.tell(next);
  }
}
