import { hubEffects } from './hub-effects.ts';
import { liveHub } from './live-hub.ts';
import { type FromPage, HERE_EVERY_MS, type ToPage } from './stream-messages.ts';

/** A page's way to the stream. */
export interface LivePort {
  again(): void;
  /** Tries at once, where the link is broken: the server answers again. */
  wake(): void;
  leave(): void;
}

/** Joins the stream of a scene: in a worker that all pages of the browser share, where there is such a thing. */
export function openLivePort(scene: string, hear: (message: ToPage) => void): LivePort {
  if (typeof SharedWorker === 'undefined') {
    const hub = liveHub(scene, hubEffects);
    return { ...hub.join(hear), wake: () => hub.wake() };
  }
  const worker = new SharedWorker(new URL('./live-stream.sharedworker.ts', import.meta.url), {
    type: 'module',
    name: 'undercroft-live',
  });
  const { port } = worker;
  const say = (message: FromPage): void => port.postMessage(message);
  const onMessage = ({ data }: MessageEvent<ToPage>): void => hear(data);
  const onHide = (): void => say({ kind: 'leave' });
  // Back from the browser's memory of pages.
  const onShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) say({ kind: 'join', scene });
  };
  port.addEventListener('message', onMessage);
  port.start();
  say({ kind: 'join', scene });
  const here = setInterval(() => say({ kind: 'here' }), HERE_EVERY_MS);
  window.addEventListener('pagehide', onHide);
  window.addEventListener('pageshow', onShow);
  return {
    again: () => say({ kind: 'again' }),
    wake: () => say({ kind: 'wake' }),
    leave() {
      say({ kind: 'leave' });
      clearInterval(here);
      window.removeEventListener('pagehide', onHide);
      window.removeEventListener('pageshow', onShow);
      port.removeEventListener('message', onMessage);
      port.close();
    },
  };
}
