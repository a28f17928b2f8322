import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import { ImportError } from './import-error.ts';
import { knownCrs } from './placing/known-crs.ts';
import { type ByteSource, sha256Of } from './readers/byte-source.ts';
import { type FeatureFormat, formatOf } from './readers/registry.ts';
import { TABLES_VERSION } from './readers/table-reader.ts';

const DIGEST_LENGTH = 12;

/** SHA-256 of a source's content: of its file, or of the names and digests of its files in their order. */
export async function contentDigest(files: readonly ByteSource[], signal?: AbortSignal): Promise<string> {
  const digests: string[] = [];
  for (const file of files) digests.push(await sha256Of(file, signal));
  return combinedDigest(files.map(({ name }, index) => ({ name, sha256: digests[index] ?? '' })));
}

/** The digest of a source from those of its files. */
export function combinedDigest(files: readonly { readonly name: string; readonly sha256: string }[]): string {
  const [first] = files;
  if (first !== undefined && files.length === 1) return first.sha256;
  const list = files.map(({ name, sha256 }) => [name, sha256]);
  return createHash('sha256').update(JSON.stringify(list)).digest('hex');
}

/**
 * Everything besides the content that decides what is read: the reader, where coordinates lie (a grid's parameters go in
 * as part of a digest and cannot be told from it), what columns mean, the encoding, the utility rule.
 */
export function readerVersion(format: FeatureFormat, spec: SourceSpec): string {
  const { georeference, localGrids, profile, ownProfiles, proposalConfirmed, encoding, utility } = spec;
  const { crs } = georeference;
  const grid = crs?.startsWith('LOCAL:') === true ? localGrids[crs.slice('LOCAL:'.length)] : undefined;
  const projection = crs?.startsWith('EPSG:') === true ? knownCrs(crs).proj : null;
  const meaning = profile ?? [ownProfiles, proposalConfirmed];
  const settings = [georeference, projection, grid, meaning, encoding, utility.default, utility.bySourceId];
  const { version } = formatOf(format);
  const code = format.kind === 'tables' ? `${version}/${TABLES_VERSION}` : version;
  return `${code}+${createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, DIGEST_LENGTH)}`;
}

/** Notices that files change while they are read. */
export interface UnchangedFiles {
  /** Throws `ImportError` (`file-changed`) when one of them is no longer what it was. */
  check(): Promise<void>;
}

/** Remembers what the files are like now: size, time of change to the nanosecond, and which file the name stands for. */
export async function watchedFiles(files: readonly ByteSource[]): Promise<UnchangedFiles> {
  const before = await Promise.all(files.map(identityOf));
  return {
    async check() {
      for (const [index, file] of files.entries()) {
        if ((await identityOf(file)) === before[index]) continue;
        throw new ImportError('file-changed', `"${file.name}" changed while it was being read. Import it again.`);
      }
    },
  };
}

async function identityOf({ localPath }: ByteSource): Promise<string> {
  if (localPath === null) return '';
  const info = await stat(localPath, { bigint: true }).catch(() => null);
  return info === null ? 'gone' : `${info.dev} ${info.ino} ${info.size} ${info.mtimeNs}`;
}
