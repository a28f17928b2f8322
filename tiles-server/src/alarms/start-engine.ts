import { setImmediate as nextTurn } from 'node:timers/promises';
import { AlarmEngine } from '@undercroft/core/live/alarm-engine';
import type { AlarmChange } from '@undercroft/core/live/alarm-moves';
import type { LiveEventKind, LoggedEvent } from '@undercroft/core/live/live-event';
import { type DevicePlace, namedKindFinder } from '@undercroft/core/live/sensor-kind-of';
import type { AlarmRule, AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';

export interface EngineStart {
  readonly store: Pick<Store, 'alarms' | 'live' | 'map'>;
  readonly scene: Scene;
  readonly rules: AlarmRules;
  /** Events before the cursor that are read again at most. */
  readonly mostAgain?: number;
}

/** An engine that has caught up with the log, and what it found on the way. */
export interface StartedEngine {
  readonly engine: AlarmEngine;
  readonly changes: readonly AlarmChange[];
  /** The last event of the log that it has seen. */
  readonly upTo: number;
}

const DEVICE_KINDS: readonly LiveEventKind[] = ['reading', 'cover', 'flow'];

/** Events that are read from the log at once. */
const PAGE = 5000;

/**
 * Events before the cursor that are read again at most, whatever came in that time: some seconds of reading. Of devices
 * whose rules look farther back, their own messages are read beside.
 */
const MOST_AGAIN = 100_000;

/** Messages of one device that are read so, the newest. */
const MOST_OF_DEVICE = 500;

/**
 * Makes the engine of a scene anew, from what is kept and from the log: alarms that are not closed, the latest word of every
 * device, and as much of the log before the cursor as the rules look back. Events after the cursor are applied like new
 * ones. So nothing that was logged is lost or counted twice, whenever the server before this one was killed.
 *
 * Where rules were never applied, they are from the end of the log on; what the devices said last counts.
 */
export async function startEngine({
  store,
  scene,
  rules,
  mostAgain = MOST_AGAIN,
}: EngineStart): Promise<StartedEngine> {
  const places = await placesOf(store, scene.id);
  const engine = new AlarmEngine({
    rules,
    utcOffsetMinutes: scene.utcOffsetMinutes ?? 0,
    placeOf: (id) => places.get(id) ?? null,
  });
  const [standing, extent] = await Promise.all([store.alarms.standing(scene.id), store.live.extent(scene.id)]);
  const newest = extent?.newest ?? 0;
  const kept = await store.alarms.cursor(scene.id);
  const cursor = kept ?? newest;
  if (kept === null) await store.alarms.moveCursor(scene.id, newest);
  engine.restore(standing);

  const { events: latest } = await store.live.state(scene.id);
  const { fromMs, first, isCut } = await neededPast(store, scene.id, cursor, rules.rules, mostAgain);
  const before = latest.filter(({ eventId }) => eventId < first);
  const older = isCut ? await olderOf(store, scene.id, latest, rules, { fromMs, first }) : [];
  for (const logged of [...before, ...older].toSorted((one, other) => one.eventId - other.eventId))
    engine.replay(logged);

  const changes: AlarmChange[] = [];
  let upTo = first - 1;
  for (;;) {
    const page = await store.live.since(scene.id, upTo, PAGE);
    for (const logged of page) {
      if (logged.eventId <= cursor) engine.replay(logged);
      else changes.push(...engine.onEvent(logged));
    }
    upTo = page.at(-1)?.eventId ?? upTo;
    if (page.length < PAGE) return { engine, changes, upTo: Math.max(upTo, cursor) };
    // Requests are answered while it catches up.
    await nextTurn();
  }
}

/** What is read again: from a time on, and from the first event of then on, or `MOST_AGAIN` before the cursor if that is more. */
interface NeededPast {
  readonly fromMs: number;
  readonly first: number;
  /** Whether there is more of that time than is read. */
  readonly isCut: boolean;
}

async function neededPast(
  store: Pick<Store, 'live'>,
  scene: string,
  cursor: number,
  rules: readonly AlarmRule[],
  mostAgain: number,
): Promise<NeededPast> {
  const none = { fromMs: 0, first: cursor + 1, isCut: false };
  const [last]: readonly LoggedEvent[] = await store.live.since(scene, cursor - 1, 1);
  if (last === undefined || last.eventId > cursor) return none;
  const fromMs = last.receivedMs - 1000 * lookBackS(rules);
  const [first] = await store.live.between(scene, fromMs, last.receivedMs + 1, 'received', {
    kinds: DEVICE_KINDS,
    limit: 1,
  });
  if (first === undefined) return none;
  const least = cursor + 1 - mostAgain;
  return { fromMs, first: Math.min(Math.max(first.eventId, least), cursor + 1), isCut: first.eventId < least };
}

/** Of devices whose rules look back: their own messages of the time before what is read again of all. */
async function olderOf(
  store: Pick<Store, 'live'>,
  scene: string,
  latest: readonly LoggedEvent[],
  { kinds, rules }: AlarmRules,
  { fromMs, first }: Pick<NeededPast, 'fromMs' | 'first'>,
): Promise<readonly LoggedEvent[]> {
  const kindOf = namedKindFinder(kinds);
  const lookingBack = new Set(rules.filter((rule) => lookBackS([rule]) > 0).map(({ sensorKind }) => sensorKind));
  const found: LoggedEvent[] = [];
  for (const { event } of latest) {
    if (!DEVICE_KINDS.includes(event.kind)) continue;
    const kind = kindOf(event.id, null);
    if (kind !== null && !lookingBack.has(kind.name)) continue;
    const range = { fromMs, toMs: Number.MAX_SAFE_INTEGER, limit: MOST_OF_DEVICE };
    const messages = await store.live.ofThing(scene, event.kind, event.id, range);
    found.push(...messages.filter(({ eventId, event: { source } }) => eventId < first && source === event.source));
  }
  return [...new Map(found.map((logged) => [logged.eventId, logged])).values()];
}

/** Seconds of messages that rules hold together. */
function lookBackS(rules: readonly AlarmRule[]): number {
  const spans = rules.flatMap(({ condition, levels, repeats }) => [
    condition.kind === 'rate' ? condition.withinS : 0,
    repeats?.withinS ?? 0,
    ...levels.map(({ holdS }) => holdS),
  ]);
  return Math.max(0, ...spans);
}

async function placesOf(store: Pick<Store, 'map'>, scene: string): Promise<ReadonlyMap<string, DevicePlace>> {
  const points = await store.map.cityPoints(scene, ['sensor']);
  return new Map(points.map(({ value: { sourceId, category, position } }) => [sourceId, { category, position }]));
}
