import { encodeDesk } from './desk-link.ts';
import { useDesk } from './desk-store.ts';

/** Browsers refuse addresses that change more than a few times a second. */
const SETTLE_MS = 250;

/** Keeps the desk in the address. Returns what ends it. */
export function syncDeskAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    const { open, tab, selected } = useDesk.getState();
    const query = encodeDesk({ tab: open ? tab : null, selected }, new URLSearchParams(window.location.search));
    if (`?${query}` === window.location.search) return;
    window.history.replaceState(null, '', query.size === 0 ? window.location.pathname : `?${query}`);
  };
  const stop = useDesk.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
