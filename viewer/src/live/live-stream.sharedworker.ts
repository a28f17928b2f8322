import { hubEffects } from './hub-effects.ts';
import { type LiveHub, liveHub, type Seat } from './live-hub.ts';
import { type FromPage, GONE_AFTER_MS, type ToPage } from './stream-messages.ts';

/** Holds one stream a scene for all pages of the browser: six streams to one server would block every other request. */

interface WorkerScope {
  addEventListener(name: 'connect', listener: (event: MessageEvent) => void): void;
  addEventListener(name: 'online', listener: () => void): void;
}

const scope = globalThis as unknown as WorkerScope;
const hubs = new Map<string, LiveHub>();

function hubOf(scene: string): LiveHub {
  const known = hubs.get(scene);
  if (known !== undefined) return known;
  const hub = liveHub(scene, hubEffects);
  hubs.set(scene, hub);
  return hub;
}

scope.addEventListener('connect', ({ ports: [port] }) => {
  if (port === undefined) return;
  let seat: Seat | null = null;
  let hub: LiveHub | null = null;
  let gone: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => {
    clearTimeout(gone);
    seat?.leave();
    seat = null;
  };
  // A page that crashed says no farewell.
  const stillHere = (): void => {
    clearTimeout(gone);
    gone = setTimeout(leave, GONE_AFTER_MS);
  };
  port.addEventListener('message', ({ data }: MessageEvent<FromPage>) => {
    switch (data.kind) {
      case 'join':
        leave();
        stillHere();
        hub = hubOf(data.scene);
        seat = hub.join((message: ToPage) => port.postMessage(message));
        return;
      case 'wake':
        hub?.wake();
        return;
      case 'again':
        seat?.again();
        return;
      case 'here':
        stillHere();
        return;
      case 'leave':
        leave();
        return;
    }
  });
  port.start();
});

scope.addEventListener('online', () => {
  for (const hub of hubs.values()) hub.wake();
});
