import type { Issue } from '@undercroft/core/model/issue';
import { type ByteSource, headOf } from '../../readers/byte-source.ts';
import { looksLikeZip, openZip, type ZipArchive } from './open-zip.ts';
import type { ZipLimits } from './zip-limits.ts';

/** Files of which archives have been replaced by what they hold. */
export interface UnpackedFiles {
  readonly files: readonly ByteSource[];
  readonly issues: readonly Issue[];
  /** Closes the archives and removes what was unpacked to disk. */
  close(): Promise<void>;
}

const HEAD_BYTES = 4;

/** The same files, archives among them replaced by the entries whose names match. */
export async function unpackArchives(
  files: readonly ByteSource[],
  wanted: RegExp,
  limits: ZipLimits = {},
): Promise<UnpackedFiles> {
  const archives: ZipArchive[] = [];
  const found: ByteSource[] = [];
  const close = async () => {
    for (const archive of archives) await archive.close();
  };
  try {
    for (const file of files) {
      if (!looksLikeZip(await headOf(file, HEAD_BYTES))) {
        found.push(file);
        continue;
      }
      const archive = await openZip(file, limits);
      archives.push(archive);
      found.push(...archive.entries.filter(({ name }) => wanted.test(name)));
    }
  } catch (failure) {
    await close();
    throw failure;
  }
  return { files: found, issues: archives.flatMap(({ issues }) => issues), close };
}
