import { join } from 'node:path';
import type { Store } from '@undercroft/store/store';
import { NearestUnits } from '../cameras/nearest-units.ts';
import { unitsOf } from '../cameras/units-of.ts';
import type { EventLog } from '../live/event-log.ts';
import type { SceneCatalogue } from '../served-scenes.ts';
import { Revisions } from '../tiles/revisions.ts';
import type { CaseDesk, SceneCaseRules } from './case-desk.ts';
import { CaseIntake } from './case-intake.ts';
import { CaseWriter } from './case-writer.ts';
import { CityCases } from './city-cases.ts';
import { PhotoFiles } from './photo-files.ts';
import { programCaseRules, readyRules } from './ready-rules.ts';
import { SimulatedCrews } from './simulated-crews.ts';

export interface CasesOptions {
  readonly store: Store;
  readonly log: EventLog;
  readonly scenes: SceneCatalogue;
  /** Without it the rules of the program. */
  readonly rules?: SceneCaseRules;
  /** Data folder: photographs lie in `<home>/photos`. */
  readonly home: string;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  /** Told of every unexpected error. */
  readonly report: (error: unknown) => void;
}

/**
 * Opens the cases of every scene: takes in what doors bring, lets simulated crews work, and is the desk. Store and log stay
 * the caller's, who closes this before them.
 */
export function openCases(options: CasesOptions): CaseDesk {
  const { store, log, scenes, home, wallClock, report } = options;
  const rules = readyRules(options.rules ?? programCaseRules);
  const writer = new CaseWriter({ store, log, wallClock });
  const units = new NearestUnits({
    live: store.live,
    log,
    unitsOf: unitsOf(store, new Revisions(store, wallClock)),
    openCases: (scene) => store.caseRecords.withUnit(scene),
    now: wallClock,
  });
  const photos = new PhotoFiles(join(home, 'photos'));
  const desk = new CityCases({ store, writer, rules, units, photos, wallClock });
  const live = [...scenes.values()].filter((scene) => scene.live !== undefined);
  const shared = { store, writer, rules, wallClock, report };
  const intakes = live.map((scene) => new CaseIntake(scene, { ...shared, log }));
  const crews = new SimulatedCrews(live, shared);
  return {
    report: (scene, said, alarmId) => desk.report(scene, said, alarmId),
    act: (scene, caseId, request) => desk.act(scene, caseId, request),
    find: (scene, caseId) => desk.find(scene, caseId),
    open: (scene, query) => desk.open(scene, query),
    suggest: (scene, caseId, most) => desk.suggest(scene, caseId, most),
    duplicates: (scene, most) => desk.duplicates(scene, most),
    addPhoto: (scene, caseId, by, body) => desk.addPhoto(scene, caseId, by, body),
    photo: (scene, caseId, photo) => desk.photo(scene, caseId, photo),
    rules,
    async close() {
      units.close();
      await crews.close();
      await Promise.all(intakes.map((intake) => intake.close()));
    },
  };
}
