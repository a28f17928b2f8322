import { open, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A file of a city model of others, found where it was allowed to be. */
export interface ExternalFile {
  /** Where it really lies, every link followed. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Whether its bytes are gzip of what it is called. */
  readonly isGzip: boolean;
  readonly contentType: string;
}

/** Why there is no such file; `missingFolder` where not even the folder is there. */
export type NoExternalFile = 'missingFolder' | 'missing' | 'refused';

/** Endings of what 3D Tiles refer to, and what each is. Nothing else is given away, whatever lies in the folder. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.b3dm': 'application/octet-stream',
  '.i3dm': 'application/octet-stream',
  '.pnts': 'application/octet-stream',
  '.cmpt': 'application/octet-stream',
  '.subtree': 'application/octet-stream',
  '.bin': 'application/octet-stream',
  '.glb': 'model/gltf-binary',
  '.gltf': 'model/gltf+json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ktx2': 'image/ktx2',
};

/** Bytes that gzip begins with. */
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** A step of a path: no name that leads elsewhere, none that is hidden, no control characters. */
const STEP = /^(?!\.)[^/\\\p{Cc}]+$/u;

/**
 * The file at `steps` below `folder`. A link may lead anywhere within the folder, and nowhere else; the folder itself may
 * be a link, for whoever runs the server put it there. What is stored as `name.gz` is found by `name`.
 * Rejects only for errors of the file system that are none of the above.
 */
export async function externalFile(folder: string, steps: readonly string[]): Promise<ExternalFile | NoExternalFile> {
  const name = steps.at(-1) ?? '';
  const contentType = CONTENT_TYPES[extname(name).toLowerCase()];
  if (contentType === undefined || !steps.every((step) => STEP.test(step))) return 'refused';
  const root = await realOf(folder);
  if (root === null) return 'missingFolder';
  const wanted = join(root, ...steps);
  const real = (await realOf(wanted)) ?? (await realOf(`${wanted}.gz`));
  if (real === null) return 'missing';
  if (!real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return 'refused';
  const about = await stat(real);
  if (!about.isFile()) return 'missing';
  return { path: real, sizeBytes: about.size, modifiedMs: about.mtimeMs, isGzip: await isGzip(real), contentType };
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GZIP_MAGIC.length), 0, GZIP_MAGIC.length, 0);
    return bytesRead === GZIP_MAGIC.length && GZIP_MAGIC.every((byte, i) => buffer[i] === byte);
  } finally {
    await file.close();
  }
}

async function realOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.has(error.code)) return null;
    throw error;
  }
}

/** How the file system says that there is nothing, or nothing that can be reached: a loop of links, too long a name. */
const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);
