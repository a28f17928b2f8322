import { basename } from 'node:path';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { type ReadingCaps, withReading } from './child/reading-process.ts';
import { ImportError } from './import-error.ts';
import { fileSource } from './readers/byte-source.ts';
import { isTiff } from './sniff-terrain.ts';
import { type SourceOptions, sourceSpec } from './source-spec.ts';
import { terrainInput } from './terrain-input.ts';
import { terrainReport } from './terrain-report.ts';

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
  const source = await fileSource(first);
  if (await isTiff(source, signal)) return await checkTerrain(first, source.name, options);
  const spec = sourceSpec(
    paths.map((each) => ({ path: each, name: basename(each) })),
    options,
  );
  // Nothing is stored that a digest would be kept with: taking it is another pass over the files.
  const job = { kind: 'read', source: spec, sha256: '', rows: false, previewFeatures: 0 } as const;
  return await withReading(job, { caps, signal }, async ({ messages }) => {
    let report: ImportReport | null = null;
    for await (const message of messages) if (message.event === 'report') report = message.report;
    if (report === null) throw new ImportError('parser-crashed', `Reading "${source.name}" gave no report.`);
    return report;
  });
}

async function checkTerrain(path: string, name: string, { georeference, signal }: CheckOptions): Promise<ImportReport> {
  const { crs, verticalOffsetM = 0 } = georeference ?? {};
  const input = await terrainInput({ path: name, crs, verticalOffsetM }, path, signal);
  try {
    const report = terrainReport(input.format, input.crs, input.pyramid);
    for await (const block of input.blocks(signal)) report.add(block);
    return report.build();
  } finally {
    await input.close();
  }
}
