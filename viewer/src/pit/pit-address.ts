import { encodePits } from './pit-link.ts';
import { usePits } from './pit-store.ts';

/** Browsers refuse addresses that change more than a few times a second. */
const SETTLE_MS = 300;

/** Writes the pits into the address now: somebody is about to copy it. */
export function flushPitAddress(): void {
  const query = new URLSearchParams(window.location.search);
  const { pits } = usePits.getState();
  if (pits.length === 0) query.delete('pits');
  else query.set('pits', encodePits(pits));
  const next = query.size === 0 ? window.location.pathname : `?${query}`;
  if (`?${query}` !== window.location.search) window.history.replaceState(null, '', next);
}

/** Keeps the pits in the address, so that copying it shares them. Returns what ends it. */
export function syncPitAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = usePits.subscribe((now, before) => {
    if (now.pits === before.pits) return;
    clearTimeout(timer);
    timer = setTimeout(flushPitAddress, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
