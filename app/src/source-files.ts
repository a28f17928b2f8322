import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene, SceneSource } from '@undercroft/core/protocol/scene';
import { AppError } from './app-error.ts';

/** The sources of a scene whose file is not below the folder of source files. */
export async function missingSources(scene: Scene, dataFolder: string): Promise<readonly SceneSource[]> {
  const missing: SceneSource[] = [];
  for (const source of scene.sources) {
    const there = await Promise.all(pathsOf(source).map((path) => exists(join(dataFolder, path))));
    if (there.includes(false)) missing.push(source);
  }
  return missing;
}

/**
 * True for a source that a scene can do without: an elevation model only shapes the drawn ground, pictures only lie on it,
 * and no level or depth rests on either.
 */
export function isDispensable(source: SceneSource): boolean {
  return source.kind === 'terrain' || source.kind === 'imagery';
}

/** Says where each missing file was looked for and how to name another folder. */
export function sourceMissing(scene: Scene, missing: readonly SceneSource[], dataFolder: string): AppError {
  const paths = missing.flatMap(pathsOf).map((path) => join(dataFolder, path));
  return new AppError(
    'source-missing',
    `Scene "${scene.id}" has no source file at ${paths.join(', ')}. ` +
      `Put it there, or set UNDERCROFT_DATA to the folder that holds ${missing.flatMap(pathsOf).join(', ')}.`,
  );
}

/** Files of a source, below the folder of source files. */
function pathsOf(source: SceneSource): readonly string[] {
  switch (source.kind) {
    case 'file':
      // What a generator writes is written when it is needed.
      return source.from === 'generator' ? [] : [source.path, ...source.companions];
    case 'terrain':
    case 'imagery':
      return [source.path];
    case 'generated':
      return [];
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
