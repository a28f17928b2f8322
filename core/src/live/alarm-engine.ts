import { containsPoint } from '../geometry/polygon.ts';
import type { AlarmRule, AlarmRules } from '../protocol/live/alarm-rule.ts';
import type { SensorKind } from '../protocol/live/sensor-kind.ts';
import { alarmIdOf } from './alarm-id.ts';
import { type AlarmChange, type AlarmVerdict, judgedAlarm, type KeptAlarm, openedAlarm } from './alarm-moves.ts';
import { ruleTimes } from './alarm-schedule.ts';
import { deviceSamples } from './device-samples.ts';
import type { LoggedEvent, PositionBasis } from './live-event.ts';
import { type RuleGate, RuleWatch } from './rule-watch.ts';
import { type DevicePlace, type SensorKindOf, sensorKindFinder } from './sensor-kind-of.ts';
import { TimerQueue } from './timer-queue.ts';

export interface AlarmEngineOptions {
  readonly rules: AlarmRules;
  /** Minutes that the clock of the scene is ahead of UTC. */
  readonly utcOffsetMinutes: number;
  /** The point of the city that a device stands at; null when there is none of its `sourceId`. */
  readonly placeOf: (thingId: string) => DevicePlace | null;
}

interface Place {
  readonly position: readonly [lon: number, lat: number];
  readonly basis: PositionBasis;
}

interface Device {
  readonly source: string;
  readonly id: string;
  readonly kind: SensorKind;
  /** Of the city's table, else what its own events say. */
  place: Place | null;
  readonly watched: readonly Watched[];
}

interface Watched {
  readonly watch: RuleWatch;
  /** The latest alarm of the rule at the device, closed or not. */
  alarm: KeptAlarm | null;
  /** When it is to be judged again, at the latest; what the queue holds for other times is void. */
  dueMs: number | null;
}

/**
 * Applies alarm rules to events in the order of the log. It has no clock: time comes with events (`receivedMs`) and with
 * `onTime`, and whatever falls due between two calls is worked off at its own time, so that the same log makes the same
 * alarms however often it was asked. Events that came late change nothing.
 *
 * After a restart: `restore` the alarms that are not closed, `replay` the log up to where the rules had been applied (its
 * last day at most matters), `listenFrom` now, and go on with `onEvent` from there.
 */
export class AlarmEngine {
  readonly #options: AlarmEngineOptions;
  readonly #kindOf: SensorKindOf;
  readonly #devices = new Map<string, Device | null>();
  readonly #timers = new TimerQueue<{ readonly device: Device; readonly watched: Watched }>();
  /** Alarms of rules that are not there any more: nobody can say whether their condition holds. */
  readonly #withoutRule = new Map<string, KeptAlarm>();
  #nowMs = 0;

  constructor(options: AlarmEngineOptions) {
    this.#options = options;
    this.#kindOf = sensorKindFinder(options.rules.kinds);
  }

  /** Takes alarms that are not closed as they were kept. */
  restore(standing: readonly KeptAlarm[]): void {
    for (const kept of standing) {
      const found = this.#watchedOf(kept);
      if (found === null) {
        this.#withoutRule.set(kept.alarm.alarmId, kept);
        continue;
      }
      found.watched.alarm = kept;
      if (kept.alarm.isActive !== false) found.watched.watch.resume(kept.alarm.severity);
    }
  }

  /** Takes in an event to which the rules have been applied before: what it says counts, nothing opens or closes by it. */
  replay(logged: LoggedEvent): void {
    if (logged.isHistorical) return;
    const device = this.#deviceOf(logged);
    this.#nowMs = Math.max(this.#nowMs, logged.receivedMs);
    if (device !== null) this.#takeIn(device, logged, this.#nowMs);
  }

  /** From here on silence is counted: before, nobody listened. Judges every rule, the day being `atMs`. */
  listenFrom(atMs: number): readonly AlarmChange[] {
    this.#nowMs = Math.max(this.#nowMs, atMs);
    const changes: AlarmChange[] = [];
    for (const kept of this.#withoutRule.values()) {
      const change = judgedAlarm(kept, { status: 'unknown' }, true, this.#nowMs);
      if (change === null) continue;
      this.#withoutRule.set(kept.alarm.alarmId, change.kept);
      changes.push(change);
    }
    for (const device of this.#devices.values()) {
      for (const watched of device?.watched ?? []) {
        watched.watch.listenFrom(atMs);
        if (device !== null) changes.push(...this.#judge(device, watched, null));
      }
    }
    return changes;
  }

  /** An event just logged. Alarms changed elsewhere come this way too. */
  onEvent(logged: LoggedEvent): readonly AlarmChange[] {
    const { event, positionBasis } = logged;
    if (event.kind === 'alarm') {
      const kept = { alarm: event.value, version: event.sequence, eventMs: event.eventTimeMs, positionBasis };
      return this.adopt(kept);
    }
    if (logged.isHistorical) return [];
    const device = this.#deviceOf(logged);
    if (device === null) return [];
    const changes = [...this.onTime(logged.receivedMs)];
    const concerned = this.#takeIn(device, logged, this.#nowMs);
    for (const watched of concerned) changes.push(...this.#judge(device, watched, event.eventTimeMs));
    return changes;
  }

  /** Works off what has fallen due up to a time. */
  onTime(nowMs: number): readonly AlarmChange[] {
    const changes: AlarmChange[] = [];
    for (let first = this.#timers.first(); first !== null && first.dueMs <= nowMs; first = this.#timers.first()) {
      this.#timers.takeFirst();
      const { device, watched } = first.what;
      if (watched.dueMs !== first.dueMs) continue;
      watched.dueMs = null;
      this.#nowMs = Math.max(this.#nowMs, first.dueMs);
      changes.push(...this.#judge(device, watched, null));
    }
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    return changes;
  }

  /** When `onTime` has something to do next; null when nothing is due without another event. */
  nextDueMs(): number | null {
    for (let first = this.#timers.first(); first !== null; first = this.#timers.first()) {
      if (first.what.watched.dueMs === first.dueMs) return first.dueMs;
      this.#timers.takeFirst();
    }
    return null;
  }

  /** How many times are waited for: bounded by devices and rules, not by messages. */
  get timerCount(): number {
    return this.#timers.size;
  }

  /**
   * Takes an alarm as it is kept, changed by a person or by another server, in the place of what is known of it; what is known
   * already is left. The changes are what the rule has to say about it then.
   */
  adopt(kept: KeptAlarm): readonly AlarmChange[] {
    const found = this.#watchedOf(kept);
    if (found === null) {
      const known = this.#withoutRule.get(kept.alarm.alarmId);
      if (known === undefined || known.version >= kept.version) return [];
      if (kept.alarm.state === 'closed') this.#withoutRule.delete(kept.alarm.alarmId);
      else this.#withoutRule.set(kept.alarm.alarmId, kept);
      return [];
    }
    const { device, watched } = found;
    if (watched.alarm !== null && !isNewer(kept, watched.alarm)) return [];
    watched.alarm = kept;
    return this.#judge(device, watched, null);
  }

  /** Puts an alarm back to what is kept of it, because changing it failed; judges it anew. */
  putBack(kept: KeptAlarm): readonly AlarmChange[] {
    const found = this.#watchedOf(kept);
    if (found === null) return [];
    found.watched.alarm = kept;
    return this.#judge(found.device, found.watched, null);
  }

  /** Hands an event to the rules of its device; resolves to those it concerns. */
  #takeIn(device: Device, { event, positionBasis }: LoggedEvent, atMs: number): readonly Watched[] {
    if (event.position !== null && this.#options.placeOf(event.id) === null) {
      device.place = { position: event.position, basis: positionBasis ?? 'undeclared' };
    }
    const samples = deviceSamples(event, device.kind);
    return device.watched.filter(({ watch }) => {
      watch.hear(atMs);
      watch.take(samples, event.eventTimeMs, atMs);
      return watch.rule.condition.kind === 'silence' || samples.some(({ quantity }) => watch.concerns(quantity));
    });
  }

  #judge(device: Device, watched: Watched, eventMs: number | null): readonly AlarmChange[] {
    const { watch, alarm } = watched;
    const atMs = this.#nowMs;
    const verdict = watch.judge(atMs, eventMs);
    this.#schedule(device, watched);
    const changes: AlarmChange[] = [];
    const change =
      alarm === null || alarm.alarm.state === 'closed'
        ? this.#opened(device, watched, verdict)
        : judgedAlarm(alarm, verdict, watch.rule.isLatching, atMs);
    if (change !== null) {
      watched.alarm = change.kept;
      changes.push(change);
    }
    if (watch.rule.condition.kind === 'silence' && verdict.status === 'active') changes.push(...this.#lose(device));
    return changes;
  }

  /** The device is silent: what its other rules were about is not known any more. */
  #lose(device: Device): readonly AlarmChange[] {
    return device.watched.flatMap((watched) => {
      if (watched.watch.rule.condition.kind === 'silence') return [];
      watched.watch.lose();
      return this.#judge(device, watched, null);
    });
  }

  #opened(device: Device, { watch, alarm }: Watched, verdict: AlarmVerdict): AlarmChange | null {
    if (verdict.status !== 'active') return null;
    const { source, id: thingId, kind, place } = device;
    const ruleId = watch.rule.id;
    // Two of one rule and device never have one id.
    const atMs = Math.max(this.#nowMs, alarm === null ? 0 : alarm.alarm.openedMs + 1);
    const facts = {
      alarmId: alarmIdOf(ruleId, source, thingId, atMs),
      ruleId,
      rulesVersion: this.#options.rules.version,
      sensorKind: kind.name,
      thingId,
      source,
      severity: verdict.severity,
      position: place?.position ?? null,
      cause: verdict.cause,
    };
    return openedAlarm(facts, place?.basis ?? null, atMs);
  }

  #schedule(device: Device, watched: Watched): void {
    const dueMs = watched.watch.dueMs(this.#nowMs);
    if (dueMs === null || dueMs <= this.#nowMs) return;
    // Judged too early it is put off again: a device heard every second must not fill the queue.
    if (watched.dueMs !== null && watched.dueMs <= dueMs) return;
    watched.dueMs = dueMs;
    this.#timers.put(dueMs, { device, watched });
  }

  #deviceOf(logged: LoggedEvent): Device | null {
    const { event } = logged;
    if (event.kind !== 'reading' && event.kind !== 'cover' && event.kind !== 'flow') return null;
    const key = `${event.source}/${event.id}`;
    const known = this.#devices.get(key);
    if (known !== undefined) return known;
    const kind = this.#kindOf(event, this.#options.placeOf(event.id));
    const device = kind === null ? null : this.#newDevice(event.source, event.id, kind);
    this.#devices.set(key, device);
    return device;
  }

  /** The rule and device of an alarm; null when the rule is not there any more. */
  #watchedOf({ alarm }: KeptAlarm): { readonly device: Device; readonly watched: Watched } | null {
    const key = `${alarm.source}/${alarm.thingId}`;
    let device = this.#devices.get(key) ?? null;
    if (device === null) {
      const kind = this.#options.rules.kinds.find(({ name }) => name === alarm.sensorKind);
      if (kind === undefined) return null;
      device = this.#newDevice(alarm.source, alarm.thingId, kind);
      this.#devices.set(key, device);
    }
    const watched = device.watched.find(({ watch }) => watch.rule.id === alarm.ruleId);
    return watched === undefined ? null : { device, watched };
  }

  #newDevice(source: string, id: string, kind: SensorKind): Device {
    const { rules, placeOf } = this.#options;
    const point = placeOf(id);
    const device: Device = {
      source,
      id,
      kind,
      place: point === null ? null : { position: point.position, basis: 'geodetic' },
      watched: rules.rules
        .filter(({ sensorKind }) => sensorKind === kind.name)
        .map((rule) => ({
          watch: new RuleWatch(
            rule,
            this.#gateOf(rule, () => device.place),
          ),
          alarm: null,
          dueMs: null,
        })),
    };
    return device;
  }

  #gateOf(rule: AlarmRule, placeOf: () => Place | null): RuleGate {
    const times = ruleTimes(rule, this.#options.utcOffsetMinutes);
    const polygon = rule.within === null ? null : Float64Array.from(rule.within.flat());
    return {
      isOpen(atMs) {
        if (!times.isInForce(atMs)) return false;
        if (polygon === null) return true;
        const place = placeOf();
        // A place that is not to be trusted is no place.
        if (place?.basis !== 'geodetic') return null;
        return containsPoint(polygon, place.position[0], place.position[1]);
      },
      nextChangeMs: (atMs) => times.nextChangeMs(atMs),
    };
  }
}

/** Of two states of alarms of one rule and device, whether the first is the later. */
function isNewer(one: KeptAlarm, than: KeptAlarm): boolean {
  if (one.alarm.alarmId === than.alarm.alarmId) return one.version > than.version;
  return one.alarm.openedMs > than.alarm.openedMs;
}
