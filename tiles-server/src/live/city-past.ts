import type { LiveEventKind, LoggedEvent } from '@undercroft/core/live/live-event';
import type { LiveExtent, ReplayClock } from '@undercroft/core/protocol/live/replay';
import type { Store } from '@undercroft/store/store';
import { mergedSpan, mergedState, thinned } from './merged-past.ts';
import { pastCaseOf, pastCaseSteps, pastEventOf } from './past-event.ts';
import type { SimulatedPast } from './simulated-past.ts';

/** Cases of the tables that one answer takes in. */
const MOST_CASES = 5000;

/** What a generator tells; cases of the past are rows of the tables, and alarms the server makes. */
const SIMULATED: readonly LiveEventKind[] = ['reading', 'cover', 'position', 'signal', 'flow'];

export interface CityPastOptions {
  readonly store: Pick<Store, 'live' | 'cases'>;
  /** The generator of a scene that has one. */
  readonly pastOf: (scene: string) => SimulatedPast | null;
}

export interface SpanAsked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly by: ReplayClock;
  readonly kinds: readonly LiveEventKind[] | undefined;
  readonly limit: number;
  /** Of a key only the last event of each step of so long. */
  readonly everyMs: number | undefined;
}

/**
 * The city as it was: out of the log where there is one, out of the tables of cases, and in a generated scene out of its
 * generator. A table says what is known of a case now; when it became known it does not say, so that it tells the same
 * by either clock.
 */
export class CityPast {
  readonly #store: CityPastOptions['store'];
  readonly #pastOf: CityPastOptions['pastOf'];

  constructor({ store, pastOf }: CityPastOptions) {
    this.#store = store;
    this.#pastOf = pastOf;
  }

  async state(scene: string, atMs: number, by: ReplayClock, kinds: readonly LiveEventKind[] | undefined) {
    const { live, cases } = this.#store;
    const has = (kind: LiveEventKind) => kinds === undefined || kinds.includes(kind);
    const extent = await live.extent(scene);
    const past = SIMULATED.some(has) ? this.#tellsOf(scene, by, atMs, extent?.sinceMs ?? null) : null;
    const [logged, during, simulated] = await Promise.all([
      extent === null ? [] : live.stateAt(scene, atMs, by, kinds),
      has('case') ? cases.during(scene, atMs, atMs, MOST_CASES) : null,
      past?.stateAt(atMs) ?? [],
    ]);
    const standing = (during?.cases ?? []).flatMap((each) => pastCaseOf(each, atMs) ?? []).filter(isOpen);
    const told = [...simulated.filter(({ kind }) => has(kind)).map(pastEventOf), ...standing];
    return {
      logFromMs: extent?.sinceMs ?? null,
      isSimulated: simulated.length > 0,
      isWhole: during?.more !== true,
      events: mergedState(logged, told),
    };
  }

  async history(scene: string, { fromMs, toMs, by, kinds, limit, everyMs }: SpanAsked) {
    const { live, cases } = this.#store;
    const has = (kind: LiveEventKind) => kinds === undefined || kinds.includes(kind);
    const extent = await live.extent(scene);
    const past = SIMULATED.some(has) ? this.#tellsOf(scene, by, toMs, extent?.sinceMs ?? null) : null;
    const [logged, during, simulated] = await Promise.all([
      live.between(scene, fromMs, toMs, by, { ...(kinds === undefined ? {} : { kinds }), limit: limit + 1 }),
      has('case') ? cases.during(scene, fromMs, toMs, MOST_CASES) : null,
      past?.between(fromMs, toMs, limit + 1) ?? [],
    ]);
    const timeOf = (each: LoggedEvent) => (by === 'event' ? each.event.eventTimeMs : each.receivedMs);
    const steps = (during?.cases ?? [])
      .flatMap((each) => pastCaseSteps(each, fromMs, toMs))
      .sort((a, b) => timeOf(a) - timeOf(b));
    const made = simulated.filter(({ kind }) => has(kind)).map(pastEventOf);
    // What the generator says is cut off by what it was asked for, not by what of it is of a kind that is wanted.
    const cutMs = simulated[limit]?.eventTimeMs ?? toMs;
    const span = mergedSpan([logged, steps, made], timeOf, Math.min(toMs, cutMs), limit);
    return {
      ...span,
      more: span.wholeToMs < toMs,
      isSimulated: simulated.length > 0,
      events: everyMs === undefined ? span.events : thinned(span.events, timeOf, everyMs),
    };
  }

  async ofThing(
    scene: string,
    kind: LiveEventKind,
    id: string,
    { fromMs, toMs, limit }: { readonly fromMs: number; readonly toMs: number; readonly limit: number },
  ) {
    const range = { fromMs, toMs, limit: limit + 1 };
    const [logged, simulated] = await Promise.all([
      this.#store.live.ofThing(scene, kind, id, range),
      this.#pastOf(scene)?.ofThing(id, fromMs, toMs, limit + 1) ?? [],
    ]);
    const made = simulated.filter((event) => event.kind === kind).map(pastEventOf);
    const all = new Map<string, LoggedEvent>();
    for (const each of [...made, ...logged]) all.set(`${each.event.source}/${each.event.sequence}`, each);
    const newestFirst = [...all.values()].sort((a, b) => b.event.eventTimeMs - a.event.eventTimeMs);
    return { events: newestFirst.slice(0, limit), isSimulated: made.length > 0, more: newestFirst.length > limit };
  }

  async extent(scene: string, utcOffsetMinutes: number): Promise<LiveExtent> {
    const [log, days] = await Promise.all([
      this.#store.live.extent(scene),
      this.#store.cases.byDay(scene, utcOffsetMinutes),
    ]);
    const logFromMs = log?.sinceMs ?? null;
    const firsts = [days?.[0]?.startMs, logFromMs].filter((ms) => typeof ms === 'number');
    return {
      fromMs: firsts.length === 0 ? null : Math.min(...firsts),
      logFromMs,
      isSimulated: this.#pastOf(scene) !== null,
      casesByDay: [...(days ?? [])],
    };
  }

  /** What the generator says had happened; what was received here then, only the log can tell, once there is one. */
  #tellsOf(scene: string, by: ReplayClock, untilMs: number, logFromMs: number | null): SimulatedPast | null {
    const tells = by === 'event' || untilMs < (logFromMs ?? Number.POSITIVE_INFINITY);
    return tells ? this.#pastOf(scene) : null;
  }
}

function isOpen({ event }: LoggedEvent): boolean {
  return event.kind === 'case' && (event.value.result === 'open' || event.value.result === 'unknown');
}
