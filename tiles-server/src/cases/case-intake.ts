import { applyAction } from '@undercroft/core/cases/apply-action';
import type { CaseRules } from '@undercroft/core/cases/case-rules';
import { takenInCase } from '@undercroft/core/cases/taken-in-case';
import type { LiveCase } from '@undercroft/core/live/live-case';
import type { LiveEvent, LoggedEvent } from '@undercroft/core/live/live-event';
import type { CaseAction } from '@undercroft/core/protocol/live/case-records';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { StoredCase } from '@undercroft/store/live-store';
import type { Store } from '@undercroft/store/store';
import type { EventLog } from '../live/event-log.ts';
import { type CaseChange, type CaseWriter, storedAfter } from './case-writer.ts';

/** Events read at once when the log is caught up with. */
const PAGE = 2000;
/** Cases that become durable together: the embedded store serves nobody else meanwhile. */
const BATCH = 25;
/** After a failure the same events are tried again, ms. */
const RETRY_MS = 1000;
/** Times that a batch is put together anew because another server was first. */
const MOST_ATTEMPTS = 5;
/** How often it is kept how far the log has been read, ms: so much of it is read again after a sudden end. */
const KEEP_EVERY_MS = 10_000;

export interface CaseIntakeOptions {
  readonly store: Pick<Store, 'caseRecords' | 'live'>;
  readonly log: Pick<EventLog, 'listen'>;
  readonly writer: CaseWriter;
  readonly rules: (scene: Scene) => Promise<CaseRules>;
  readonly wallClock: () => number;
  readonly report: (error: unknown) => void;
}

type CaseEvent = Extract<LiveEvent, { readonly kind: 'case' }>;

interface Heard {
  readonly eventId: number;
  readonly event: CaseEvent;
  readonly positionBasis: StoredCase['positionBasis'];
}

/**
 * Makes a case under way of every case that comes in through a door, exactly once: how far the log has been read is written
 * in the transaction that writes the cases. Afterwards the desk's word holds: when an outside system speaks of a case
 * again, that is noted in its history and the case is told of as it stands here.
 */
export class CaseIntake {
  readonly #scene: Scene;
  readonly #options: CaseIntakeOptions;
  readonly #simulators: ReadonlySet<string>;
  readonly #stop: () => void;
  readonly #timer: NodeJS.Timeout;
  #heard: Heard[] = [];
  #newestId = 0;
  #keptId = 0;
  #isTaking = true;
  #isClosed = false;
  #working: Promise<void>;
  #wake: (() => void) | null = null;

  constructor(scene: Scene, options: CaseIntakeOptions) {
    this.#scene = scene;
    this.#options = options;
    this.#simulators = new Set(
      (scene.live?.adapters ?? []).filter(({ kind }) => kind === 'simulator').map(({ source }) => source),
    );
    // Listens first and reads then, so that nothing falls between.
    this.#stop = options.log.listen(scene.id, (events) => this.#hear(events));
    this.#working = this.#work();
    this.#timer = setInterval(() => void this.#keep().catch(options.report), KEEP_EVERY_MS).unref();
  }

  /** Resolves when what is under way is done; what was heard and not taken in is found again at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop();
    clearInterval(this.#timer);
    this.#wake?.();
    await this.#working;
    await this.#keep();
  }

  #hear(events: readonly LoggedEvent[]): void {
    for (const logged of events) {
      this.#newestId = Math.max(this.#newestId, logged.eventId);
      const heard = heardOf(logged);
      if (heard !== null) this.#heard.push(heard);
    }
    if (this.#heard.length > 0) this.#wake?.();
  }

  async #work(): Promise<void> {
    await this.#untilDone(() => this.#catchUp());
    if (!this.#isClosed) this.#isTaking = false;
    while (!this.#isClosed) {
      if (this.#heard.length === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
        continue;
      }
      const heard = this.#heard;
      this.#heard = [];
      this.#isTaking = true;
      await this.#untilDone(() => this.#take(heard));
      if (!this.#isClosed) this.#isTaking = false;
    }
  }

  /** Nothing that was heard waits or is under way: everything up to the newest is done with. */
  async #keep(): Promise<void> {
    if (this.#isTaking || this.#heard.length > 0 || this.#newestId <= this.#keptId) return;
    const newestId = this.#newestId;
    await this.#options.store.caseRecords.setCursor(this.#scene.id, newestId);
    this.#keptId = newestId;
  }

  /** A database that does not answer must not cost a case. */
  async #untilDone(work: () => Promise<void>): Promise<void> {
    while (!this.#isClosed) {
      try {
        await work();
        return;
      } catch (error) {
        this.#options.report(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }

  async #catchUp(): Promise<void> {
    const { store } = this.#options;
    const scene = this.#scene.id;
    let at = await store.caseRecords.cursor(scene);
    while (!this.#isClosed) {
      const events = await store.live.since(scene, at, PAGE);
      await this.#take(events.map(heardOf).filter((heard) => heard !== null));
      at = events.at(-1)?.eventId ?? at;
      if (events.length < PAGE) break;
    }
    // What had no case in it need not be read again.
    await store.caseRecords.setCursor(scene, at);
  }

  async #take(heard: readonly Heard[]): Promise<void> {
    for (let from = 0; from < heard.length && !this.#isClosed; from += BATCH) {
      await this.#takeBatch(heard.slice(from, from + BATCH));
    }
  }

  async #takeBatch(batch: readonly Heard[]): Promise<void> {
    const { store, writer, rules } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const cursor = await store.caseRecords.cursor(this.#scene.id);
      const left = batch.filter(({ eventId }) => eventId > cursor);
      const last = left.at(-1);
      if (last === undefined) return;
      try {
        const changes = await this.#changes(left, await rules(this.#scene));
        await writer.write(this.#scene.id, changes, { fromId: cursor, toId: last.eventId });
        return;
      } catch (error) {
        const isChanged = error instanceof Error && 'code' in error && error.code === 'case-changed';
        if (!isChanged || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }

  /** Of each event what becomes of its case: a new one and what rules do with it, or a note. */
  async #changes(heard: readonly Heard[], rules: CaseRules): Promise<readonly CaseChange[]> {
    const { store, wallClock } = this.#options;
    const ids = heard.map(({ event }) => event.id);
    const known = new Map(await store.caseRecords.known(this.#scene.id, [...new Set(ids)]));
    const changes: CaseChange[] = [];
    const add = (change: CaseChange): StoredCase => {
      changes.push(change);
      const stored = storedAfter(change);
      known.set(stored.case.sourceId, stored);
      return stored;
    };
    for (const { event, positionBasis } of heard) {
      const { source, id, eventTimeMs } = event;
      const before = known.get(id) ?? null;
      const isSimulated = this.#simulators.has(before?.broughtBy ?? source);
      const atMs = Math.max(wallClock(), eventTimeMs);
      const about = { broughtBy: before?.broughtBy ?? source, positionBasis: before?.positionBasis ?? positionBasis };
      if (before !== null) {
        const action = { atMs, action: 'heard', by: source, note: sayingOf(event.value) };
        add({ before, value: before.case, action, isSimulated, ...about });
        continue;
      }
      const gridCell = await this.#cellOf(event.value, positionBasis);
      const value = takenInCase({ ...event.value, sourceId: id }, gridCell, rules);
      const action = {
        atMs: isSimulated ? eventTimeMs : atMs,
        action: 'report',
        by: source,
        note: descriptionOf(event.value),
      };
      let stored = add({ before: null, value, action, isSimulated, ...about });
      for (const step of stepsOfRules(value, rules)) {
        const result = applyAction(stored.case, step, atMs, rules);
        if (!result.ok) break;
        const kept = { atMs, action: step.action, by: step.by, note: null };
        stored = add({ before: stored, value: result.value, action: kept, isSimulated, ...about });
      }
    }
    return changes;
  }

  /** Only a place in a declared system can be told to lie in a cell. */
  async #cellOf({ gridCell, position }: LiveCase, basis: StoredCase['positionBasis']): Promise<string | null> {
    if (gridCell !== null || basis !== 'geodetic') return gridCell;
    return await this.#options.store.caseRecords.gridCellAt(this.#scene.id, position);
  }
}

/** What the server does by itself with a case that has just come in, as its city's rules say. */
export function stepsOfRules(value: LiveCase, rules: CaseRules): readonly CaseAction[] {
  const { registers, dispatches } = rules.set.intake;
  const isKnown = rules.category(value.kind, value.category) !== null;
  if (!isKnown || value.result !== 'open' || value.steps.register !== null) return [];
  if (!registers.includes(value.channel)) return [];
  const by = `rules ${rules.set.id} ${rules.set.version}`;
  return dispatches
    ? [
        { action: 'register', by },
        { action: 'dispatch', by },
      ]
    : [{ action: 'register', by }];
}

/** Cases of others; what the server itself says of cases is in their records already. */
function heardOf({ event, eventId, positionBasis }: LoggedEvent): Heard | null {
  if (event.kind !== 'case' || event.source === 'desk' || event.source === 'alarms') return null;
  return { eventId, event, positionBasis: positionBasis ?? 'undeclared' };
}

/** What a citizen wrote, word for word. */
function descriptionOf({ raw }: LiveCase): string | null {
  return typeof raw.description === 'string' && raw.description !== '' ? raw.description : null;
}

function sayingOf({ result, steps, department }: LiveCase): string {
  const done = Object.entries(steps).flatMap(([step, atMs]) =>
    atMs === null ? [] : [`${step} ${new Date(atMs).toISOString()}`],
  );
  return [result, ...done, department ?? '']
    .filter((part) => part !== '')
    .join(', ')
    .slice(0, 500);
}
