import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { ImportError } from '../../import-error.ts';
import { type ByteSource, headOf } from '../../readers/byte-source.ts';

const MAGIC = 'SQLite format 3\0';
/** Longest geometry that is read; longer ones elsewhere in a row do no harm. */
export const LONGEST_VALUE_BYTES = 64 * 1024 ** 2;
/** Longest text that is read of a column. */
export const LONGEST_TEXT_BYTES = 1024 ** 2;
const LONGEST_SQL = 1024 ** 2;

/**
 * Opens a database that nobody vouches for, to be read only: its own SQL (views, triggers, functions in the schema) is not
 * trusted, nothing beside it is looked at or written (`immutable`: no journal, no lock, no shared memory), values and
 * expressions are capped. Throws `ImportError` for what is no database.
 */
export async function openDatabase(source: ByteSource): Promise<DatabaseSync> {
  const head = await headOf(source, MAGIC.length);
  if (new TextDecoder('latin1').decode(head) !== MAGIC) {
    throw new ImportError(
      'damaged-file',
      `"${source.name}" is no GeoPackage: it does not begin as an SQLite database does.`,
    );
  }
  if (source.localPath === null) throw new RangeError(`"${source.name}" must lie on disk to be opened.`);
  const url = pathToFileURL(source.localPath);
  url.search = '?immutable=1';
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(url, {
      readOnly: true,
      allowExtension: false,
      defensive: true,
      enableDoubleQuotedStringLiterals: false,
      limits: {
        length: LONGEST_VALUE_BYTES,
        sqlLength: LONGEST_SQL,
        exprDepth: 100,
        compoundSelect: 10,
        attach: 0,
        triggerDepth: 0,
      },
    });
    database.exec(
      'PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0',
    );
    return database;
  } catch (cause) {
    database?.close();
    throw damagedDatabase(source.name, cause);
  }
}

/** What SQLite said of a file, as a refusal. */
export function damagedDatabase(name: string, cause: unknown): ImportError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ImportError('damaged-file', `"${name}" cannot be read as a GeoPackage: ${why}.`, { cause });
}
