import { ALARM_SEVERITIES, type Alarm, type AlarmSeverity } from '@undercroft/core/live/alarm';

/** What the wall looks at. */
export type WallView =
  /** The scene's first view: there is no tour. */
  | { readonly kind: 'stand' }
  | { readonly kind: 'stop'; readonly index: number }
  | { readonly kind: 'alarm'; readonly alarmId: string };

export interface DirectorState {
  readonly view: WallView;
  /** When it was gone to, by the steady clock. */
  readonly sinceMs: number;
  /** Rises with every change of the view. */
  readonly shot: number;
  /** Stop of the tour that is gone back to after alarms. */
  readonly stop: number;
  /** When an alarm was last gone to; `null` for never. */
  readonly jumpedMs: number | null;
  /** When the alarm that is shown was seen to be acknowledged, or gone; `null` while it is neither. */
  readonly settledMs: number | null;
  /** Alarms that had their time on the wall, with how severe they were then. */
  readonly shown: ReadonlyMap<string, AlarmSeverity>;
}

export interface DirectorSettings {
  /** Seconds that each stop of the tour is shown. */
  readonly dwellS: readonly number[];
  readonly alarmDwellS: number;
  /** Stop that is stayed at; `null` goes round. */
  readonly heldStop: number | null;
}

/** What the director goes by at a moment. */
export interface DirectorInput {
  /** Alarms that are not closed. */
  readonly alarms: ReadonlyMap<string, Alarm>;
  /** By a steady clock, milliseconds. */
  readonly nowMs: number;
  /** The same moment as alarms tell time, milliseconds since 1970 UTC. */
  readonly instantMs: number;
}

/** An alarm that waited longer than this before the wall was free stands in the list, but is no news, milliseconds. */
const NEWS_MS = 600_000;

/** Between two alarms that are gone to: people have to see where they are, milliseconds. */
export const LEAST_BETWEEN_MS = 8000;

/** An alarm that somebody took on is shown for so long after, so that everybody sees who did, milliseconds. */
export const SETTLED_STAY_MS = 5000;

export function startDirector({ dwellS, heldStop }: DirectorSettings, nowMs: number): DirectorState {
  const stop = heldStop === null ? 0 : Math.min(heldStop, Math.max(0, dwellS.length - 1));
  const view = tourView(stop, dwellS);
  return { view, sinceMs: nowMs, shot: 0, stop, jumpedMs: null, settledMs: null, shown: new Map() };
}

/**
 * What the wall looks at now: the tour, until an open alarm with a place comes; the worst first, of equal ones the oldest,
 * each for its time or until it is acknowledged. A worse one interrupts, and what it interrupted comes again. The same
 * object when nothing changes.
 */
export function direct(state: DirectorState, input: DirectorInput, settings: DirectorSettings): DirectorState {
  const held = settled(state, input);
  const { view } = held;
  const next = worst(held, input);
  if (view.kind !== 'alarm')
    return next === null || !mayJump(held, input) ? onTour(held, input, settings) : go(held, next, input);
  const current = input.alarms.get(view.alarmId);
  const isOver = isDone(held, input, settings);
  if (next !== null && mayJump(held, input)) {
    if (isOver) return go(ended(held, current), next, input);
    if (current !== undefined && held.settledMs === null && rank(next) < rank(current)) return go(held, next, input);
  }
  // The next alarm is not long in coming: the camera does not leave for the tour in between.
  if (!isOver || next !== null) return held;
  const { shown } = ended(held, current);
  return { ...turn(held, tourView(held.stop, settings.dwellS), input.nowMs), shown };
}

/** Open alarms that are waiting to be shown, the one that is shown left out; the worst first. */
export function waiting(state: DirectorState, { alarms, instantMs }: DirectorInput): readonly Alarm[] {
  const { view, shown } = state;
  const isNews = (alarm: Alarm): boolean => {
    if (alarm.state !== 'open' || alarm.position === null) return false;
    if (view.kind === 'alarm' && view.alarmId === alarm.alarmId) return false;
    const before = shown.get(alarm.alarmId);
    if (before !== undefined) return rank(alarm) < ALARM_SEVERITIES.indexOf(before);
    return instantMs - alarm.openedMs <= NEWS_MS;
  };
  return [...alarms.values()].filter(isNews).toSorted(byUrgency);
}

function worst(state: DirectorState, input: DirectorInput): Alarm | null {
  return waiting(state, input)[0] ?? null;
}

export function byUrgency(a: Alarm, b: Alarm): number {
  return rank(a) - rank(b) || a.openedMs - b.openedMs || (a.alarmId < b.alarmId ? -1 : 1);
}

function rank({ severity }: Alarm): number {
  return ALARM_SEVERITIES.indexOf(severity);
}

function mayJump({ jumpedMs }: DirectorState, { nowMs }: DirectorInput): boolean {
  return jumpedMs === null || nowMs - jumpedMs >= LEAST_BETWEEN_MS;
}

function isDone({ sinceMs, settledMs }: DirectorState, { nowMs }: DirectorInput, settings: DirectorSettings): boolean {
  if (settledMs !== null && nowMs - settledMs >= SETTLED_STAY_MS) return true;
  return nowMs - sinceMs >= settings.alarmDwellS * 1000;
}

/** Notes when the alarm that is shown was first seen to be taken on or gone. */
function settled(state: DirectorState, { alarms, nowMs }: DirectorInput): DirectorState {
  const { view, settledMs } = state;
  if (view.kind !== 'alarm') return state;
  const isSettled = alarms.get(view.alarmId)?.state !== 'open';
  if (isSettled === (settledMs !== null)) return state;
  return { ...state, settledMs: isSettled ? nowMs : null };
}

/** The alarm had its time. One that is gone need not be remembered. */
function ended(state: DirectorState, alarm: Alarm | undefined): DirectorState {
  if (alarm === undefined) return state;
  return { ...state, shown: new Map(state.shown).set(alarm.alarmId, alarm.severity) };
}

function onTour(state: DirectorState, { nowMs }: DirectorInput, { dwellS, heldStop }: DirectorSettings): DirectorState {
  if (state.view.kind !== 'stop' || heldStop !== null || dwellS.length < 2) return state;
  if (nowMs - state.sinceMs < (dwellS[state.view.index] ?? 0) * 1000) return state;
  const stop = (state.view.index + 1) % dwellS.length;
  return { ...turn(state, tourView(stop, dwellS), nowMs), stop };
}

function go(state: DirectorState, { alarmId }: Alarm, { alarms, nowMs }: DirectorInput): DirectorState {
  const shown = new Map([...state.shown].filter(([id]) => alarms.has(id)));
  return { ...turn(state, { kind: 'alarm', alarmId }, nowMs), jumpedMs: nowMs, shown };
}

function turn(state: DirectorState, view: WallView, nowMs: number): DirectorState {
  return { ...state, view, sinceMs: nowMs, shot: state.shot + 1, settledMs: null };
}

function tourView(stop: number, dwellS: readonly number[]): WallView {
  return dwellS.length === 0 ? { kind: 'stand' } : { kind: 'stop', index: stop };
}
