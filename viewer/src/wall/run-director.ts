import type { Wall } from '@undercroft/core/protocol/live/wall';
import { shownMs, useLive } from '../live/live-store.ts';
import type { WallOptions } from './wall-address.ts';
import { type DirectorSettings, direct, startDirector } from './wall-director.ts';
import { useWall } from './wall-store.ts';

/** How often the director looks at the clock, milliseconds; at alarms it looks as they come. */
const TICK_MS = 250;

/** Directs the wall of a scene until it is ended. */
export function runDirector({ tour, alarmDwellS }: Wall, { stop, dwellS }: WallOptions): () => void {
  const settings: DirectorSettings = {
    dwellS: tour.map((each) => dwellS ?? each.dwellS),
    alarmDwellS,
    heldStop: stop,
  };
  useWall.setState({ director: startDirector(settings, performance.now()) });
  const look = (): void => {
    const { director } = useWall.getState();
    const live = useLive.getState();
    const input = { alarms: live.alarms, nowMs: performance.now(), instantMs: shownMs(live, Date.now()) };
    const next = direct(director, input, settings);
    if (next !== director) useWall.setState({ director: next });
  };
  const timer = setInterval(look, TICK_MS);
  const stopListening = useLive.subscribe((now, before) => {
    if (now.alarms !== before.alarms) look();
  });
  look();
  return () => {
    clearInterval(timer);
    stopListening();
  };
}
