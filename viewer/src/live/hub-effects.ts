import type { HubEffects, StreamMessage } from './live-hub.ts';

const MESSAGES: readonly StreamMessage[] = ['snapshot', 'events', 'feeds', 'edit'];

/** The world of a hub in a browser, in a page or a worker of it. */
export const hubEffects: HubEffects = {
  open(url, onMessage, onBroken) {
    const source = new EventSource(url);
    for (const name of MESSAGES) {
      source.addEventListener(name, (event) => onMessage(name, String((event as MessageEvent<unknown>).data)));
    }
    // Its own way of trying again knows neither patience nor the id that a message without one left standing.
    source.addEventListener('error', () => onBroken());
    return { close: () => source.close() };
  },
  now: () => Date.now(),
  random: () => Math.random(),
  later(act, ms) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
