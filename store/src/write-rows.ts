import { StoreError } from './errors.ts';
import { bytesOf, type EncodedRows, hashesOf, rowCount, sliceRows, sourceIdsOf } from './rows/encoded-rows.ts';
import type { VersionTable } from './rows/feature-tables.ts';
import { STILL_VALID } from './rows/validity.ts';
import type { Sql, SqlValue } from './sql.ts';

/**
 * Rows a transaction. The embedded store serves nobody else while a statement runs (1000 links take it about 30 ms);
 * PostgreSQL takes whole batches.
 */
const ROWS_AT_ONCE: Readonly<Record<Sql['driver'], number>> = { pglite: 1000, postgres: 20_000 };

/** Blocks of terrain, a quarter of a megabyte each: four of noisy ground take the embedded store about 40 ms. */
const BLOCKS_AT_ONCE = 4;

/** What became of the rows written so far, against what the layer shows. */
export interface WriteCounts {
  added: number;
  changed: number;
  unchanged: number;
}

export interface RowWriterOptions {
  readonly sql: Sql;
  readonly layerId: number;
  readonly importId: number;
  /** True when the layer shows nothing yet, so that no row can be found unchanged. */
  readonly first: boolean;
}

/**
 * Writes row versions of an import. Those equal to the live version are noted as met again and not written.
 *
 * CONTRIBUTOR NOTES. 50,000 nodes and 50,000 links of 920 bytes with records of 26 fields into PostgreSQL 15, durable, by
 * one session. Seconds of the backend's processor, which other work on the machine does not change:
 *
 * ```
 *   1.90   1000 rows a transaction, PostGIS columns with GiST indexes
 *   1.82   20,000 rows a transaction
 *   1.45   1000 rows a transaction, PostGIS columns with block range indexes
 *   1.42   2500 rows a transaction, not waiting for the disk   <- this, in text format
 *   1.47   20,000 rows a transaction, ranges summarised after
 *   1.35   no indexes, built after: but tables are shared by all layers, and others read them meanwhile
 *   1.72   an unlogged table without indexes, then insert ... select in the order of cells
 *   0.52   no indexes at all; 0.49 from a file on the server
 *   0.27   no indexes, from a file in COPY's binary format   <- this format, which is also the cheapest to encode
 * ```
 *
 * What each index costs a node stands in the decision on cells and revisions: a third of it was the GiST index of boxes.
 */
export class RowWriter {
  readonly counts: WriteCounts = { added: 0, changed: 0, unchanged: 0 };
  /** Tables that rows were written into. */
  readonly tables = new Set<VersionTable>();
  readonly #options: RowWriterOptions;

  constructor(options: RowWriterOptions) {
    this.#options = options;
  }

  async write(rows: EncodedRows): Promise<void> {
    const { sql, layerId, importId } = this.#options;
    if (rows.layerId !== layerId || rows.importId !== importId) {
      throw new StoreError(
        'statement-failed',
        `Rows must be encoded for import ${importId} of layer ${layerId}; these are for import ${rows.importId} of layer ${rows.layerId}.`,
      );
    }
    const most = rows.table === 'terrain_block' ? BLOCKS_AT_ONCE : ROWS_AT_ONCE[sql.driver];
    const count = rowCount(rows);
    for (let start = 0; start < count; start += most) {
      const isWhole = start === 0 && count <= most;
      await this.#writePart(isWhole ? rows : sliceRows(rows, start, start + most));
    }
  }

  async #writePart(rows: EncodedRows): Promise<void> {
    const { table, columns } = rows;
    const { importId, first } = this.#options;
    const count = rowCount(rows);
    const counts = await this.#options.sql.transaction(async (sql) => {
      await loseAtMostThis(sql);
      if (first) {
        await sql.copyBytes(table, columns, rows.data, count);
        return { added: count, changed: 0, unchanged: 0 };
      }
      const sourceIds = sourceIdsOf(rows);
      const hashes = hashesOf(rows);
      const live = await this.#liveVersions(sql, table, sourceIds);
      const written: number[] = [];
      const seen: (readonly SqlValue[])[] = [];
      let changed = 0;
      for (const [i, sourceId] of sourceIds.entries()) {
        const version = live.get(sourceId);
        if (version !== undefined && version.row_hash === hashes[i]) {
          seen.push([importId, version.row_id]);
          continue;
        }
        written.push(i);
        if (version !== undefined) changed++;
      }
      const isWhole = written.length === count;
      await sql.copyBytes(table, columns, isWhole ? rows.data : bytesOf(rows, written), written.length);
      await sql.copyIn('import_seen', ['import_id', 'row_id'], seen);
      return { added: written.length - changed, changed, unchanged: seen.length };
    });
    this.tables.add(table);
    this.counts.added += counts.added;
    this.counts.changed += counts.changed;
    this.counts.unchanged += counts.unchanged;
  }

  async #liveVersions(
    sql: Sql,
    table: VersionTable,
    sourceIds: readonly string[],
  ): Promise<ReadonlyMap<string, LiveVersion>> {
    const { layerId, importId } = this.#options;
    const rows = await sql.query<LiveVersion>(
      `select row_id, source_id, row_hash from ${table}
       where layer_id = $1 and source_id = any($2::text[]) and valid_to = $3 and valid_from < $4`,
      [layerId, sourceIds, STILL_VALID, importId],
    );
    return new Map(rows.map((row) => [row.source_id, row]));
  }
}

interface LiveVersion {
  readonly row_id: number;
  readonly source_id: string;
  readonly row_hash: string;
}

/**
 * Until it is published or held an import may be lost, with the server as with its process, so its batches need not wait
 * for the disk. What waits is the transaction that publishes: it is not durable before all that was written before it.
 */
async function loseAtMostThis(sql: Sql): Promise<void> {
  if (sql.driver === 'postgres') await sql.query("select set_config('synchronous_commit', 'off', true)");
}
