import type { LiveDesk } from '../globe/live/live-desk.ts';
import { alarmLook, type StatusSign } from '../globe/live/status-sign.ts';
import { type LiveState, useLive } from '../live/live-store.ts';
import { useWall } from './wall-store.ts';

/** Draws units, alarms and open cases on the city and keeps them in step; returns what ends it. */
export function showSigns(desk: LiveDesk): () => void {
  const show = (): void => {
    const live = useLive.getState();
    const { view } = useWall.getState().director;
    const opened = view.kind === 'alarm' ? live.alarms.get(view.alarmId)?.position : null;
    // A sign would cover the very well that the street is opened for.
    const signs = signsOf(live).filter((sign) => opened == null || awayM(sign, opened) > FREE_M);
    desk.show(signs, () => '');
  };
  desk.setOpen(true);
  show();
  const stopLive = useLive.subscribe((now, before) => {
    if (now.alarms !== before.alarms || now.cases !== before.cases) show();
  });
  const stopWall = useWall.subscribe((now, before) => {
    if (now.director.view !== before.director.view) show();
  });
  return () => {
    stopLive();
    stopWall();
  };
}

/** No sign stands nearer to the opened well, metres. */
const FREE_M = 12;
const METRES_PER_DEGREE = 111_320;

function awayM({ lon, lat }: StatusSign, [toLon, toLat]: readonly [number, number]): number {
  const shrink = Math.cos((lat * Math.PI) / 180);
  return Math.hypot((lon - toLon) * shrink, lat - toLat) * METRES_PER_DEGREE;
}

/** A sign for every alarm and every open case that has a place. */
function signsOf({ alarms, cases }: Pick<LiveState, 'alarms' | 'cases'>): readonly StatusSign[] {
  const signs: StatusSign[] = [];
  for (const { alarmId: id, position, severity, state } of alarms.values()) {
    if (position === null) continue;
    const [lon, lat] = position;
    signs.push({ id, kind: 'alarm', lon, lat, look: alarmLook(severity, state === 'acknowledged') });
  }
  for (const { sourceId: id, position } of cases.values()) {
    const [lon, lat] = position;
    signs.push({ id, kind: 'case', lon, lat, look: 'case' });
  }
  return signs;
}
