import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Issue } from '@undercroft/core/model/issue';
import type { ReadingJob, ReadingTarget } from '@undercroft/core/protocol/reading';
import { contentDigest, readerVersion, watchedFiles } from '../content-digest.ts';
import { previewBuilder } from '../preview.ts';
import { boundedItems } from '../readers/bounded-items.ts';
import { type ByteSource, fileSource, metered } from '../readers/byte-source.ts';
import { openSource } from '../readers/open-source.ts';
import type { ReadItem } from '../readers/reader.ts';
import { type FeatureFormat, formatNamed, formatOf, sniffFormat } from '../readers/registry.ts';
import { reportBuilder } from '../report.ts';
import { type ReadingProgress, readingProgress } from './reading-progress.ts';
import { type RowTeller, rowTeller } from './row-teller.ts';
import type { JobOutput } from './run-job.ts';

type ReadJob = ReadingJob & { kind: 'read' };

/** Issues that are handed on word for word, as many as a store keeps; beyond them they are counted only. */
const MOST_ISSUES = 100_000;
const ISSUES_A_BATCH = 500;
/** Table formats look at a file once to open it and once to read it. */
const TABLE_PASSES = 2;

/**
 * Reads the files of a source whole: tells what identifies them, waits for where rows belong when rows are wanted, then
 * tells rows, issues, progress and the report. Once an error is found no more rows are told, but the rest is read to
 * report all of it at once.
 */
export async function readSource(job: ReadJob, output: JobOutput, target: () => Promise<ReadingTarget>): Promise<void> {
  const plain = await Promise.all(job.source.files.map(({ path, name }) => fileSource(path, name)));
  const format = job.source.format === null ? await sniffFormat(plain) : formatNamed(job.source.format);
  if (format.kind === 'raster') {
    const { readRaster } = await import('./read-raster.ts');
    await readRaster(job, plain, format.raster, output, target);
    return;
  }
  const sizeBytes = plain.reduce((sum, file) => sum + file.sizeBytes, 0);
  const passes = passesOf(format) + (job.sha256 === null ? 1 : 0);
  const progress = readingProgress(sizeBytes * passes, (percent, features) =>
    output.event({ event: 'progress', percent, features }),
  );
  const files = plain.map((file) => metered(file, progress.read));
  const watch = await watchedFiles(files);
  const sha256 = job.sha256 ?? (await contentDigest(files));
  const version = readerVersion(format, job.source);
  output.event({ event: 'identified', format: formatOf(format).format, sha256, readerVersion: version, sizeBytes });
  const rows = job.rows ? rowTeller(await target(), (encoded) => output.rows(encoded)) : null;
  try {
    await readItems(job, files, format, { output, rows, progress });
  } catch (failure) {
    // A file that changed under the reader may look broken in any way: the change is the cause.
    await watch.check();
    throw failure;
  }
  await watch.check();
}

interface Sinks {
  readonly output: JobOutput;
  readonly rows: RowTeller | null;
  readonly progress: ReadingProgress;
}

async function readItems(
  job: ReadJob,
  files: readonly ByteSource[],
  format: FeatureFormat,
  { output, rows, progress }: Sinks,
): Promise<void> {
  const source = await openSource(files, format, job.source);
  try {
    const report = reportBuilder(formatOf(format).format, source.crs);
    const preview = previewBuilder(job.previewFeatures);
    const issues = issueTeller(output);
    for await (const batch of source.batches()) {
      const items = boundedItems(batch);
      for (const item of items) report.add(item);
      for (const item of items) issues.add(item.issues);
      const features = featuresOf(items);
      progress.features(report.count);
      if (preview.add(features)) output.event({ event: 'preview', preview: preview.build(true) });
      if (!report.hasErrors) rows?.add(features);
    }
    if (!report.hasErrors) rows?.end();
    issues.end();
    if (job.previewFeatures > 0) output.event({ event: 'preview', preview: preview.build(false) });
    progress.end();
    output.event({ event: 'report', report: report.build() });
  } finally {
    await source.close();
  }
}

function featuresOf(items: readonly ReadItem[]): readonly CityFeature[] {
  const features: CityFeature[] = [];
  for (const { value } of items) if (value !== null) features.push(value);
  return features;
}

function passesOf(format: FeatureFormat): number {
  return format.kind === 'reader' ? format.reader.passes : TABLE_PASSES;
}

function issueTeller(output: JobOutput): {
  readonly add: (issues: readonly Issue[]) => void;
  readonly end: () => void;
} {
  let batch: Issue[] = [];
  let told = 0;
  const end = () => {
    if (batch.length > 0) output.event({ event: 'issues', issues: batch });
    batch = [];
  };
  return {
    add(issues) {
      for (const issue of issues) {
        if (told >= MOST_ISSUES) return;
        told += 1;
        batch.push(issue);
        if (batch.length >= ISSUES_A_BATCH) end();
      }
    },
    end,
  };
}
