import type { Preview } from '@undercroft/core/protocol/data-page';
import type { ImportProgress, ImportReport } from '@undercroft/core/protocol/import-answers';
import { type ReadingJob, sourceSpecSchema } from '@undercroft/core/protocol/reading';
import { type EncodedRows, rowCount } from '@undercroft/store/rows/encoded-rows';
import type { ImportSession, Store } from '@undercroft/store/store';
import { type Reading, type ReadingCaps, withReading } from './child/reading-process.ts';
import { ImportError } from './import-error.ts';
import type { FileInput } from './layer-input.ts';

export interface LayerTarget {
  readonly store: Store;
  readonly scene: string;
  readonly layer: string;
  /** What the layer is called; null keeps what it is called. */
  readonly title: { readonly en: string; readonly zh: string } | null;
  /** Who brings it, in their own words. */
  readonly by: string | null;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Told a sample of what is being loaded as soon as there is one, and a better one later. */
  readonly onPreview?: ((preview: Preview) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Imports even when nothing has changed. */
  readonly force?: boolean | undefined;
  readonly caps?: Partial<ReadingCaps> | undefined;
}

export interface LayerResult {
  readonly layer: string;
  /** True when the published import was made from the same content by the same reader: nothing was written. */
  readonly unchanged: boolean;
  readonly report: ImportReport;
}

/** What became of files: nothing to do, or what `finish` made of them. */
export type Loaded<T> =
  | { readonly unchanged: true; readonly report: ImportReport }
  | { readonly unchanged: false; readonly result: T };

/** Features a preview holds at most of each kind. */
const PREVIEW_FEATURES = 3000;
const PERCENT = 100;

/**
 * Reads files in a process of its own and writes what it sends. `finish` ends the session, with the report; a failure
 * before that, or in it, removes the rows written. Throws `ImportError` for what cannot be read.
 */
export async function loadFiles<T>(
  input: FileInput,
  target: LayerTarget,
  finish: (session: ImportSession, report: ImportReport) => Promise<T>,
): Promise<Loaded<T>> {
  const job: ReadingJob = {
    kind: 'read',
    source: input.spec,
    sha256: input.sha256,
    rows: true,
    previewFeatures: target.onPreview === undefined ? 0 : PREVIEW_FEATURES,
  };
  const known = await knownReport(input, target);
  if (known !== null) return { unchanged: true, report: known };
  const { caps, signal } = target;
  return await withReading(job, { caps, signal }, async (reading) => {
    const progress = progressTeller(target);
    const messages = reading.messages[Symbol.asyncIterator]();
    const identity = await identified(messages, progress);
    const unchanged = await publishedReport(identity, target);
    if (unchanged !== null) return { unchanged: true, report: unchanged };
    const session = await beginImport({ ...identity, source: input.source }, target);
    const result = await undoneOnFailure(session, async () => {
      reading.proceed({ layerId: session.layerId, importId: session.importId });
      return await finish(session, await written(messages, session, target, progress));
    });
    return { unchanged: false, result };
  });
}

type Messages = AsyncIterator<Reading['messages'] extends AsyncIterable<infer Message> ? Message : never>;

interface Identity {
  readonly sha256: string;
  readonly readerVersion: string;
}

async function identified(messages: Messages, progress: ProgressTeller): Promise<Identity> {
  while (true) {
    const { value, done } = await messages.next();
    if (done === true) throw new ImportError('parser-crashed', 'The process that reads did not say what it reads.');
    if (value.event === 'progress') progress.read(value.percent);
    if (value.event === 'identified') return value;
  }
}

async function written(
  messages: Messages,
  session: ImportSession,
  target: LayerTarget,
  progress: ProgressTeller,
): Promise<ImportReport> {
  let report: ImportReport | null = null;
  let writing = Promise.resolve();
  const write = async (rows: EncodedRows) => {
    await session.writeEncoded([rows]);
    progress.written(rowCount(rows));
  };
  while (true) {
    const { value, done } = await messages.next();
    if (done === true) break;
    switch (value.event) {
      case 'rows': {
        // The next rows are made ready while these are written.
        await writing;
        writing = write(value.rows);
        writing.catch(() => undefined);
        break;
      }
      case 'issues':
        await session.writeIssues(value.issues);
        break;
      case 'progress':
        progress.read(value.percent);
        break;
      case 'preview':
        target.onPreview?.(value.preview);
        break;
      case 'report':
        report = value.report;
        break;
      case 'identified':
      case 'inspection':
        break;
    }
    target.signal?.throwIfAborted();
  }
  await writing;
  if (report === null) throw new ImportError('parser-crashed', 'The process that reads gave no report.');
  progress.end();
  target.signal?.throwIfAborted();
  return report;
}

/**
 * The report of the published import where the content's digest and the format are known beforehand: then no process need
 * look at the files to find that nothing has changed.
 */
async function knownReport({ sha256, spec }: FileInput, target: LayerTarget): Promise<ImportReport | null> {
  if (sha256 === null || spec.format === null) return null;
  const { formatNamed } = await import('./readers/registry.ts');
  const { readerVersion } = await import('./content-digest.ts');
  const format = formatNamed(spec.format);
  if (format.kind === 'raster') return null;
  // As the process would read it: parsed, which decides the order of what goes into the version.
  const version = readerVersion(format, sourceSpecSchema.parse(spec));
  return await publishedReport({ sha256, readerVersion: version }, target);
}

/** The report of the published import when it was made from the same content in the same way, and nothing is forced. */
export async function publishedReport(
  { sha256, readerVersion }: Identity,
  { store, scene, layer, force }: LayerTarget,
): Promise<ImportReport | null> {
  if (force === true) return null;
  const current = await store.imports.current(scene, layer);
  const isSame = current?.sha256 === sha256 && current.readerVersion === readerVersion;
  return isSame ? current.report : null;
}

export async function beginImport(
  { source, sha256, readerVersion }: Identity & { readonly source: string },
  { store, scene, layer, title, by }: LayerTarget,
): Promise<ImportSession> {
  return await store.imports.begin({ scene, layer, source, sha256, readerVersion, title, by });
}

/** Does the work of a session; the rows it wrote are removed when it fails. */
export async function undoneOnFailure<T>(session: ImportSession, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    // What ended the import is worth more than what kept it from cleaning up: the next `begin` removes leavings.
    await session.discard(null).catch(() => undefined);
    throw failure;
  }
}

interface ProgressTeller {
  readonly read: (percent: number) => void;
  readonly written: (features: number) => void;
  readonly end: () => void;
}

/** Tells reading until all is read, then writing: of two things at once people are told one. */
function progressTeller({ layer, onProgress }: LayerTarget): ProgressTeller {
  let percent = -1;
  let features = 0;
  const tellWritten = () => onProgress?.({ event: 'progress', layer, phase: 'write', done: features, total: null });
  const read = (next: number) => {
    if (next <= percent) return;
    percent = next;
    onProgress?.({ event: 'progress', layer, phase: 'read', done: percent, total: PERCENT });
  };
  read(0);
  return {
    read,
    written(count) {
      features += count;
      if (percent >= PERCENT) tellWritten();
    },
    end: tellWritten,
  };
}
