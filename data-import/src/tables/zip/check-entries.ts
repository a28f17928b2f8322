import type { Issue } from '@undercroft/core/model/issue';
import type { Entry } from 'yauzl';
import { issue } from '../../issues.ts';
import { baseName, entryName, nameFault } from './entry-name.ts';

export interface NamedEntry {
  readonly entry: Entry;
  readonly name: string;
}

const FILE_TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const STORED = 0;
const DEFLATED = 8;
/** Hosts whose external attributes hold a Unix mode: Unix and macOS. */
const UNIX_HOSTS = [3, 19];
/** What file managers leave behind; nobody misses it. */
const LITTER = /(^|\/)(__MACOSX\/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/i;
const ARCHIVES = /\.(zip|rar|7z|tar|gz|tgz|bz2|xz|zst|kmz)$/i;

/** Parts the entries of an archive into files that may be read and those that are left out, each with its reason. */
export function checkEntries(entries: readonly Entry[]): {
  readonly accepted: readonly NamedEntry[];
  readonly issues: readonly Issue[];
} {
  const accepted: NamedEntry[] = [];
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    const name = entryName(entry);
    if (name === '' || name.endsWith('/') || LITTER.test(name)) continue;
    const fault = entryFault(entry, name, seen);
    if (fault !== null) {
      issues.push(issue('archive-entry-refused', null, null, `"${name}" in the archive is left out: ${fault}.`));
    } else if (ARCHIVES.test(baseName(name))) {
      const message = `"${name}" is an archive inside the archive; it is not opened. Unpack it first.`;
      issues.push(issue('nested-archive', null, null, message));
    } else {
      accepted.push({ entry, name });
    }
    seen.add(name);
  }
  return { accepted, issues };
}

function entryFault(entry: Entry, name: string, seen: ReadonlySet<string>): string | null {
  const leading = nameFault(name);
  if (leading !== null) return `its name holds ${leading}`;
  if (entry.isEncrypted()) return 'it is encrypted; pack it without a password';
  if (isSpecialFile(entry)) return 'it is a link or a device, not a file';
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    return `it is packed by method ${entry.compressionMethod}; wanted is deflate or none`;
  }
  if (entry.compressionMethod === STORED && entry.compressedSize !== entry.uncompressedSize) {
    return `it is stored as it is, yet its two sizes differ (${entry.compressedSize} and ${entry.uncompressedSize})`;
  }
  if (seen.has(name)) return 'another entry has the same name';
  return null;
}

function isSpecialFile(entry: Entry): boolean {
  if (!UNIX_HOSTS.includes(entry.versionMadeBy >>> 8)) return false;
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK;
  return type !== 0 && type !== REGULAR_FILE && type !== FOLDER;
}
