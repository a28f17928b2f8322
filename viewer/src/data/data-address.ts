import { useData } from './data-store.ts';

/** Keeps in the address that the Data page is open. Returns what ends it. */
export function syncDataAddress(): () => void {
  return useData.subscribe((now, before) => {
    if (now.open === before.open) return;
    const query = new URLSearchParams(window.location.search);
    if (now.open) query.set('data', 'open');
    else query.delete('data');
    window.history.replaceState(null, '', query.size === 0 ? window.location.pathname : `?${query}`);
  });
}
