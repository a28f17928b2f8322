import type { Alarm } from '@undercroft/core/live/alarm';
import { isOver } from '@undercroft/core/live/is-over';
import type { LiveCaseAnswer, LiveFeeds, LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';
import { changedPicture, pictureOf } from './live-picture.ts';
import { livePositions } from './live-positions.ts';
import { LIVE_OFF, type LiveClock, type LiveConnection, NOTHING_LIVE, useLive } from './live-store.ts';

/** Who brings events: the stream, or the time bar for an instant of the past. */
export type LiveOrigin = 'live' | 'replay';

const { getState, setState } = useLive;

/** Asks the stream for all that is held; set while the page is joined to it. */
let askAgain: (() => void) | null = null;

export function attachStream(ask: (() => void) | null): void {
  askAgain = ask;
}

/** What comes from where the clock does not stand is not for the screen. */
function isShown(origin: LiveOrigin): boolean {
  return (getState().clock.mode === 'live') === (origin === 'live');
}

/** The latest of everything: replaces what was there. */
export function applySnapshot(events: readonly LoggedEventAnswer[], origin: LiveOrigin): void {
  if (!isShown(origin)) return;
  setState({ ...pictureOf(events), isKnown: true });
  livePositions.clear();
  livePositions.take(events);
  livePositions.flush(true);
}

/** What changed, in order. */
export function applyEvents(events: readonly LoggedEventAnswer[], origin: LiveOrigin): void {
  if (!isShown(origin)) return;
  const before = getState();
  const next = changedPicture(before, events);
  const isSame =
    next.alarms === before.alarms &&
    next.cases === before.cases &&
    next.readings === before.readings &&
    next.covers === before.covers &&
    next.flows === before.flows;
  if (!isSame) setState(next);
  livePositions.take(events);
  livePositions.flush();
}

/** An alarm as the server answered it; the stream tells the same a moment later. */
export function putAlarm(alarm: Alarm): void {
  const { alarms, clock } = getState();
  if (clock.mode !== 'live') return;
  const next = new Map(alarms);
  if (isOver({ kind: 'alarm', value: alarm })) next.delete(alarm.alarmId);
  else next.set(alarm.alarmId, alarm);
  setState({ alarms: next });
}

/** The same of a case. */
export function putCase(one: LiveCaseAnswer): void {
  const { cases, clock } = getState();
  if (clock.mode !== 'live') return;
  const next = new Map(cases);
  if (isOver({ kind: 'case', value: one })) next.delete(one.sourceId);
  else next.set(one.sourceId, one);
  setState({ cases: next });
}

/** How fresh the feeds are now; that is so whatever instant is shown. */
export function applyFeeds({ feeds, serverTimeMs }: LiveFeeds, machineMs: number): void {
  setState({ feeds, aheadMs: serverTimeMs - machineMs });
}

export function setConnection(connection: LiveConnection): void {
  setState({ connection });
}

/** Goes to an instant of the past, or moves on in it; what is shown there is brought by `applySnapshot(.., 'replay')`. */
export function setClock(clock: LiveClock): void {
  if (clock.mode === 'live') {
    goLive();
    return;
  }
  const wasLive = getState().clock.mode === 'live';
  // Until the past is there, the present must not stand for it.
  setState(wasLive ? { clock, ...NOTHING_LIVE } : { clock });
  if (!wasLive) return;
  livePositions.clear();
  livePositions.flush(true);
}

/** Back to the present. */
export function goLive(): void {
  if (getState().clock.mode === 'live') return;
  setState({ clock: { mode: 'live' }, ...NOTHING_LIVE });
  livePositions.clear();
  livePositions.flush(true);
  askAgain?.();
}

/** Forgets the scene. */
export function clearLive(): void {
  setState({ ...NOTHING_LIVE, connection: LIVE_OFF, feeds: [], clock: { mode: 'live' }, aheadMs: 0 });
  livePositions.clear();
  livePositions.flush(true);
}
