import { asApiError } from '../api/api-error.ts';
import { applyEvents, applySnapshot, goLive, setClock } from '../live/live-actions.ts';
import { useLive } from '../live/live-store.ts';
import { replayClient } from './replay-client.ts';
import { encodeReplay } from './replay-link.ts';
import { ReplayPlayer, type ReplaySpeed } from './replay-player.ts';
import { useReplay } from './replay-store.ts';

/** How often the clock goes on while it plays, milliseconds. */
const TICK_MS = 100;

/** Browsers refuse addresses that change more than a few times a second. */
const ADDRESS_MS = 500;

let player: ReplayPlayer | null = null;

/** The present by the server's clock, milliseconds since 1970. */
export function presentMs(): number {
  return Date.now() + useLive.getState().aheadMs;
}

/** Lets the page go to the past of a scene. Returns what ends that. */
export function attachReplay(scene: string, utcOffsetMinutes: number): () => void {
  const client = replayClient(scene);
  const own = new ReplayPlayer({
    client,
    setClock,
    showState: (events) => applySnapshot(events, 'replay'),
    showEvents: (events) => applyEvents(events, 'replay'),
    goLive,
    tell: (status) => useReplay.setState(status),
    presentMs,
    steadyMs: () => performance.now(),
  });
  player = own;
  const ending = new AbortController();
  void client.extent(utcOffsetMinutes, ending.signal).then(
    (extent) => useReplay.setState({ extent }),
    (error: unknown) => {
      if (!ending.signal.aborted) useReplay.setState({ error: asApiError(error) });
    },
  );
  const ticking = setInterval(() => own.tick(), TICK_MS);
  const writing = setInterval(writeAddress, ADDRESS_MS);
  const stop = useLive.subscribe((now, before) => {
    // Whoever went back to the present, there is nothing more to bring from the past.
    if (now.clock.mode === 'live' && before.clock.mode !== 'live') own.stop();
  });
  const { linkedMs } = useReplay.getState();
  if (linkedMs !== null) {
    useReplay.setState({ linkedMs: null });
    own.seek(linkedMs);
  }
  return () => {
    ending.abort();
    clearInterval(ticking);
    clearInterval(writing);
    stop();
    own.stop();
    if (player === own) player = null;
    writeAddress();
  };
}

function writeAddress(): void {
  const { clock } = useLive.getState();
  const atMs = clock.mode === 'live' ? null : clock.atMs;
  const query = encodeReplay(atMs, new URLSearchParams(window.location.search));
  if (`?${query}` === (window.location.search === '' ? '?' : window.location.search)) return;
  window.history.replaceState(null, '', query.size === 0 ? window.location.pathname : `?${query}`);
}

/** Goes to an instant, milliseconds since 1970. */
export function seekTo(atMs: number): void {
  player?.seek(atMs);
}

export function playOn(): void {
  player?.play(useReplay.getState().speed);
}

export function pauseHere(): void {
  player?.pause();
}

export function backToLive(): void {
  player?.live();
}

/** Plays so fast from now on; what stands still goes on standing. */
export function chooseSpeed(speed: ReplaySpeed): void {
  useReplay.setState({ speed });
  if (useLive.getState().clock.mode === 'playing') player?.play(speed);
}
