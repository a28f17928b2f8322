import type { SqlValue } from '../sql.ts';

/** The canonical columns of a row version: what its hash covers, `source_id` naming the thing within its layer. */
export type VersionColumns = Readonly<Record<string, SqlValue>> & { readonly source_id: string };
