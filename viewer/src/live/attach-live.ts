import type { LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';
import { useApp } from '../state/store.ts';
import { applyEvents, applyFeeds, applySnapshot, attachStream, clearLive, setConnection } from './live-actions.ts';
import { openLivePort } from './live-port.ts';
import { useLive } from './live-store.ts';
import type { ToPage } from './stream-messages.ts';

/**
 * Joins the page to the live stream of a scene and keeps `useLive` and `livePositions` in step with it. Alarms and cases
 * are shown at once, everything else with the next frame. Returns how to leave.
 */
export function attachLive(scene: string): () => void {
  let waiting: LoggedEventAnswer[] = [];
  let frame: number | null = null;
  let missed = false;
  const show = (): void => {
    frame = null;
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    applyEvents(events, 'live');
  };
  const hear = (message: ToPage): void => {
    switch (message.kind) {
      case 'state':
        waiting = [];
        applySnapshot(message.events, 'live');
        return;
      case 'events':
        take(message.events);
        return;
      case 'feeds': {
        applyFeeds(message.feeds, message.machineMs);
        const { connection } = useLive.getState();
        setConnection({ ...connection, lastMessageMs: message.machineMs });
        return;
      }
      case 'connection':
        setConnection(message.connection);
        return;
      case 'edit':
        // The network is not part of what happens: `attachEdits` shows it.
        return;
    }
  };
  const take = (events: readonly LoggedEventAnswer[]): void => {
    const urgent = events.some(({ event }) => event.kind === 'alarm' || event.kind === 'case');
    if (document.hidden) {
      // Nobody sees it, and frames do not come: what matters is kept, the rest is asked for when somebody looks again.
      missed = true;
      if (urgent) applyEvents(events, 'live');
      return;
    }
    for (const event of events) waiting.push(event);
    if (urgent) show();
    else frame ??= requestAnimationFrame(show);
  };
  const port = openLivePort(scene, hear);
  const onVisible = (): void => {
    if (document.hidden || !missed) return;
    missed = false;
    port.again();
  };
  document.addEventListener('visibilitychange', onVisible);
  attachStream(() => port.again());
  // Tiles are asked for every few seconds; the link may have half a minute to wait.
  const stopTiles = useApp.subscribe((now, before) => {
    if (isHealed(before.tiles, now.tiles) || isHealed(before.layerTiles, now.layerTiles)) port.wake();
  });
  return () => {
    document.removeEventListener('visibilitychange', onVisible);
    if (frame !== null) cancelAnimationFrame(frame);
    attachStream(null);
    stopTiles();
    port.leave();
    clearLive();
  };
}

/** Fewer addresses fail than did: the server answers again. */
function isHealed(before: { readonly failing: number }, now: { readonly failing: number }): boolean {
  return now.failing < before.failing;
}
