import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Upload, uploadSchema } from '@undercroft/core/protocol/data-page';
import { ImportError } from '../import-error.ts';

/** An upload, and where its bytes lie. */
export interface StoredUpload {
  readonly upload: Upload;
  readonly path: string;
}

/** Bytes that people sent, kept under made-up names until they are a day old. */
export interface UploadFolder {
  /**
   * Keeps a body. Nothing is kept of one that breaks off. Throws `ImportError`: `upload-too-large`, `disk-full`; and the
   * signal's reason when it aborts.
   */
  take(
    scene: string,
    what: { readonly name: string; readonly head: boolean },
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Upload>;
  /** The uploads of a scene by their ids, in that order. Throws `ImportError` (`unknown-upload`). */
  find(scene: string, ids: readonly string[]): Promise<readonly StoredUpload[]>;
  /** Removes what is a day old, and what is left of bodies that never ended. */
  sweep(): Promise<void>;
}

export interface UploadOptions {
  /** Largest body, bytes. */
  readonly maxBytes?: number;
  /** The time now, milliseconds since 1970. */
  readonly now?: () => number;
}

export const UPLOAD_DEFAULTS: Required<UploadOptions> = { maxBytes: 4 * 1024 ** 3, now: Date.now };

const ID = /^[0-9a-f]{32}$/;
const ID_SIZE_BYTES = 16;
const KEPT_MS = 24 * 3_600_000;
const PART = '.part';
const LABEL = '.json';

const labelSchema = uploadSchema.extend({ scene: uploadSchema.shape.name });

/**
 * Uploads below a folder, which is made when the first comes: `<id>` holds the bytes, `<id>.json` the label. Names that
 * people give are labels and enter no path. What a running process writes is readable by its user alone.
 */
export function uploadFolder(folder: string, options: UploadOptions = {}): UploadFolder {
  const { maxBytes, now } = { ...UPLOAD_DEFAULTS, ...options };
  return {
    async take(scene, { name, head }, body, signal) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = randomBytes(ID_SIZE_BYTES).toString('hex');
      const path = join(folder, id);
      try {
        const { sizeBytes, sha256 } = await writeBody(`${path}${PART}`, body, maxBytes, name, signal);
        const upload: Upload = { id, name, sizeBytes, sha256, head };
        await writeText(`${path}${LABEL}`, JSON.stringify({ ...upload, scene }));
        await rename(`${path}${PART}`, path);
        return upload;
      } catch (cause) {
        await Promise.all([PART, LABEL].map((ending) => rm(`${path}${ending}`, { force: true })));
        throw diskFull(cause, name);
      }
    },

    async find(scene, ids) {
      return await Promise.all(
        ids.map(async (id) => {
          const found = ID.test(id) ? await labelOf(join(folder, `${id}${LABEL}`)) : null;
          if (found === null || found.scene !== scene) {
            throw new ImportError(
              'unknown-upload',
              `There is no upload "${id.slice(0, 40)}", or it is more than a day old: send the file again.`,
            );
          }
          const { scene: _scene, ...upload } = found;
          return { upload, path: join(folder, id) };
        }),
      );
    },

    async sweep() {
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        const info = await stat(path).catch(() => null);
        if (info !== null && now() - info.mtimeMs > KEPT_MS) await rm(path, { force: true });
      }
    },
  };
}

async function writeBody(
  path: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  name: string,
  signal: AbortSignal,
): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of body) {
      signal.throwIfAborted();
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) {
        throw new ImportError(
          'upload-too-large',
          `"${name}" is larger than ${maxBytes} bytes, the most that is taken: split it, or import it by command line.`,
        );
      }
      hash.update(chunk);
      await writeWhole(file, chunk);
    }
    signal.throwIfAborted();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += (await file.write(bytes, written)).bytesWritten;
}

async function writeText(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

async function labelOf(path: string): Promise<(Upload & { readonly scene: string }) | null> {
  try {
    const parsed = labelSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Absent or half a file: there is no such upload.
    return null;
  }
}

function diskFull(cause: unknown, name: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return cause;
  return new ImportError('disk-full', `The server's disk has no room for "${name}". Free some and send it again.`, {
    cause,
  });
}
