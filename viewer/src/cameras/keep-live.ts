import { apiClient } from '../api/client.ts';
import { liveSigns } from '../desk/live-signs.ts';
import { waitMs } from '../globe/back-off.ts';
import { StillError } from '../globe/still-error.ts';
import type { Moving } from '../globe/still-studio.ts';
import { livePositions } from '../live/live-positions.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { type AppState, useApp } from '../state/store.ts';
import { frameWait } from './frame-wait.ts';
import { type DrawingFault, type DrawnState, liveWatch } from './live-watch.ts';
import { type NoStillWhy, type StillView, stillView } from './still-view.ts';
import { inStudio, isViewThere, keepStudio, type StudioOf, untilViewIsThere } from './studio-turns.ts';

/** What is to be said of a live picture; `none`: the camera's source does not say what a picture takes. */
export type LiveState = DrawnState | { readonly phase: 'none'; readonly why: NoStillWhy };

export interface LiveAsked extends StudioOf {
  /** `<layer>.<sourceId>`. */
  readonly cameraId: string;
}

const RETRY = { firstMs: 1000, longestMs: 30_000 } as const;

/** How often it is said how old the picture is, milliseconds. */
const TELL_EVERY_MS = 500;

/** Clocks of cases change their signs without any event, and daylight moves on, milliseconds. */
const MINUTE_MS = 60_000;

/** The main view has work of its own for so long after its camera moved, milliseconds. */
const MOVING_MS = 400;

/** Units farther away than this stir no picture, degrees of latitude: some 450 m. */
const STIRS_DEG = 0.004;

const api = apiClient();

/**
 * Draws what a camera would see onto a canvas, some times a second, until it is stopped; while the page is hidden nothing
 * is drawn. The last picture stays on the canvas. `onState` hears of every change of what is to be said.
 */
export function keepLive(canvas: HTMLCanvasElement, asked: LiveAsked, onState: (state: LiveState) => void): () => void {
  const watch = liveWatch();
  const release = keepStudio();
  let view: StillView | null = null;
  let running: AbortController | null = null;
  let isStirred = true;
  let stir: () => void = () => undefined;
  let movedMs = Number.NEGATIVE_INFINITY;
  let told = '';
  /** Of the last frame, by this machine's clocks and by the city's. */
  let begun = { atMs: 0, steadyMs: 0, cityMs: 0 };

  const tell = (): void => {
    const state = watch.at(Date.now());
    const { phase, fault, shownMs: cityMs, ageS } = state;
    const key = `${phase} ${fault} ${Math.floor((cityMs ?? 0) / 1000)} ${phase === 'live' ? '' : ageS}`;
    if (key === told) return;
    told = key;
    onState(state);
  };
  const stirred = (): void => {
    isStirred = true;
    stir();
  };
  const begin = (): Moving => {
    isStirred = false;
    const cityMs = cityNowMs();
    begun = { atMs: Date.now(), steadyMs: performance.now(), cityMs };
    return { signs: liveSigns(useLive.getState(), cityMs), cityMs };
  };
  /** One frame; milliseconds that it took, and whether the next one will be another picture. */
  const frame = async (from: StillView, signal: AbortSignal): Promise<{ tookMs: number; isMoving: boolean }> => {
    const isMoving = await inStudio(asked, async (studio) => {
      signal.throwIfAborted();
      const { theme, sunTimeMs } = useApp.getState();
      // The hour somebody chose, else the one that it is: by night a camera sees the night.
      const hourMs = sunTimeMs ?? Math.floor(cityNowMs() / MINUTE_MS) * MINUTE_MS;
      const more = await studio.film(from, { theme, sunTimeMs: hourMs }, begin, canvas, signal);
      signal.throwIfAborted();
      return more;
    });
    watch.frame(begun.atMs, begun.cityMs);
    return { tookMs: performance.now() - begun.steadyMs, isMoving };
  };
  const run = async (signal: AbortSignal): Promise<void> => {
    for (let attempt = 0; !signal.aborted; ) {
      try {
        const known = view ?? (await viewOf(asked, signal));
        if (typeof known === 'string') {
          onState({ phase: 'none', why: known });
          return;
        }
        view = known;
        if (attempt === 0) await untilViewIsThere(signal);
        const { tookMs, isMoving } = await frame(view, signal);
        attempt = 1;
        tell();
        const isBusy = !isViewThere() || performance.now() - movedMs < MOVING_MS;
        const { restMs, idleMs } = frameWait(tookMs, isBusy);
        await pause(restMs, signal);
        if (!isMoving && !isStirred) await pause(idleMs - restMs, signal, (wake) => (stir = wake));
      } catch (error) {
        if (signal.aborted) return;
        watch.fail(faultOf(error));
        tell();
        attempt++;
        await pause(waitMs(attempt, Math.random(), RETRY), signal);
      }
    }
  };
  const turn = (): void => {
    if (document.hidden) {
      running?.abort();
      running = null;
    } else if (running === null) {
      // Nothing can be said of the time that nobody looked.
      watch.begin();
      tell();
      running = new AbortController();
      void run(running.signal);
    }
  };
  const timer = setInterval(() => {
    if (running !== null && view !== null) tell();
  }, TELL_EVERY_MS);
  const removals = [
    livePositions.listen((rows) => {
      if (view !== null && stirs(rows, view)) stirred();
    }),
    useLive.subscribe((now, before) => {
      if (now.alarms !== before.alarms || now.cases !== before.cases || now.clock !== before.clock) stirred();
    }),
    useApp.subscribe((now, before) => {
      if (isOtherLook(now, before)) stirred();
      if (now.camera !== before.camera) movedMs = performance.now();
    }),
  ];
  document.addEventListener('visibilitychange', turn);
  turn();
  return () => {
    document.removeEventListener('visibilitychange', turn);
    clearInterval(timer);
    for (const remove of removals) remove();
    running?.abort();
    running = null;
    release();
  };
}

/** The instant that the page shows. */
function cityNowMs(): number {
  return shownMs(useLive.getState(), Date.now());
}

async function viewOf({ scene, ground, cameraId }: LiveAsked, signal: AbortSignal): Promise<StillView | NoStillWhy> {
  const feature = await api.feature(scene.id, cameraId, signal);
  return feature.family === 'cityPoint' ? stillView(feature, ground.levelAt(...feature.position)) : 'headingUnknown';
}

/** Rows that nobody knows any more stir too: something has gone. */
function stirs(rows: Uint32Array, { lon, lat }: StillView): boolean {
  if (rows.length === 0) return true;
  const widthDeg = STIRS_DEG / Math.cos((lat * Math.PI) / 180);
  for (const row of rows) {
    const away = Math.abs((livePositions.lats[row] ?? 0) - lat);
    if (away < STIRS_DEG && Math.abs((livePositions.lons[row] ?? 0) - lon) < widthDeg) return true;
  }
  return false;
}

function isOtherLook(now: AppState, before: AppState): boolean {
  return now.theme !== before.theme || now.sunTimeMs !== before.sunTimeMs;
}

function faultOf(error: unknown): DrawingFault {
  return error instanceof StillError ? error.code : 'broken';
}

/** Waits, or until woken, or until aborted: which of them it was is for whoever waits to see. */
async function pause(ms: number, signal: AbortSignal, wakeBy?: (wake: () => void) => void): Promise<void> {
  if (signal.aborted || ms <= 0) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    wakeBy?.(done);
  });
}
