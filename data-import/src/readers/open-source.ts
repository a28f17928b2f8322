import type { SourceSpec } from '@undercroft/core/protocol/reading';
import { ImportError } from '../import-error.ts';
import { placementOf } from '../placing/placement-of.ts';
import type { ByteSource } from './byte-source.ts';
import type { Reader, ReadItem } from './reader.ts';
import type { FeatureFormat } from './registry.ts';
import { openTables } from './table-reader.ts';

/** A source whose features can be read; whoever opens closes. */
export interface OpenSource {
  /** What reports call the system its coordinates are in: `EPSG:4549`, `LOCAL:old-town`; `null` when nothing says. */
  readonly crs: string | null;
  /** Every feature once, in batches, with what was found about it. A bad row is an item with issues, never an exception. */
  batches(signal?: AbortSignal): AsyncIterable<readonly ReadItem[]>;
  close(): Promise<void>;
}

/** Items handed on at once by a reader that yields them one by one. */
const BATCH_SIZE = 500;

/** Opens the files of a source in their format. Throws `ImportError` for files that cannot be read at all. */
export async function openSource(
  files: readonly ByteSource[],
  format: FeatureFormat,
  spec: SourceSpec,
  signal?: AbortSignal,
): Promise<OpenSource> {
  switch (format.kind) {
    case 'reader':
      return await openWithReader(files, format.reader, spec, signal);
    case 'tables':
      return await openTables(files, format.tables, spec, signal);
  }
}

async function openWithReader(
  files: readonly ByteSource[],
  reader: Reader,
  spec: SourceSpec,
  signal?: AbortSignal,
): Promise<OpenSource> {
  const [file, second] = files;
  if (file === undefined || second !== undefined) {
    throw new ImportError(
      'mixed-formats',
      `A source of ${reader.title} is one file; ${files.length} came: ${files.map(({ name }) => `"${name}"`).join(', ')}.`,
    );
  }
  const crs = spec.georeference.crs ?? (await reader.declaredCrs?.(file, signal)) ?? null;
  const placement = crs === null ? null : placementOf({ ...spec.georeference, crs }, spec.localGrids);
  const { utility, limits } = spec;
  return {
    crs: placement?.label ?? null,
    batches: (stop) => batched(reader.read(file, { placement, utility, limits }, stop), stop),
    close: async () => {},
  };
}

async function* batched(
  items: AsyncIterable<ReadItem>,
  signal: AbortSignal | undefined,
): AsyncIterable<readonly ReadItem[]> {
  let batch: ReadItem[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    signal?.throwIfAborted();
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
