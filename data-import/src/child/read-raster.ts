import type { ReadingJob, ReadingTarget } from '@undercroft/core/protocol/reading';
import { encodeRows } from '@undercroft/store/rows/encode-rows';
import { contentDigest, watchedFiles } from '../content-digest.ts';
import { onlyFile, openRaster } from '../rasters/open-raster.ts';
import { type RasterFormat, REPORTED_FORMAT } from '../rasters/raster-formats.ts';
import { rasterPreview } from '../rasters/raster-preview.ts';
import type { OpenRaster, RasterSink } from '../rasters/raster-source.ts';
import { type ByteSource, metered } from '../readers/byte-source.ts';
import { type ReadingProgress, readingProgress } from './reading-progress.ts';
import type { JobOutput } from './run-job.ts';

type ReadJob = ReadingJob & { kind: 'read' };

/**
 * Reads a raster whole: tells what identifies it, waits for where rows belong when rows are wanted, then tells blocks or
 * tiles as rows, progress and the report.
 */
export async function readRaster(
  job: ReadJob,
  files: readonly ByteSource[],
  format: RasterFormat,
  output: JobOutput,
  target: () => Promise<ReadingTarget>,
): Promise<void> {
  const file = onlyFile(files);
  const watch = await watchedFiles([file]);
  try {
    const { path = '' } = job.source.files[0] ?? {};
    const raster = await openRaster({ path, name: file.name, georeference: job.source.georeference }, format);
    try {
      await readOpened(job, file, raster, output, target);
    } finally {
      await raster.close();
    }
  } catch (failure) {
    // A file that changed under the reader may look broken in any way: the change is the cause.
    await watch.check();
    throw failure;
  }
  // Its pixels are read in any order and some of them never: only that it is as it was says that it is one file.
  await watch.check();
}

async function readOpened(
  job: ReadJob,
  file: ByteSource,
  raster: OpenRaster,
  output: JobOutput,
  target: () => Promise<ReadingTarget>,
): Promise<void> {
  const { sizeBytes } = file;
  const { pixelBytes, readerVersion } = raster;
  const digested = job.sha256 === null ? sizeBytes : 0;
  const progress = readingProgress(digested + pixelBytes, (percent, features) =>
    output.event({ event: 'progress', percent, features }),
  );
  const sha256 = job.sha256 ?? (await contentDigest([metered(file, progress.read)]));
  output.event({ event: 'identified', format: REPORTED_FORMAT, sha256, readerVersion, sizeBytes, pixelBytes });
  const owner = job.rows ? await target() : null;
  if (job.previewFeatures > 0) output.event({ event: 'preview', preview: rasterPreview(raster.outline) });
  const report = await raster.read(sinkOf(output, owner, pixelBytes, progress));
  progress.end();
  output.event({ event: 'report', report });
}

function sinkOf(
  output: JobOutput,
  owner: ReadingTarget | null,
  pixelBytes: number,
  progress: ReadingProgress,
): RasterSink {
  let told = 0;
  return {
    write(writer, values) {
      if (owner === null) return;
      for (const rows of encodeRows(writer, values, owner)) output.rows(rows);
    },
    progress(share) {
      const read = Math.floor(share * pixelBytes);
      if (read > told) progress.read(read - told);
      told = Math.max(told, read);
    },
  };
}
