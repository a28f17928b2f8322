import { applyAction } from '@undercroft/core/cases/apply-action';
import type { CaseRules } from '@undercroft/core/cases/case-rules';
import { caseStage } from '@undercroft/core/cases/case-stage';
import { boundsAround, duplicatePairs, duplicatesOf } from '@undercroft/core/cases/near-cases';
import { nextDue } from '@undercroft/core/cases/next-due';
import { reportedCase } from '@undercroft/core/cases/reported-case';
import type { LiveCase } from '@undercroft/core/live/live-case';
import type {
  CaseDuplicate,
  CaseDuplicates,
  CaseList,
  CasePhoto,
  CaseRecordAnswer,
  CaseReport,
  CaseStepRequest,
  CaseSuggestion,
} from '@undercroft/core/protocol/live/case-records';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { KeptAction, StoredCase } from '@undercroft/store/live-store';
import type { Store } from '@undercroft/store/store';
import type { NearestUnits } from '../cameras/nearest-units.ts';
import { ProblemError } from '../problem.ts';
import { caseAnswer, type KnownCase, listedCase } from './case-answer.ts';
import type { CaseDesk, OpenCaseQuery } from './case-desk.ts';
import { stepsOfRules } from './case-intake.ts';
import { type CaseChange, type CaseWriter, storedAfter } from './case-writer.ts';
import type { PhotoFiles } from './photo-files.ts';
import { suggestUnit } from './suggest-unit.ts';
import { dayText, trackingNumber } from './tracking-number.ts';

const HOUR_MS = 3_600_000;
/** Doubles that are named with a case. */
const MOST_DUPLICATES = 20;
/** Cases near by that are looked through for doubles. */
const MOST_NEAR = 500;
/** Photographs that a case may have. */
const MOST_PHOTOS = 30;
/** A note or a photograph needs no version: it is put after whatever was first. */
const MOST_ATTEMPTS = 5;

export interface CityCasesOptions {
  readonly store: Pick<Store, 'caseRecords'>;
  readonly writer: CaseWriter;
  readonly rules: (scene: Scene) => Promise<CaseRules>;
  readonly units: Pick<NearestUnits, 'near'>;
  readonly photos: PhotoFiles;
  readonly wallClock: () => number;
}

/** The desk of every scene: reports, steps, lists, suggestions, photographs. */
export class CityCases implements Omit<CaseDesk, 'close'> {
  readonly #options: CityCasesOptions;

  constructor(options: CityCasesOptions) {
    this.#options = options;
  }

  rules(scene: Scene): Promise<CaseRules> {
    return this.#options.rules(scene);
  }

  async report(scene: Scene, report: CaseReport, alarmId?: string): Promise<CaseRecordAnswer> {
    const { caseRecords } = this.#options.store;
    const rules = await this.rules(scene);
    if (alarmId !== undefined) {
      const made = await caseRecords.ofAlarm(scene.id, alarmId);
      if (made !== null) return await this.find(scene, made);
    }
    if (report.category !== null && rules.category(report.kind, report.category) === null) {
      const detail = `There is no class ${report.category} of kind "${report.kind}" in the rules "${rules.set.id}".`;
      throw new ProblemError('unknown-category', detail);
    }
    const atMs = this.#options.wallClock();
    const day = dayText(atMs, scene.utcOffsetMinutes);
    const sourceId = trackingNumber(day, await caseRecords.nextSerial(scene.id, day));
    const gridCell = await caseRecords.gridCellAt(scene.id, report.position);
    const value = reportedCase(report, { sourceId, atMs, gridCell, alarmId: alarmId ?? null }, rules);
    try {
      await this.#add(scene, value, { atMs, action: 'report', by: report.by, note: report.note }, rules);
    } catch (error) {
      const made = alarmId === undefined || !isChanged(error) ? null : await caseRecords.ofAlarm(scene.id, alarmId);
      if (made === null) throw error;
      return await this.find(scene, made);
    }
    return await this.find(scene, sourceId);
  }

  async act(scene: Scene, caseId: string, { version, step }: CaseStepRequest): Promise<CaseRecordAnswer> {
    const rules = await this.rules(scene);
    const isNote = step.action === 'addNote';
    if (step.action === 'withdraw' && step.duplicateOf !== undefined) await this.#known(scene, step.duplicateOf);
    await this.#change(scene, caseId, isNote ? null : version, (before) => {
      const atMs = this.#options.wallClock();
      const result = applyAction(before.case, step, atMs, rules);
      if (!result.ok) throw new ProblemError(result.code, result.detail);
      return { value: result.value, action: { atMs, action: step.action, by: step.by, note: step.note ?? null } };
    });
    return await this.find(scene, caseId);
  }

  async find(scene: Scene, caseId: string): Promise<CaseRecordAnswer> {
    const rules = await this.rules(scene);
    const known = await this.#known(scene, caseId);
    return caseAnswer(known, await this.#duplicates(scene, known.case, rules), rules, this.#options.wallClock());
  }

  async open(scene: Scene, query: OpenCaseQuery): Promise<CaseList> {
    const nowMs = this.#options.wallClock();
    const standing = await this.#options.store.caseRecords.standing(scene.id);
    const found = standing.filter((each) => isAsked(each.case, query, nowMs));
    return {
      serverTimeMs: nowMs,
      cases: found.slice(0, query.limit).map(listedCase),
      more: found.length > query.limit,
    };
  }

  async suggest(scene: Scene, caseId: string, most: number): Promise<CaseSuggestion> {
    const { store, units } = this.#options;
    const known = (await store.caseRecords.known(scene.id, [caseId])).get(caseId);
    if (known === undefined) throw unknownCase(caseId);
    const [lon, lat] = known.case.position;
    const near = await units.near(scene, { lon, lat }, { most: Number.POSITIVE_INFINITY });
    return suggestUnit(known.case, await this.rules(scene), near, most);
  }

  async duplicates(scene: Scene, most: number): Promise<CaseDuplicates> {
    const { set } = await this.rules(scene);
    const standing = await this.#options.store.caseRecords.standing(scene.id);
    const pairs = duplicatePairs(
      standing.map((each) => each.case),
      set.duplicates,
    );
    return { pairs: pairs.slice(0, most), more: pairs.length > most };
  }

  async addPhoto(scene: Scene, caseId: string, by: string, body: AsyncIterable<Uint8Array>): Promise<CasePhoto> {
    const { photos, store, wallClock } = this.#options;
    const known = await this.#known(scene, caseId);
    if (known.photos.length >= MOST_PHOTOS) {
      throw new ProblemError('too-many-photos', `Case ${caseId} has ${MOST_PHOTOS} photographs and takes no more.`);
    }
    const { sha256, ...kept } = await photos.keep(scene.id, body);
    const about: CasePhoto = { ...kept, atMs: wallClock(), by };
    try {
      await store.caseRecords.addPhoto(scene.id, caseId, about, sha256);
    } catch (error) {
      await photos.remove(scene.id, kept.photo);
      throw error;
    }
    await this.#change(scene, caseId, null, ({ case: value }) => ({
      value,
      action: { atMs: about.atMs, action: 'addPhoto', by, note: about.photo },
    }));
    return about;
  }

  async photo(
    scene: Scene,
    caseId: string,
    photo: string,
  ): Promise<{ readonly path: string; readonly about: CasePhoto }> {
    const about = await this.#options.store.caseRecords.photo(scene.id, caseId, photo);
    if (about === null) throw new ProblemError('unknown-photo', `Case ${caseId} has no such photograph.`);
    return { path: this.#options.photos.path(scene.id, about.photo), about };
  }

  async #known(scene: Scene, caseId: string): Promise<KnownCase> {
    const known = await this.#options.store.caseRecords.find(scene.id, caseId);
    if (known === null) throw unknownCase(caseId);
    return known;
  }

  async #duplicates(scene: Scene, value: LiveCase, { set }: CaseRules): Promise<readonly CaseDuplicate[]> {
    const { withinM, withinHours } = set.duplicates;
    const { kind, category, component, position, steps } = value;
    if (steps.report === null) return [];
    const where = {
      kind,
      category,
      component,
      bounds: boundsAround(position, withinM),
      fromMs: steps.report - withinHours * HOUR_MS,
      toMs: steps.report + withinHours * HOUR_MS,
    };
    const near = await this.#options.store.caseRecords.near(scene.id, where, MOST_NEAR);
    return duplicatesOf(value, near, set.duplicates).slice(0, MOST_DUPLICATES);
  }

  /** A new case, and what rules do with it at once: durable together. */
  async #add(scene: Scene, value: LiveCase, action: KeptAction, rules: CaseRules): Promise<void> {
    const about = { broughtBy: 'desk', positionBasis: 'geodetic', isSimulated: false } as const;
    const changes: CaseChange[] = [{ before: null, value, action, ...about }];
    for (const step of stepsOfRules(value, rules)) {
      const [last] = changes.slice(-1);
      const result = last === undefined ? null : applyAction(last.value, step, action.atMs, rules);
      if (last === undefined || result === null || !result.ok) break;
      const kept = { atMs: action.atMs, action: step.action, by: step.by, note: null };
      changes.push({ before: storedAfter(last), value: result.value, action: kept, ...about });
    }
    await this.#options.writer.write(scene.id, changes);
  }

  /** Changes a case that was seen at `version`; with null, after whatever was first. */
  async #change(
    scene: Scene,
    caseId: string,
    version: number | null,
    change: (before: StoredCase) => { readonly value: LiveCase; readonly action: KeptAction },
  ): Promise<void> {
    const { store, writer } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const before = (await store.caseRecords.known(scene.id, [caseId])).get(caseId);
      if (before === undefined) throw unknownCase(caseId);
      if (version !== null && before.version !== version) {
        const detail = `Case ${caseId} was seen at version ${version} and is at ${before.version}: somebody else has changed it.`;
        throw new ProblemError('case-changed', detail);
      }
      const { value, action } = change(before);
      const { broughtBy, positionBasis, crewMs } = before;
      try {
        const about = { broughtBy, positionBasis, isSimulated: crewMs !== null || isSimulatedBy(scene, broughtBy) };
        await writer.write(scene.id, [{ before, value, action, ...about }]);
        return;
      } catch (error) {
        if (!isChanged(error) || version !== null || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }
}

function isSimulatedBy(scene: Scene, source: string): boolean {
  return (scene.live?.adapters ?? []).some((adapter) => adapter.kind === 'simulator' && adapter.source === source);
}

function isChanged(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'case-changed';
}

function unknownCase(caseId: string): ProblemError {
  return new ProblemError('unknown-case', `There is no case under way of the number "${caseId.slice(0, 80)}".`);
}

function isAsked(value: LiveCase, query: OpenCaseQuery, nowMs: number): boolean {
  const { stage, department, unit, cells, category, isLate } = query;
  if (stage !== undefined && caseStage(value) !== stage) return false;
  if (department !== undefined && value.department !== department) return false;
  if (unit !== undefined && value.unit !== unit) return false;
  if (cells !== undefined && !(value.gridCell ?? '').startsWith(cells)) return false;
  if (category !== undefined && value.category !== category) return false;
  if (isLate === undefined) return true;
  const dueMs = nextDue(value)?.dueMs ?? null;
  return (dueMs !== null && dueMs < nowMs) === isLate;
}
