import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene, SceneSource } from '@undercroft/core/protocol/scene';
import { AppError } from './app-error.ts';

/** The sources of a scene whose file is not below the folder of source files. */
export async function missingSources(scene: Scene, dataFolder: string): Promise<readonly SceneSource[]> {
  const missing: SceneSource[] = [];
  for (const source of scene.sources) {
    if (source.kind !== 'generated' && !(await exists(join(dataFolder, source.path)))) missing.push(source);
  }
  return missing;
}

/**
 * True for a source that a scene can do without: an elevation model only shapes the drawn ground, and no level or depth
 * rests on it.
 */
export function isDispensable(source: SceneSource): boolean {
  return source.kind === 'terrain';
}

/** Says where each missing file was looked for and how to name another folder. */
export function sourceMissing(scene: Scene, missing: readonly SceneSource[], dataFolder: string): AppError {
  const paths = missing.flatMap((source) => (source.kind === 'generated' ? [] : [join(dataFolder, source.path)]));
  return new AppError(
    'source-missing',
    `Scene "${scene.id}" has no source file at ${paths.join(', ')}. ` +
      `Put it there, or set UNDERCROFT_DATA to the folder that holds ${missing.map(relativePath).join(', ')}.`,
  );
}

function relativePath(source: SceneSource): string {
  return source.kind === 'generated' ? source.layer : source.path;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
