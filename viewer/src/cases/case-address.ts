import { encodeCases } from './case-link.ts';
import { useCases } from './case-store.ts';

/** Browsers refuse addresses that change more than a few times a second. */
const SETTLE_MS = 250;

/** Keeps in the address which cases are on screen. Returns what ends it. */
export function syncCaseAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    const { open, period, measure, cell, selected } = useCases.getState();
    const view = { period: open ? period : null, measure, cell, selected: selected?.ref ?? null };
    const query = encodeCases(view, new URLSearchParams(window.location.search));
    if (`?${query}` === window.location.search) return;
    window.history.replaceState(null, '', query.size === 0 ? window.location.pathname : `?${query}`);
  };
  const stop = useCases.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
