import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CasePhoto } from '@undercroft/core/protocol/live/case-records';
import { ProblemError } from '../problem.ts';

/** Largest photograph that is taken, bytes. */
export const PHOTO_LIMIT_BYTES = 15_000_000;

/** Our own names of files: nothing that came in is ever part of a path. */
const OUR_NAME = /^[0-9a-f-]{36}$/;
const SCENE_ID = /^[a-z][a-z0-9-]{0,62}$/;

/** Enough bytes to tell what a file is. */
const HEAD_BYTES = 12;

export interface KeptFile {
  readonly photo: string;
  readonly mediaType: CasePhoto['mediaType'];
  readonly sizeBytes: number;
  readonly sha256: Uint8Array;
}

/** Photographs of cases as files below a folder, by our own names. */
export class PhotoFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Keeps the bytes of a body, whole or not at all. What it is its bytes say, whatever it was called: JPEG, PNG or WebP.
   * Rejects with `ProblemError` `photo-refused` or `photo-too-large`.
   */
  async keep(scene: string, body: AsyncIterable<Uint8Array>): Promise<KeptFile> {
    const photo = randomUUID();
    const path = this.path(scene, photo);
    await mkdir(join(this.#folder, scene), { recursive: true });
    const unfinished = `${path}.unfinished`;
    try {
      const kept = await written(unfinished, body);
      await rename(unfinished, path);
      return { photo, ...kept };
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async remove(scene: string, photo: string): Promise<void> {
    await rm(this.path(scene, photo), { force: true });
  }

  /** Throws `RangeError` for names that are not ours. */
  path(scene: string, photo: string): string {
    if (!SCENE_ID.test(scene) || !OUR_NAME.test(photo)) throw new RangeError('A photograph is found by our own names.');
    return join(this.#folder, scene, photo);
  }
}

async function written(path: string, body: AsyncIterable<Uint8Array>): Promise<Omit<KeptFile, 'photo'>> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let sizeBytes = 0;
  let head = new Uint8Array(0);
  try {
    for await (const chunk of body) {
      sizeBytes += chunk.length;
      if (sizeBytes > PHOTO_LIMIT_BYTES) {
        const detail = `A photograph may have ${PHOTO_LIMIT_BYTES / 1_000_000} MB; this one has more.`;
        throw new ProblemError('photo-too-large', detail);
      }
      if (head.length < HEAD_BYTES) {
        head = Uint8Array.of(...head, ...chunk.subarray(0, HEAD_BYTES));
        if (head.length >= HEAD_BYTES) pictureOf(head);
      }
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    const mediaType = pictureOf(head);
    await file.sync();
    return { mediaType, sizeBytes, sha256: hash.digest() };
  } finally {
    await file.close();
  }
}

/** By the signature that each format begins with. */
function pictureOf(head: Uint8Array): CasePhoto['mediaType'] {
  const has = (bytes: readonly number[], at = 0): boolean => bytes.every((byte, i) => head[at + i] === byte);
  if (has([0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (has([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (has([0x52, 0x49, 0x46, 0x46]) && has([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp';
  throw new ProblemError(
    'photo-refused',
    'A photograph must be JPEG, PNG or WebP; its first bytes are of none of them.',
  );
}
