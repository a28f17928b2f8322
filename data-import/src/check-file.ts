import { basename } from 'node:path';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { type ReadingCaps, withReading } from './child/reading-process.ts';
import { ImportError } from './import-error.ts';
import { type SourceOptions, sourceSpec } from './source-spec.ts';

export interface CheckOptions extends SourceOptions {
  readonly caps?: Partial<ReadingCaps> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the files of one source whole, as an import would, and stores nothing. The report says whether it would be
 * accepted; files that cannot be read at all throw `ImportError`.
 */
export async function checkFile(path: string | readonly string[], options: CheckOptions = {}): Promise<ImportReport> {
  const { caps, signal } = options;
  signal?.throwIfAborted();
  const paths = typeof path === 'string' ? [path] : path;
  const [first] = paths;
  if (first === undefined) throw new ImportError('file-not-found', 'No file was named.');
  const spec = sourceSpec(
    paths.map((each) => ({ path: each, name: basename(each) })),
    options,
  );
  // Nothing is stored that a digest would be kept with: taking it is another pass over the files.
  const job = { kind: 'read', source: spec, sha256: '', rows: false, previewFeatures: 0 } as const;
  return await withReading(job, { caps, signal }, async ({ messages }) => {
    let report: ImportReport | null = null;
    for await (const message of messages) if (message.event === 'report') report = message.report;
    if (report === null) throw new ImportError('parser-crashed', `Reading "${basename(first)}" gave no report.`);
    return report;
  });
}
