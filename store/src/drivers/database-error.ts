import { StoreError } from '../errors.ts';

/** The fields of a database error that both drivers give. */
export interface DatabaseErrorFields {
  readonly message: string;
  readonly code: string | null;
  readonly detail: string | null;
}

/**
 * SQLSTATE classes in which the database cannot serve just now, as against refusing one statement: 08 connection, 28
 * authorization, 3D no such database, 53 out of resources (disk full), 57 operator intervention (shutdown), 58 system
 * error. Source: PostgreSQL manual, appendix A.
 */
const UNREACHABLE_CLASSES: ReadonlySet<string> = new Set(['08', '28', '3D', '53', '57', '58']);

/** By its classes: five capitals alone would take the system's `EPIPE` for a database's answer. */
const SQLSTATE = /^(?:[0-9][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/** A database's error as a `StoreError`: `store-unreachable` when the database cannot serve, else `statement-failed`. */
export function storeErrorOf(fields: DatabaseErrorFields, cause?: unknown): StoreError {
  const { message, code, detail } = fields;
  const options = cause === undefined ? {} : { cause };
  // Without an SQLSTATE it is not the database that spoke: the connection failed.
  if (code === null || !SQLSTATE.test(code) || UNREACHABLE_CLASSES.has(code.slice(0, 2))) {
    const reason = message === '' ? (code ?? 'no reason given') : message;
    return new StoreError('store-unreachable', `The database cannot be reached or cannot serve: ${reason}.`, options);
  }
  const more = detail === null ? '' : ` (${detail})`;
  return new StoreError('statement-failed', `The database refused a statement: ${message}${more} [${code}].`, options);
}
