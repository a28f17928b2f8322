import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ExportFolder } from './export-folder.ts';
import type { ExportContent, ExportFile, ExportPart } from './export-part.ts';
import { isFile } from './export-record.ts';

const gunzipped = promisify(gunzip);

/** How far an export is. */
export interface ExportProgress {
  /** Name of the part that is worked on. */
  readonly part: string;
  /** Addresses done, and all there are. */
  readonly done: number;
  readonly count: number;
  /** Of those done, files written now and files found whole from an export before. */
  readonly made: number;
  readonly kept: number;
}

export interface WritePartsOptions {
  /** Files made at the same time. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
  /** Called before each file; what it throws ends the export. */
  readonly assertCurrent: () => Promise<void>;
  readonly onProgress: (progress: ExportProgress) => void;
}

/** Writes every file of the parts that is not there yet. The first failure ends it, when those under way have ended. */
export async function writeParts(
  parts: readonly ExportPart[],
  folder: ExportFolder,
  { atOnce, signal, assertCurrent, onProgress }: WritePartsOptions,
): Promise<ExportProgress> {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  let progress: ExportProgress = { part: parts[0]?.name ?? '', done: 0, count, made: 0, kept: 0 };
  const tell = (change: Partial<ExportProgress>) => {
    progress = { ...progress, ...change };
    onProgress(progress);
  };
  for (const part of parts) {
    tell({ part: part.name });
    const steps = part.steps()[Symbol.asyncIterator]();
    const failed = new AbortController();
    const stop = AbortSignal.any([signal, failed.signal]);
    const lane = async () => {
      for (let step = await steps.next(); step.done !== true; step = await steps.next()) {
        stop.throwIfAborted();
        if (step.value.kind === 'nothing') {
          tell({ done: progress.done + step.value.count });
          continue;
        }
        const outcome = await writeFile(step.value, folder, stop, assertCurrent);
        const { made, kept } = progress;
        tell({
          done: progress.done + 1,
          made: outcome === 'made' ? made + 1 : made,
          kept: outcome === 'kept' ? kept + 1 : kept,
        });
      }
    };
    const lanes = Array.from({ length: atOnce }, () =>
      lane().catch((error: unknown) => {
        failed.abort(error);
        throw error;
      }),
    );
    const ended = await Promise.allSettled(lanes);
    signal.throwIfAborted();
    failed.signal.throwIfAborted();
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
  }
  return progress;
}

async function writeFile(
  { path, make }: ExportFile,
  folder: ExportFolder,
  signal: AbortSignal,
  assertCurrent: () => Promise<void>,
): Promise<'made' | 'kept' | 'nothing'> {
  const before = folder.before.get(path);
  if (before !== undefined && (!isFile(before) || (await folder.holds(before)))) {
    await folder.note(before);
    return isFile(before) ? 'kept' : 'nothing';
  }
  const content = await make(signal);
  await assertCurrent();
  if (content === null) {
    await folder.note({ path, empty: true });
    return 'nothing';
  }
  await writeContent(path, content, folder);
  return 'made';
}

async function writeContent(path: string, content: ExportContent, folder: ExportFolder): Promise<void> {
  if ('plain' in content) await folder.write(path, content.plain);
  else if (folder.key.gzip) await folder.write(path, content.gzip, 'gzip');
  else await folder.write(path, await gunzipped(content.gzip));
}
