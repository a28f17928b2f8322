import { closeSync, createReadStream, openSync } from 'node:fs';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { type EncodedRows, type RowOwner, rowsOwnedBy } from '@undercroft/store/rows/encoded-rows';
import { frameWriter, readFrames } from '../child/frames.ts';
import { packRows, unpackRows } from '../child/row-payload.ts';
import { rowTeller } from '../child/row-teller.ts';
import { reportBuilder } from '../report.ts';

/** Nobody's: whoever reads the file says whose its rows are. */
const NOBODY: RowOwner = { layerId: 0, importId: 0 };
const CHUNK_BYTES = 1 << 20;

/** What a file of rows holds: rows of one table at a time, and last the report on all of them. */
export type RowsFilePart =
  | { readonly kind: 'rows'; readonly rows: EncodedRows }
  | { readonly kind: 'report'; readonly report: ImportReport };

/**
 * Writes features as rows that a store takes as they are: frames of rows, as a reading process sends them, and a last frame
 * with the report.
 */
export function writeRowsFile(path: string, features: Iterable<CityFeature>): void {
  const file = openSync(path, 'w');
  try {
    const write = frameWriter(file);
    const report = reportBuilder('generated', null);
    const teller = rowTeller(NOBODY, (rows) => write('rows', ...packRows(rows)));
    for (const value of features) {
      report.add({ value, issues: [] });
      teller.add([value]);
    }
    teller.end();
    write('event', new TextEncoder().encode(JSON.stringify(report.build())));
  } finally {
    closeSync(file);
  }
}

/** Reads such a file, its rows for an import; one that was cut off ends without its report. */
export async function* readRowsFile(path: string, owner: RowOwner): AsyncGenerator<RowsFilePart> {
  const stream: AsyncIterable<Buffer<ArrayBuffer>> = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  for await (const { kind, payload } of readFrames(stream)) {
    if (kind === 'rows') {
      yield { kind: 'rows', rows: rowsOwnedBy(unpackRows(payload), owner) };
      continue;
    }
    yield { kind: 'report', report: JSON.parse(new TextDecoder().decode(payload)) };
  }
}
