import { type AppState, useApp } from './store.ts';
import { DEFAULT_GROUND_OPACITY, encodeViewState } from './view-state.ts';

/** The camera moves many times a second; a browser refuses addresses that change more than a few. */
const SETTLE_MS = 250;

/** Keeps the address in step with the view, so that copying it shares the view. Returns what ends it. */
export function syncAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (state: AppState): void => {
    const query = encodeViewState(
      {
        scene: state.sceneId,
        camera: state.camera,
        hidden: state.hidden,
        without: isSame(state.without, state.withoutAtFirst ?? []) ? null : state.without,
        selection: state.selection?.id ?? null,
        imagery: state.imagery,
        groundOpacity:
          state.groundOpacity === (state.groundAtFirst ?? DEFAULT_GROUND_OPACITY) ? null : state.groundOpacity,
        language: state.language,
        theme: state.theme,
        below: state.dive === 'below',
        lens: state.lens,
        flow: state.flow,
        uncertainty: state.uncertainty,
        sunTimeMs: state.sunTimeMs,
        quality: state.qualityAsked,
      },
      new URLSearchParams(window.location.search),
    );
    const next = `?${query}`;
    if (next !== window.location.search) window.history.replaceState(null, '', next);
  };
  const stop = useApp.subscribe((state) => {
    clearTimeout(timer);
    timer = setTimeout(() => write(state), SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}
