import { type EncodedRows, rowCount } from '@undercroft/store/rows/encoded-rows';
import type { VersionTable } from '@undercroft/store/rows/feature-tables';

/** Puts rows of several batches together. */
export interface GatheredRows {
  /** Takes rows, which need not last; sends those of their table once there are enough. */
  readonly add: (rows: EncodedRows) => void;
  /** Sends what is left. */
  readonly end: () => void;
}

const FIRST_BYTES = 1 << 20;

/**
 * Rows are best made of few features at a time, which then die young, and best sent many at a time, since each sending is a
 * transaction. What is sent is good until `send` is over.
 */
export function gatheredRows(mostRows: number, send: (rows: EncodedRows) => void): GatheredRows {
  const tables = new Map<VersionTable, Gathering>();
  const flush = (gathering: Gathering) => {
    const rows = gathering.take();
    if (rows !== null) send(rows);
  };
  return {
    add(rows) {
      const gathering = tables.get(rows.table) ?? new Gathering();
      tables.set(rows.table, gathering);
      gathering.add(rows);
      if (gathering.count >= mostRows) flush(gathering);
    },
    end() {
      for (const gathering of tables.values()) flush(gathering);
    },
  };
}

/** Rows of one table and one import, one after the other in memory that is used again. */
class Gathering {
  #first: EncodedRows | null = null;
  #bytes = new Uint8Array(FIRST_BYTES);
  #starts: number[] = [0];

  get count(): number {
    return this.#starts.length - 1;
  }

  add(rows: EncodedRows): void {
    this.#first ??= rows;
    const at = this.#starts.at(-1) ?? 0;
    const size = at + rows.data.length;
    if (size > this.#bytes.length) {
      const longer = new Uint8Array(Math.max(size, this.#bytes.length * 2));
      longer.set(this.#bytes.subarray(0, at));
      this.#bytes = longer;
    }
    this.#bytes.set(rows.data, at);
    for (let i = 1; i <= rowCount(rows); i++) this.#starts.push(at + (rows.rowStarts[i] ?? 0));
  }

  take(): EncodedRows | null {
    if (this.#first === null) return null;
    const data = this.#bytes.subarray(0, this.#starts.at(-1));
    const rows = { ...this.#first, data, rowStarts: Uint32Array.from(this.#starts) };
    this.#first = null;
    this.#starts = [0];
    return rows;
  }
}
