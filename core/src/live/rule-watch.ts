import type { AlarmLevel, AlarmRule } from '../protocol/live/alarm-rule.ts';
import type { AlarmSeverity } from './alarm.ts';
import type { AlarmVerdict } from './alarm-moves.ts';
import { type WindowedExtreme, windowedExtreme } from './windowed-extreme.ts';

/** What a message says of a quantity: a number in its own unit, a yes or no, or null where nothing that can be used. */
export interface Sample {
  readonly quantity: string;
  readonly unit: string;
  readonly value: number | boolean | null;
}

/** When a rule is in force at a device; null where that cannot be told. */
export interface RuleGate {
  isOpen(atMs: number): boolean | null;
  nextChangeMs(atMs: number): number | null;
}

interface WatchedLevel extends AlarmLevel {
  /** Whether the latest message about its figure could be used; null while there was none, as of a cover that only tilts. */
  isKnown: boolean | null;
  /** The figure is beyond the limit, by the hysteresis. */
  isMet: boolean;
  /** Since when it is met while the rule is in force: by the clock of the device, and by that of the server. */
  since: { readonly eventMs: number; readonly atMs: number } | null;
  isHeld: boolean;
}

/**
 * One rule at one device: told of every message that concerns it, it says whether its condition holds. Times are
 * milliseconds since 1970 UTC; `atMs` is the server's clock, which never goes back here.
 */
export class RuleWatch {
  readonly rule: AlarmRule;
  readonly #gate: RuleGate;
  readonly #levels: readonly WatchedLevel[];
  readonly #window: WindowedExtreme | null;
  /** When messages met the rule, for `repeats`. */
  #matchesMs: number[] = [];
  #isOn = false;
  #figure: { readonly unit: string; readonly value: number } | null = null;
  #lastMs: number | null = null;

  constructor(rule: AlarmRule, gate: RuleGate) {
    this.rule = rule;
    this.#gate = gate;
    this.#levels = rule.levels.map((level) => ({ ...level, isKnown: null, isMet: false, since: null, isHeld: false }));
    const { condition } = rule;
    this.#window =
      condition.kind === 'rate' ? windowedExtreme(condition.direction === 'rise', condition.withinS * 1000) : null;
  }

  /** Takes the condition to hold at a severity, as an alarm says that is read back: the hysteresis goes on from there. */
  resume(severity: AlarmSeverity): void {
    const past = this.#levels.findIndex((level) => level.severity === severity);
    for (const level of this.#levels.slice(0, past + 1)) {
      level.isKnown = false;
      level.isMet = true;
      level.since = { eventMs: 0, atMs: 0 };
    }
    this.#isOn = past >= 0;
  }

  /** Whether messages about a quantity concern this rule. */
  concerns(quantity: string): boolean {
    const { condition } = this.rule;
    switch (condition.kind) {
      case 'threshold':
      case 'rate':
        return condition.quantity === quantity;
      case 'cover':
        return quantity === 'tilt' || quantity === 'isOpen';
      case 'silence':
        return false;
    }
  }

  /**
   * Takes in what one message says, whenever it comes. A sample without a value makes the levels that it is about unknown and
   * changes nothing else.
   */
  take(samples: readonly Sample[], eventMs: number, atMs: number): void {
    const concerned = samples.filter(({ quantity }) => this.concerns(quantity));
    if (concerned.length === 0) return;
    for (const { quantity, unit, value } of concerned) {
      const levels = this.#levels.filter(({ limit }) => (limit === null) === (quantity === 'isOpen'));
      for (const level of levels) level.isKnown = value !== null;
      if (typeof value === 'boolean') for (const level of levels) level.isMet = value;
      else if (value !== null) this.#takeFigure(levels, { unit, value }, eventMs);
    }
    this.#updateSince(eventMs, atMs);
    const isMatch = this.#levels.some(({ since, isKnown }) => since !== null && isKnown === true);
    if (this.rule.repeats !== null && isMatch) this.#matchesMs.push(atMs);
  }

  /** The device sent something, whatever it was; rules of silence live by it. */
  hear(atMs: number): void {
    if (this.rule.condition.kind !== 'silence') return;
    this.#lastMs = Math.max(atMs, this.#lastMs ?? 0);
    for (const level of this.#levels) level.isKnown = true;
  }

  /** Silence counts from here on at the earliest, unless it is known already: nobody listened before. */
  listenFrom(atMs: number): void {
    if (this.rule.condition.kind !== 'silence') return;
    for (const level of this.#levels) level.isKnown = true;
    if (this.#isOn) this.#lastMs ??= 0;
    else if (this.#lastMs !== null) this.#lastMs = Math.max(atMs, this.#lastMs);
  }

  /** Nobody knows any more: the device is silent. */
  lose(): void {
    if (this.rule.condition.kind === 'silence') return;
    for (const level of this.#levels) if (level.isKnown === true) level.isKnown = false;
  }

  /** Whether the condition holds at a time; `eventMs` is the device's own clock when a message has just come. */
  judge(atMs: number, eventMs: number | null = null): AlarmVerdict {
    if (this.#gate.isOpen(atMs) === null) return { status: 'unknown' };
    if (this.rule.condition.kind === 'silence') this.#measureSilence(atMs);
    this.#updateSince(eventMs ?? atMs, atMs);
    for (const level of this.#levels) {
      if (level.since === null || level.isKnown !== true) continue;
      const { since, holdS } = level;
      const heldMs = Math.max(atMs - since.atMs, eventMs === null ? 0 : eventMs - since.eventMs);
      level.isHeld ||= heldMs >= holdS * 1000;
    }
    const worst = this.#levels.findLast(({ isHeld, isKnown }) => isHeld && isKnown === true);
    if (worst !== undefined && (this.#isOn || this.#isRepeated(atMs))) {
      this.#isOn = true;
      return this.#active(worst);
    }
    const isKnown =
      this.#levels.some((level) => level.isKnown) && this.#levels.every((level) => level.isKnown !== false);
    if (!isKnown) return { status: 'unknown' };
    if (worst === undefined) this.#isOn = false;
    return { status: 'over' };
  }

  /** The next time at which `judge` may say otherwise without another message; null when never. */
  dueMs(atMs: number): number | null {
    const times: number[] = [];
    for (const { isKnown, isMet, limit, since, isHeld, holdS } of this.#levels) {
      if (this.#lastMs !== null && limit !== null && !isMet) times.push(this.#lastMs + limit * 1000);
      if (isKnown === true && since !== null && !isHeld) times.push(since.atMs + holdS * 1000);
    }
    const change = this.#levels.some(({ isMet }) => isMet) ? this.#gate.nextChangeMs(atMs) : null;
    if (change !== null) times.push(change);
    return times.length === 0 ? null : Math.min(...times);
  }

  #takeFigure(
    levels: readonly WatchedLevel[],
    { unit, value }: { readonly unit: string; readonly value: number },
    eventMs: number,
  ): void {
    const { condition } = this.rule;
    const figure = this.#window === null ? value : Math.abs(value - this.#window.after(value, eventMs));
    this.#figure = { unit, value: figure };
    const hysteresis = condition.kind === 'silence' ? 0 : condition.hysteresis;
    const sign = condition.kind === 'threshold' && condition.side === 'below' ? -1 : 1;
    for (const level of levels) {
      if (level.limit === null) continue;
      const beyond = sign * (figure - level.limit);
      // Over only when it is more than the hysteresis back.
      level.isMet = beyond >= 0 || (level.isMet && beyond >= -hysteresis);
    }
  }

  #measureSilence(atMs: number): void {
    for (const level of this.#levels) {
      level.isMet = this.#lastMs !== null && level.limit !== null && atMs - this.#lastMs >= level.limit * 1000;
    }
  }

  #updateSince(eventMs: number, atMs: number): void {
    const isInForce = this.#gate.isOpen(atMs) === true;
    for (const level of this.#levels) {
      if (level.isMet && isInForce) level.since ??= { eventMs, atMs };
      else {
        level.since = null;
        level.isHeld = false;
      }
    }
  }

  #isRepeated(atMs: number): boolean {
    const { repeats } = this.rule;
    if (repeats === null) return true;
    this.#matchesMs = this.#matchesMs.filter((each) => atMs - each < repeats.withinS * 1000);
    return this.#matchesMs.length >= repeats.times;
  }

  #active({ severity, limit }: WatchedLevel): AlarmVerdict {
    const { condition } = this.rule;
    const value = this.#figure?.value ?? null;
    const unit = this.#figure?.unit ?? '';
    const active = { status: 'active', severity } as const;
    switch (condition.kind) {
      case 'threshold':
        return { ...active, cause: { quantity: condition.quantity, unit, value, threshold: limit } };
      case 'rate':
        return {
          ...active,
          cause: { quantity: condition.quantity, unit: `${unit} / ${condition.withinS} s`, value, threshold: limit },
        };
      case 'cover':
        return limit === null
          ? { ...active, cause: { quantity: 'isOpen', unit: '', value: null, threshold: null } }
          : { ...active, cause: { quantity: 'tilt', unit, value, threshold: limit } };
      case 'silence':
        return { ...active, cause: { quantity: 'silence', unit: 's', value: null, threshold: limit } };
    }
  }
}
