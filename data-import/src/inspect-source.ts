import type { Inspection } from '@undercroft/core/protocol/data-page';
import { type Georeference, georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { ImportError } from './import-error.ts';
import { chosenGeoreference, type Findings, type InspectJob, sampleOf } from './inspect-sample.ts';
import { inspectTables } from './inspect-tables.ts';
import { placementOf } from './placing/placement-of.ts';
import { type ProposedGeoreference, proposeGeoreference } from './placing/propose-georeference.ts';
import { type ByteSource, fileSource } from './readers/byte-source.ts';
import type { Reader, ReadItem } from './readers/reader.ts';
import { formatNamed, formatOf, sniffFormat } from './readers/registry.ts';
import { pairsOf } from './readers/sample-coordinates.ts';

/** A system that a format's own rules or the file itself state. */
const DECLARED_CERTAINTY = 0.98;

/** Looks at the beginning of the files of a job; `inspectFiles` says what for. */
export async function inspectSource(job: InspectJob): Promise<Inspection> {
  const files = await Promise.all(job.source.files.map(({ path, name }) => fileSource(path, name)));
  const format = job.source.format === null ? await sniffFormat(files) : formatNamed(job.source.format);
  if (format.kind === 'raster') {
    const { inspectRaster } = await import('./rasters/inspect-raster.ts');
    return await inspectRaster(job, files, format.raster);
  }
  const { format: name, title } = formatOf(format);
  const found =
    format.kind === 'tables'
      ? await inspectTables(job, files, format.tables)
      : await inspectWithReader(job, files, format.reader);
  return {
    format: name,
    formatTitle: title,
    files: files.map((file) => ({ name: file.name, sizeBytes: file.sizeBytes })),
    ...found,
  };
}

/** A format that says itself what it holds: only where it lies may be open. */
async function inspectWithReader(job: InspectJob, files: readonly ByteSource[], reader: Reader): Promise<Findings> {
  const [file] = files;
  if (file === undefined) throw new ImportError('file-not-found', 'No file came.');
  const { issues: placing, ...georeference } = await proposedFor(job, file, reader);
  const chosen = chosenGeoreference(job) ?? georeference.proposed;
  const sample = await sampleOf(job, chosen === null ? null : () => batchOf(file, reader, job, chosen));
  return { tables: [], profile: null, georeference, preview: sample.preview, issues: [...placing, ...sample.issues] };
}

/** Where a file lies: by the coordinates a reader meets, or, where it meets none to be placed, by what it says itself. */
async function proposedFor(job: InspectJob, file: ByteSource, reader: Reader): Promise<ProposedGeoreference> {
  const { source } = job;
  const declared = (await reader.declaredCrs?.(file)) ?? null;
  const pairs = await pairsOf(file, reader, source);
  if (pairs.length > 0) {
    return proposeGeoreference(
      { pairs, headings: null },
      {
        declared: declared === null ? null : { code: declared, text: declared, axes: 'eastNorth' },
        isSurvey: false,
        place: source.near === null ? null : { origin: source.near },
        localGrids: source.localGrids,
      },
    );
  }
  if (declared !== null) {
    const proposed = georeferenceSchema.parse({ crs: declared });
    return { proposed, certainty: DECLARED_CERTAINTY, candidates: [], refusal: null, issues: [] };
  }
  const { issues } = await sampleOf(job, () => batchOf(file, reader, job, null));
  const refusal = issues.find(({ severity }) => severity === 'error')?.message ?? 'It holds no coordinates.';
  return { proposed: null, certainty: 0, candidates: [], refusal, issues };
}

async function* batchOf(
  file: ByteSource,
  reader: Reader,
  { source }: InspectJob,
  georeference: Georeference | null,
): AsyncIterable<readonly ReadItem[]> {
  const { utility, limits, localGrids } = source;
  const placement = georeference === null ? null : placementOf(georeference, localGrids);
  const context = { placement, utility, limits };
  for await (const item of reader.read(file, context)) yield [item];
}
