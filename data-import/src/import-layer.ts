import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import type { HeightBlock } from '@undercroft/core/terrain/height-source';
import { rowCount } from '@undercroft/store/rows/encoded-rows';
import type { ImportSession } from '@undercroft/store/store';
import { readRowsFile } from './demo-city/rows-file.ts';
import { describeIssue } from './describe-issue.ts';
import { ImportError } from './import-error.ts';
import type { FeatureInput, GroundInput, LayerInput } from './layer-input.ts';
import {
  beginImport,
  type LayerResult,
  type LayerTarget,
  loadFiles,
  publishedReport,
  undoneOnFailure,
} from './load-files.ts';
import { reportBuilder } from './report.ts';
import { blockCount, terrainReport } from './terrain-report.ts';

/** Features in one write: well under a tenth of a second on either store. */
const BATCH_SIZE = 500;
/** Blocks of an elevation model in one write: 2 MB. */
const BLOCKS_A_BATCH = 8;
const ERRORS_SHOWN_PER_CODE = 3;

/**
 * Loads one layer and publishes it whole, or leaves what was visible untouched. Throws `ImportError` (`rejected`) when
 * the source holds errors; any other failure passes through after the rows written are discarded.
 */
export async function importLayer(input: LayerInput, target: LayerTarget): Promise<LayerResult> {
  const { layer } = target;
  const publish = async (session: ImportSession, report: ImportReport) => {
    if (!report.accepted) {
      await session.discard(report);
      throw new ImportError('rejected', rejection(input.source, report), { issues: report.issues });
    }
    target.onProgress?.({ event: 'progress', layer, phase: 'publish', done: 0, total: 1 });
    const record = await session.publish(report);
    return record.report ?? report;
  };
  if (input.kind === 'files') {
    const loaded = await loadFiles(input, target, publish);
    return loaded.unchanged
      ? { layer, unchanged: true, report: loaded.report }
      : { layer, unchanged: false, report: loaded.result };
  }
  const unchanged = await publishedReport(input, target);
  if (unchanged !== null) return { layer, unchanged: true, report: unchanged };
  const session = await beginImport(input, target);
  return await undoneOnFailure(session, async () => {
    return { layer, unchanged: false, report: await publish(session, await loaded(input, target, session)) };
  });
}

async function loaded(
  input: Exclude<LayerInput, { kind: 'files' }>,
  target: LayerTarget,
  session: ImportSession,
): Promise<ImportReport> {
  switch (input.kind) {
    case 'ground':
      return await loadGround(input, target, session);
    case 'features':
      return await loadFeatures(input, target, session);
    case 'rows':
      return await input.withRows((path) => loadRows(path, target, session));
  }
}

/** Once an error is found nothing more is written, but the rest is read to report all of it at once. */
async function loadFeatures(input: FeatureInput, target: LayerTarget, session: ImportSession): Promise<ImportReport> {
  const builder = reportBuilder(input.format, input.crs);
  let batch: CityFeature[] = [];
  const flush = async () => {
    if (!builder.hasErrors && batch.length > 0) await session.write(batch);
    batch = [];
    target.onProgress?.({ event: 'progress', layer: target.layer, phase: 'write', done: builder.count, total: null });
  };
  for await (const item of input.items(target.signal)) {
    builder.add(item);
    if (item.value === null) continue;
    batch.push(item.value);
    if (batch.length < BATCH_SIZE) continue;
    await flush();
    target.signal?.throwIfAborted();
  }
  await flush();
  return builder.build();
}

async function loadRows(path: string, target: LayerTarget, session: ImportSession): Promise<ImportReport> {
  let done = 0;
  for await (const part of readRowsFile(path, session)) {
    if (part.kind === 'report') return part.report;
    await session.writeEncoded([part.rows]);
    done += rowCount(part.rows);
    target.onProgress?.({ event: 'progress', layer: target.layer, phase: 'write', done, total: null });
    target.signal?.throwIfAborted();
  }
  throw new ImportError('generator-failed', `The rows of layer "${target.layer}" came without a report.`);
}

async function loadGround(input: GroundInput, target: LayerTarget, session: ImportSession): Promise<ImportReport> {
  const { layer } = target;
  const { pyramid } = input;
  const report = terrainReport(input.format, input.crs, pyramid);
  const total = blockCount(pyramid);
  await session.writePyramid(pyramid);
  let batch: HeightBlock[] = [];
  const flush = async () => {
    await session.writeBlocks(batch);
    batch = [];
    target.onProgress?.({ event: 'progress', layer, phase: 'write', done: report.blocks, total });
  };
  for await (const block of input.blocks(target.signal)) {
    report.add(block);
    batch.push(block);
    if (batch.length < BLOCKS_A_BATCH) continue;
    await flush();
    target.signal?.throwIfAborted();
  }
  await flush();
  return report.build();
}

/** Names the first errors of each code, so that many of one do not hide the one of another. */
function rejection(source: string, report: ImportReport): string {
  const errors = report.issues.filter((found) => found.severity === 'error');
  const codes = [...new Set(errors.map((found) => found.code))];
  const shown = codes.flatMap((code) => errors.filter((found) => found.code === code).slice(0, ERRORS_SHOWN_PER_CODE));
  const total = codes.reduce((sum, code) => sum + (report.issueCounts[code] ?? 0), 0);
  return [
    `"${source}" was not imported: ${total} ${total === 1 ? 'error' : 'errors'}; what was published before still stands.`,
    ...shown.map((found) => `  ${describeIssue(source, found)}`),
    ...(total > shown.length ? [`  and ${total - shown.length} more.`] : []),
  ].join('\n');
}
