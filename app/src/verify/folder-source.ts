import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, resolve, sep } from 'node:path';
import { AppError } from '../app-error.ts';
import { inflated } from './inflated.ts';
import { MOST_FILE_BYTES, SourceError, type TilesetSource } from './tileset-source.ts';

/** A tileset in a folder: `tileset.json` in it, or the document that was named. Links out of the folder are not followed. */
export async function openFolderSource(target: string, cwd: string): Promise<TilesetSource> {
  const path = resolve(cwd, target);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new AppError('source-missing', `There is no folder or tileset document "${target}".`);
  const folder = await realpath(found.isDirectory() ? path : dirname(path));
  const root = found.isDirectory() ? 'tileset.json' : basename(path);
  return {
    root,
    resolve: inFolder,
    async read(file) {
      // Links are followed only to files of the same folder.
      const real = await realpath(join(folder, ...file.split('/'))).catch(() => null);
      const details = real === null ? null : await stat(real);
      if (real === null || details?.isFile() !== true) throw new SourceError('missing', `There is no file "${file}".`);
      if (!real.startsWith(folder + sep)) throw new SourceError('outside', `"${file}" leads out of the folder.`);
      if (details.size > MOST_FILE_BYTES) {
        throw new SourceError('tooLarge', `"${file}" has ${details.size} bytes; at most ${MOST_FILE_BYTES} are read.`);
      }
      return await inflated(await readFile(real), file);
    },
  };
}

/** A path below the folder, with forward slashes. */
function inFolder(base: string, reference: string): string {
  const outside = new SourceError('outside', `The reference "${reference}" leads out of the folder.`);
  const plain = decoded(reference.replace(/[?#].*$/s, ''));
  if (plain === null || plain === '' || /^[a-z][a-z0-9+.-]*:|^[\\/]|\\|\0/i.test(plain)) throw outside;
  const path = posix.normalize(posix.join(posix.dirname(base), plain));
  if (path === '..' || path.startsWith('../') || posix.isAbsolute(path)) throw outside;
  return path;
}

function decoded(reference: string): string | null {
  try {
    return decodeURIComponent(reference);
  } catch {
    return null;
  }
}
