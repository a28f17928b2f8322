import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { ImportProgress, ImportReport } from '@undercroft/core/protocol/answers';
import type { HeightBlock } from '@undercroft/core/terrain/height-source';
import type { ImportSession, Store } from '@undercroft/store/store';
import { describeIssue } from './describe-issue.ts';
import { ImportError } from './import-error.ts';
import type { FeatureInput, LayerInput, TerrainInput } from './layer-input.ts';
import { reportBuilder } from './report.ts';
import { blockCount, terrainReport } from './terrain-report.ts';

export interface LayerTarget {
  readonly store: Store;
  readonly scene: string;
  readonly layer: string;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Imports even when nothing has changed. */
  readonly force?: boolean | undefined;
}

export interface LayerResult {
  readonly layer: string;
  /** True when the published import was made from the same content by the same reader: nothing was written. */
  readonly unchanged: boolean;
  readonly report: ImportReport;
}

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
  const { store, scene, layer } = target;
  const current = await store.imports.current(scene, layer);
  if (
    target.force !== true &&
    current?.report != null &&
    current.sha256 === input.sha256 &&
    current.readerVersion === input.readerVersion
  ) {
    return { layer, unchanged: true, report: current.report };
  }
  const { source, sha256, readerVersion } = input;
  const session = await store.imports.begin({ scene, layer, source, sha256, readerVersion });
  let report: ImportReport;
  try {
    report =
      input.kind === 'terrain' ? await loadTerrain(input, target, session) : await loadFeatures(input, target, session);
    if (report.accepted) {
      target.onProgress?.({ event: 'progress', layer, phase: 'publish', done: 0, total: 1 });
      await session.publish(report);
      return { layer, unchanged: false, report };
    }
  } catch (failure) {
    // What ended the import is worth more than what kept it from cleaning up: the next `begin` removes leavings.
    await session.discard(null).catch(() => undefined);
    throw failure;
  }
  await session.discard(report);
  throw new ImportError('rejected', rejection(input, report), { issues: report.issues });
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

async function loadTerrain(input: TerrainInput, target: LayerTarget, session: ImportSession): Promise<ImportReport> {
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
function rejection(input: LayerInput, report: ImportReport): string {
  const errors = report.issues.filter((found) => found.severity === 'error');
  const codes = [...new Set(errors.map((found) => found.code))];
  const shown = codes.flatMap((code) => errors.filter((found) => found.code === code).slice(0, ERRORS_SHOWN_PER_CODE));
  const total = codes.reduce((sum, code) => sum + (report.issueCounts[code] ?? 0), 0);
  return [
    `"${input.source}" was not imported: ${total} ${total === 1 ? 'error' : 'errors'}; what was published before still stands.`,
    ...shown.map((found) => `  ${describeIssue(input.source, found)}`),
    ...(total > shown.length ? [`  and ${total - shown.length} more.`] : []),
  ].join('\n');
}
