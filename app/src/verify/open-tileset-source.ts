import { AppError } from '../app-error.ts';
import { openFolderSource } from './folder-source.ts';
import { httpSource } from './http-source.ts';
import type { TilesetSource } from './tileset-source.ts';

/** The source for what a user names: an address that begins with http, else a folder or a tileset document in one. */
export async function openTilesetSource(target: string, cwd: string): Promise<TilesetSource> {
  if (!/^https?:\/\//i.test(target)) return await openFolderSource(target, cwd);
  if (!URL.canParse(target)) throw new AppError('bad-option', `"${target}" is no address.`);
  return httpSource(new URL(target));
}
