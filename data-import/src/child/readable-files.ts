import { realpath, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceSpec } from '@undercroft/core/protocol/reading';

/** What a reading process may read, and by which paths it is told of its files. */
export interface ReadableFiles {
  readonly files: SourceSpec['files'];
  readonly flags: readonly string[];
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Code of this project that reads files, and the modules it uses. */
const CODE = ['core', 'store', 'data-import', 'node_modules', 'package.json'];

/**
 * Lets a process read its own code and the named files, and nothing else of this machine. The files are links in its
 * folder, since a list of processes shows whoever looks at it the flags that grant: Node follows a link out of what was
 * granted, and refuses every other path there. Where no links can be made the files are granted by their own paths.
 */
export async function readableFiles(files: SourceSpec['files'], folder: string): Promise<ReadableFiles> {
  // The modules may themselves be installed elsewhere and linked.
  const code = await Promise.all(CODE.map((name) => realpath(join(ROOT, name)).catch(() => join(ROOT, name))));
  const flags = [...new Set([folder, ...code])].map(granted);
  try {
    const linked = files.map(({ name }, index) => ({ name, path: join(folder, `source-${index}`) }));
    await Promise.all(linked.map(({ path }, index) => symlink(resolve(files[index]?.path ?? ''), path)));
    return { files: linked, flags };
  } catch {
    const paths = await Promise.all(files.map(({ path }) => realpath(path).catch(() => resolve(path))));
    const named = files.map(({ name }, index) => ({ name, path: paths[index] ?? '' }));
    return { files: named, flags: [...flags, ...paths.map(granted)] };
  }
}

function granted(path: string): string {
  return `--allow-fs-read=${path}`;
}
