import type { NearRows } from '@undercroft/core/analysis/near-rows';
import type { GroundLevelAt } from '@undercroft/core/dig/plane-ground';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Bounds, Store } from '@undercroft/store/store';
import { ProblemError } from '../problem.ts';
import { notImported } from '../served-scenes.ts';
import type { GroundService } from '../tiles/ground-service.ts';
import type { Revisions } from '../tiles/revisions.ts';
import type { SceneRules } from './scene-rules.ts';

/** What analyses are made from. */
export interface AnalysisSources {
  readonly store: Store;
  readonly revisions: Revisions;
  readonly grounds: GroundService;
  readonly rules: SceneRules;
}

/** Ground of a rectangle, of the revision it was fitted to. */
export interface KnownGround {
  readonly revision: string;
  readonly levelAt: GroundLevelAt;
}

/** Rows and ground that belong together. */
export interface Surroundings {
  readonly rows: NearRows;
  readonly ground: KnownGround;
}

/** Times that rows and ground are read again because an import was published between them. */
const MOST_ATTEMPTS = 3;

/** The rules of a scene; `rules-unusable` when they cannot be read: nothing is judged by others instead. */
export async function rulesOf({ rules }: Pick<AnalysisSources, 'rules'>, scene: Scene): Promise<RuleSet> {
  try {
    return await rules(scene);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ProblemError('rules-unusable', `The rules of the scene "${scene.id}" cannot be read: ${why}`, {
      cause: error,
    });
  }
}

/** Every row near a rectangle, now or as of a time; what cannot be read is a problem, never an empty answer. */
export async function rowsNear(
  { store }: AnalysisSources,
  scene: Scene,
  bounds: Bounds,
  asOf: string | undefined,
): Promise<NearRows> {
  const moment = asOf === undefined ? undefined : { time: new Date(asOf).toISOString() };
  const rows = await store.analysis.near(scene.id, bounds, moment);
  if (rows === null) throw notKnownThen(scene, asOf);
  return rows;
}

/** The ground of a rectangle as it is now: nobody keeps the ground of before. */
export async function groundIn(
  { grounds, revisions }: AnalysisSources,
  scene: Scene,
  bounds: Bounds,
): Promise<KnownGround> {
  const versions = await revisions.versions(scene.id);
  const read = await grounds.revised(scene);
  if (versions === null || read === null) throw notImported(scene.id);
  const { value } = read;
  // The ground of before a change of it is the ground of no revision that rows are of: it is read again.
  const revision = read.revision === versions.ground ? versions.revision : read.revision;
  // Without a cover and without an elevation model no level is known anywhere.
  return { revision, levelAt: value === null ? () => null : await value.knownIn(bounds) };
}

/**
 * What `read` reads, once its rows and its ground are of one revision; it is read again where an import was published
 * between them. Rows of the past are met with the ground of now.
 */
export async function ofOneRevision<T extends Surroundings>(
  { revisions }: AnalysisSources,
  scene: Scene,
  asOf: string | undefined,
  read: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const found = await read();
    if (asOf !== undefined || found.rows.revision === found.ground.revision) return found;
    revisions.refresh(scene.id);
  }
  throw sceneChanging(scene);
}

/** Rows read after one another were not of one moment. */
export function sceneChanging(scene: Scene): ProblemError {
  return new ProblemError(
    'scene-changing',
    `The scene "${scene.id}" must stand still for an answer, but changed while it was read.`,
  );
}

/** Nothing was published, or not yet at the moment asked for. */
function notKnownThen(scene: Scene, asOf: string | undefined): ProblemError {
  if (asOf === undefined) return notImported(scene.id);
  return new ProblemError('nothing-then', `Nothing of the scene "${scene.id}" was published at ${asOf}.`);
}
