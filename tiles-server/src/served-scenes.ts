import type { Scene } from '@undercroft/core/protocol/scene';
import { ProblemError } from './problem.ts';

/** The scenes this server knows by id. */
export type SceneCatalogue = ReadonlyMap<string, Scene>;

/** The scene of that id, or a problem that lists the known ones. */
export function sceneOf(scenes: SceneCatalogue, id: string): Scene {
  const scene = scenes.get(id);
  if (scene !== undefined) return scene;
  throw new ProblemError(
    'unknown-scene',
    `There is no scene "${id.slice(0, 64)}"; known are: ${[...scenes.keys()].join(', ')}.`,
  );
}

/** What a request about a scene's rows is told before the first import is published. */
export function notImported(scene: string): ProblemError {
  return new ProblemError(
    'scene-not-imported',
    `Nothing of the scene "${scene}" is imported yet. Run "npx undercroft import ${scene}", or wait for the import under way.`,
  );
}
