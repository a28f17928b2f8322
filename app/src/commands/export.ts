import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { openStore } from '@undercroft/store/open-store';
import { type Exported, exportScene } from '@undercroft/tiles-server/export/export-scene';
import { encodePool } from '@undercroft/tiles-server/tiles/encode-pool';
import { tileServices } from '@undercroft/tiles-server/tiles/tile-services';
import { AppError } from '../app-error.ts';
import { assertHomeFree } from '../assert-home-free.ts';
import { exportDisplay } from '../export-display.ts';
import { sceneFolders } from '../import-service.ts';
import { readScenes, sceneOf } from '../scene-folder.ts';
import { sceneRules } from '../scene-rules.ts';
import type { FileCommand } from './check.ts';

/** Options of the command as written. */
export interface ExportFlags {
  readonly out: string;
  readonly layer?: string | undefined;
  readonly maxZoom?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly gzip?: boolean | undefined;
  readonly workers?: string | undefined;
  readonly json?: boolean | undefined;
}

const FINEST_ZOOM = 18;
const MOST_WORKERS = 64;

/** While a thread encodes, the rows of other tiles are read and files are written. */
const FILES_A_WORKER = 4;

/**
 * Writes the tiles of a scene to a folder or an archive. With `json` stdout holds one JSON object and nothing else, also
 * when it fails. Resolves to the exit code: 0 only when the export is whole.
 */
export async function exportCommand(flags: ExportFlags, command: FileCommand): Promise<number> {
  const { output, signal } = command;
  try {
    const exported = await runExport(flags, command);
    if (flags.json === true) output.out(JSON.stringify(exported));
    else for (const line of exportedText(exported)) output.out(line);
    return 0;
  } catch (error) {
    if (flags.json !== true || signal.aborted) throw error;
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
    output.out(JSON.stringify({ error: { code: error.code, message: error.message } }));
    return 1;
  }
}

async function runExport(flags: ExportFlags, { settings, cwd, output, signal }: FileCommand): Promise<Exported> {
  const workers = wholeNumber('--workers', flags.workers, 1, MOST_WORKERS) ?? availableParallelism();
  const maxZoom = wholeNumber('--max-zoom', flags.maxZoom, 0, FINEST_ZOOM);
  const scene = sceneOf(await readScenes(sceneFolders(settings.home)), settings.scene);
  if (settings.databaseUrl === null)
    await assertHomeFree(
      settings.home,
      'Stop it to export out of the embedded store, or keep the city in PostgreSQL, which both can read.',
    );
  const store = await openStore({ home: settings.home, databaseUrl: settings.databaseUrl ?? undefined, signal });
  const encoder = encodePool({ threads: workers });
  const display = exportDisplay(output);
  try {
    const rules = sceneRules(sceneFolders(settings.home));
    const services = tileServices({ store, encoder, rules, now: () => performance.now() });
    return await exportScene({
      scene,
      store,
      services,
      out: resolve(cwd, flags.out),
      layer: flags.layer ?? null,
      maxZoom,
      baseUrl: baseUrlOf(flags.baseUrl),
      gzip: flags.gzip === true,
      atOnce: workers * FILES_A_WORKER,
      signal,
      onProgress: (progress) => display.show(progress),
      say: (sentence) => output.note(sentence),
    });
  } finally {
    display.end();
    await encoder.close();
    await store.close();
  }
}

function* exportedText({ scene, out, files, bytes, parts, revision, made, kept, sha256 }: Exported): Iterable<string> {
  yield `${scene} exported to ${out}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB`;
  yield `  parts     ${parts.join(', ')}`;
  yield `  revision  ${revision}`;
  yield `  files     ${made} made, ${kept} there already`;
  if (sha256 !== null) yield `  sha256    ${sha256}`;
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number | null {
  if (text === undefined) return null;
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new AppError('bad-option', `${name} wants a whole number from ${least} to ${most} and got "${text}".`);
}

function baseUrlOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new AppError(
    'bad-option',
    `--base-url wants an address that starts with http:// or https:// and got "${text}".`,
  );
}
