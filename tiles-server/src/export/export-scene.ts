import { createHash } from 'node:crypto';
import { open, rm, stat } from 'node:fs/promises';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { notImported } from '../served-scenes.ts';
import type { TileServices } from '../tiles/tile-services.ts';
import { ExportError, emptyLayer, writeFault } from './export-error.ts';
import { ExportFolder } from './export-folder.ts';
import type { ExportKey } from './export-key.ts';
import { exportParts, type PartsWanted } from './export-parts.ts';
import { type ExportedFile, filesOf } from './export-record.ts';
import { write3tz } from './write-3tz.ts';
import { type ExportProgress, writeParts } from './write-parts.ts';
import { hasTile, writePmtiles } from './write-pmtiles.ts';

export interface SceneExport {
  readonly scene: Scene;
  readonly store: Store;
  readonly services: TileServices;
  /** A folder, or a file whose name ends in `.3tz` or `.pmtiles`. */
  readonly out: string;
  readonly layer: string | null;
  readonly maxZoom: number | null;
  readonly baseUrl: string | null;
  readonly gzip: boolean;
  /** Files made at the same time. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
  readonly say: (sentence: string) => void;
}

/** What an export has brought. */
export interface Exported {
  readonly scene: string;
  readonly out: string;
  readonly container: PartsWanted['container'];
  readonly revision: string;
  readonly parts: readonly string[];
  /** Files in it, and their bytes together as they lie in the folder or the archive. */
  readonly files: number;
  readonly bytes: number;
  /** Files made now, and files found whole from an export before. */
  readonly made: number;
  readonly kept: number;
  /** Of the archive; null for a folder, whose manifest holds the digest of each file. */
  readonly sha256: string | null;
}

/**
 * Writes the tiles of a scene as the server serves them. An archive is put together out of a folder beside it, which goes
 * when the archive is whole.
 *
 * @throws ExportError, ProblemError `scene-not-imported`, StoreError.
 */
export async function exportScene(request: SceneExport): Promise<Exported> {
  const { scene, store, services, out } = request;
  const container = containerOf(out);
  const revision = await services.revisions.current(scene.id);
  if (revision === null) throw notImported(scene.id);
  if (container !== 'folder') await assertReplaceable(out, container);
  const parts = await exportParts(scene, store, services, { ...request, container });
  const key: ExportKey = {
    format: 'undercroft-export-1',
    scene: scene.id,
    revision,
    imports: digest(await shownImports(store, scene.id)),
    sceneSha256: digest(scene),
    tilers: Object.fromEntries(parts.map(({ name, version }) => [name, version])),
    parts: parts.map(({ name }) => name),
    maxZoom: request.maxZoom,
    baseUrl: request.baseUrl,
    // Tiles of PMTiles are compressed always: that is how its readers want vector tiles.
    gzip: request.gzip || container === 'pmtiles',
  };
  const assertCurrent = async (): Promise<void> => {
    if ((await services.revisions.current(scene.id)) === revision) return;
    throw new ExportError(
      'scene-changed',
      `The scene "${scene.id}" was changed while it was exported, so its tiles would not fit together: run the same command again.`,
    );
  };
  const folder = await ExportFolder.open(container === 'folder' ? out : `${out}.partial`, key, request.say);
  try {
    const { made, kept } = await writeParts(parts, folder, { ...request, assertCurrent });
    services.revisions.refresh(scene.id);
    await assertCurrent();
    const files = filesOf(folder.records.values());
    if (container === 'pmtiles' && !hasTile(files)) {
      await folder.close();
      await rm(folder.path, { recursive: true, force: true });
      throw emptyLayer(key.parts.join(', '));
    }
    const about = { scene: scene.id, out, container, revision, parts: key.parts, files: files.length, made, kept };
    await folder.finish();
    if (container === 'folder') return { ...about, bytes: sum(files), sha256: null };
    const write = container === '3tz' ? write3tz : writePmtiles;
    const archive = await write(out, folder.path, files);
    await rm(folder.path, { recursive: true, force: true });
    return { ...about, ...archive };
  } finally {
    await folder.close();
  }
}

/** The imports that a scene shows or has shown, as far as they tell one database from another. */
async function shownImports(store: Store, scene: string): Promise<readonly unknown[]> {
  const imports = await store.imports.list(scene);
  const shown = imports.filter(({ state }) => state === 'published' || state === 'superseded');
  return shown.map(({ id, layer, sha256, publishedAt, state }) => [id, layer, sha256, publishedAt, state]);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function sum(files: readonly ExportedFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}

function containerOf(out: string): PartsWanted['container'] {
  if (out.endsWith('.3tz')) return '3tz';
  return out.endsWith('.pmtiles') ? 'pmtiles' : 'folder';
}

/** How an archive that may be replaced begins. */
const MAGIC = { '3tz': 'PK\u0003\u0004', pmtiles: 'PMTiles' } as const;

async function assertReplaceable(out: string, container: keyof typeof MAGIC): Promise<void> {
  const magic = MAGIC[container];
  try {
    if ((await stat(out)).isFile()) {
      const file = await open(out, 'r');
      try {
        const { buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
        if (buffer.toString('latin1') === magic) return;
      } finally {
        await file.close();
      }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw writeFault(error, out);
  }
  throw new ExportError('out-taken', `${out} is there already and is no archive of that kind: name another file.`);
}
