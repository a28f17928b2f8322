import type { ImportRecord } from '@undercroft/core/protocol/import-answers';

export interface ImportRow {
  readonly id: number;
  readonly layer: string;
  readonly source: string;
  readonly sha256: string;
  readonly reader_version: string;
  readonly started_at: string;
  readonly published_at: string | null;
  readonly state: ImportRecord['state'];
  readonly by_whom: string | null;
  readonly report: ImportRecord['report'];
}

/** Select of `ImportRow`s; the alias `i` is the import, `l` its layer. */
export const IMPORT_SELECT = `select i.id, l.name as layer, i.source, i.sha256, i.reader_version, i.started_at,
  i.published_at, i.state, i.by_whom, i.report from import i join layer l on l.id = i.layer_id`;

export function importRecordOf(row: ImportRow): ImportRecord {
  return {
    id: row.id,
    layer: row.layer,
    source: row.source,
    sha256: row.sha256,
    startedAt: row.started_at,
    publishedAt: row.published_at,
    state: row.state,
    by: row.by_whom,
    report: row.report,
  };
}
