import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { dropImports, holdImport, type LoadedImport, showImport, tidy } from './end-import.ts';
import { StoreError } from './errors.ts';
import { completedReport } from './import-changes.ts';
import { IssueWriter } from './import-issues.ts';
import type { Lease } from './lease.ts';
import { Mutex } from './mutex.ts';
import { encodeRows, featureEncoder } from './rows/encode-rows.ts';
import type { EncodedRows } from './rows/encoded-rows.ts';
import { VERSION_TABLES } from './rows/feature-tables.ts';
import { EXTENT_WRITER, IMAGERY_TILE_WRITER } from './rows/imagery-row.ts';
import { BLOCK_WRITER, PYRAMID_WRITER } from './rows/terrain-row.ts';
import type { ImportSession } from './store.ts';
import { RowWriter } from './write-rows.ts';

export interface ImportSessionOptions extends LoadedImport {
  readonly lease: Lease;
}

/** An import under way; `ImportSession` says what each method does. */
export function importSession(options: ImportSessionOptions): ImportSession {
  const { lease, layerId, importId, first } = options;
  const { sql } = lease;
  const turns = new Mutex();
  const writer = new RowWriter({ sql, layerId, importId, first });
  const encode = featureEncoder(options);
  const issueWriter = new IssueWriter(sql, importId);
  let ended: string | null = null;

  const whileOpen = <T>(work: () => Promise<T>): Promise<T> =>
    turns.run(async () => {
      if (ended !== null) throw new StoreError('import-ended', `Import ${importId} is over: it was ${ended}.`);
      return await work();
    });
  const writeAll = (encoded: () => readonly EncodedRows[]) =>
    whileOpen(async () => {
      for (const rows of encoded()) await writer.write(rows);
    });
  const end = async (report: ImportReport, how: 'published' | 'held', work: typeof showImport) => {
    await tidy(sql, first ? writer.tables : [...VERSION_TABLES, 'import_seen']);
    const complete = await completedReport(sql, options, writer.counts, report);
    const record = await sql.transaction((inside) => work(inside, options, complete));
    ended = how;
    // What is published or held stays so, whatever becomes of the session.
    await lease.release().catch(() => undefined);
    return record;
  };

  return {
    importId,
    layerId,
    write: (features) => writeAll(() => encode(features)),
    writeEncoded: (rows) => writeAll(() => rows),
    writePyramid: (pyramid) => writeAll(() => encodeRows(PYRAMID_WRITER, [pyramid], options)),
    writeBlocks: (blocks) => writeAll(() => encodeRows(BLOCK_WRITER, blocks, options)),
    writeImagery: (extent) => writeAll(() => encodeRows(EXTENT_WRITER, [extent], options)),
    writeTiles: (tiles) => writeAll(() => encodeRows(IMAGERY_TILE_WRITER, tiles, options)),
    writeIssues: (issues) => whileOpen(() => issueWriter.write(issues)),
    publish: (report) => whileOpen(() => end(report, 'published', showImport)),
    hold: (report) => whileOpen(() => end(report, 'held', holdImport)),
    discard: (report) =>
      whileOpen(async () => {
        ended = 'discarded';
        // Without its lease the import is dead to the next `begin`, which removes what could not be removed here.
        try {
          await sql.transaction(async (inside) => {
            await dropImports(inside, layerId, [importId]);
            const text = report === null ? null : JSON.stringify(report);
            await inside.query('update import set report = $2 where id = $1', [importId, text]);
          });
        } finally {
          await lease.release();
        }
      }),
  };
}
