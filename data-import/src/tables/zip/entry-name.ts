import { type Entry, getFileNameLowLevel } from 'yauzl';

const UTF8_FLAG = 0x800;
const UNICODE_PATH_FIELD = 0x7075;
const LONGEST_NAME = 200;
/** Controls, and the marks that turn the direction of text: a name with them does not show what it is. */
const UNSHOWN = /[\p{Cc}\p{Cf}]/gu;

/**
 * Name of an entry as people read it, folders separated by `/`. Archives packed on Chinese Windows write GBK and leave the
 * UTF-8 flag unset; others write UTF-8 and leave it unset too: strict UTF-8 decides. A label only, never part of a path.
 */
export function entryName(entry: Entry): string {
  return decoded(entry).replaceAll('\\', '/').replace(UNSHOWN, '').slice(0, LONGEST_NAME);
}

/** What is wrong with a name that means to lead out of its folder, in the words of a sentence; `null` when nothing is. */
export function nameFault(name: string): string | null {
  if (name.startsWith('/')) return 'an absolute path';
  if (/^[a-z]:/i.test(name)) return 'a drive letter';
  if (name.split('/').includes('..')) return 'a step out of its folder ("..")';
  return null;
}

/** What stands after the last slash. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function decoded(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const named = entry.extraFields.some((field) => field.id === UNICODE_PATH_FIELD);
  if (named || (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0) {
    return getFileNameLowLevel(
      entry.generalPurposeBitFlag | (isUtf8(raw) ? UTF8_FLAG : 0),
      raw,
      entry.extraFields,
      true,
    );
  }
  if (isUtf8(raw)) return new TextDecoder().decode(raw);
  return new TextDecoder('gb18030').decode(raw);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
