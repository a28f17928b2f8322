import { applyAction } from '@undercroft/core/cases/apply-action';
import type { CaseRules } from '@undercroft/core/cases/case-rules';
import { simulatedCrewStep } from '@undercroft/core/cases/simulated-crew';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { StoredCase } from '@undercroft/store/live-store';
import type { Store } from '@undercroft/store/store';
import type { CaseChange, CaseWriter } from './case-writer.ts';

/** How often it is looked for what crews should have done, ms. */
const LOOK_EVERY_MS = 2000;
/** Steps written together: the embedded store serves nobody else meanwhile. */
const AT_ONCE = 25;
/** After a long rest the rest waits for the next look. */
const MOST_ROUNDS = 40;

export interface SimulatedCrewsOptions {
  readonly store: Pick<Store, 'caseRecords'>;
  readonly writer: CaseWriter;
  readonly rules: (scene: Scene) => Promise<CaseRules>;
  readonly wallClock: () => number;
  readonly report: (error: unknown) => void;
}

/**
 * The made-up crews of scenes with a simulator: they register, dispatch, handle, verify and close its cases, so that a wall
 * that runs for months shows a city at work and not a heap. They never touch a case that anybody else reported, and a step
 * that a person has taken is theirs to go on from. Everything they do is signed by them.
 */
export class SimulatedCrews {
  readonly #options: SimulatedCrewsOptions;
  readonly #timer: NodeJS.Timeout;
  #working: Promise<void> = Promise.resolve();
  #isWorking = false;
  #isClosed = false;

  constructor(scenes: readonly Scene[], options: SimulatedCrewsOptions) {
    this.#options = options;
    const simulated = scenes.filter(({ live }) => live?.adapters.some(({ kind }) => kind === 'simulator'));
    const look = () => {
      if (this.#isWorking || simulated.length === 0) return;
      this.#isWorking = true;
      this.#working = this.work(simulated)
        .catch(options.report)
        .finally(() => {
          this.#isWorking = false;
        });
    };
    this.#timer = setInterval(look, LOOK_EVERY_MS).unref();
  }

  /** Takes steps that are due by now, and those that are due after them. */
  async work(scenes: readonly Scene[]): Promise<void> {
    const { store, wallClock } = this.#options;
    for (const scene of scenes) {
      const rules = await this.#options.rules(scene);
      for (let round = 0; round < MOST_ROUNDS && !this.#isClosed; round++) {
        const due = await store.caseRecords.crewDue(scene.id, wallClock(), AT_ONCE);
        if (due.length === 0) break;
        await this.#stepAll(scene, due, rules);
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#working;
  }

  /** All in one transaction; where a person was first for one of them, each by itself. */
  async #stepAll(scene: Scene, due: readonly StoredCase[], rules: CaseRules): Promise<void> {
    const changes = due.flatMap((before) => changeOf(before, rules));
    const { writer } = this.#options;
    if (await hasWritten(() => writer.write(scene.id, changes))) return;
    for (const change of changes) await hasWritten(() => writer.write(scene.id, [change]));
  }
}

/** Whether it was written; false when a person, or another server, was first. */
async function hasWritten(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'case-changed') return false;
    throw error;
  }
}

function changeOf(before: StoredCase, rules: CaseRules): readonly CaseChange[] {
  const next = simulatedCrewStep(before.case);
  if (next === null) return [];
  const { action } = next;
  const atMs = Math.max(next.atMs, before.changedMs);
  const result = applyAction(before.case, action, atMs, rules);
  const { broughtBy, positionBasis } = before;
  const kept = { atMs, action: action.action, by: action.by, note: 'note' in action ? (action.note ?? null) : null };
  const about = { before, broughtBy, positionBasis };
  if (result.ok) return [{ ...about, value: result.value, action: kept, isSimulated: true }];
  // Nobody answers for it: it waits for a person.
  const note = { ...kept, action: 'addNote', note: result.detail };
  return [{ ...about, value: before.case, action: note, isSimulated: false }];
}
