import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uploadFolder } from './upload-folder.ts';

const NEVER = new AbortController().signal;
const HOUR_MS = 3_600_000;
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'undercroft-uploads-')), 'uploads');
});

afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

async function* chunks(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

describe('an upload folder', () => {
  it('keeps what comes, whole, under a made-up name, with its digest and a label', async () => {
    const uploads = uploadFolder(folder);
    const name = '..\\..\\管线.csv';
    const upload = await uploads.take('town', { name, head: false }, chunks('a,', 'b\n'), NEVER);
    expect(upload).toMatchObject({
      name,
      sizeBytes: 4,
      head: false,
      sha256: createHash('sha256').update('a,b\n').digest('hex'),
    });
    const [found] = await uploads.find('town', [upload.id]);
    expect(found?.upload).toEqual(upload);
    expect(await readFile(found?.path ?? '', 'utf8')).toBe('a,b\n');
    expect((await readdir(folder)).sort()).toEqual([upload.id, `${upload.id}.json`]);
    expect((await stat(found?.path ?? '')).mode & 0o777).toBe(0o600);
  });

  it('does not know uploads of another scene, names that it did not make up, and paths', async () => {
    const uploads = uploadFolder(folder);
    const { id } = await uploads.take('town', { name: 'a', head: false }, chunks('x'), NEVER);
    for (const [scene, wanted] of [
      ['elsewhere', id],
      ['town', `${id}.json`],
      ['town', '../uploads'],
      ['town', ''],
      ['town', id.toUpperCase()],
    ] as const) {
      if (scene === 'town' && wanted === id) continue;
      await expect(uploads.find(scene, [wanted])).rejects.toMatchObject({ code: 'unknown-upload' });
    }
  });

  it('takes exactly so many bytes, and keeps nothing of more', async () => {
    const uploads = uploadFolder(folder, { maxBytes: 5 });
    expect(await uploads.take('town', { name: 'a', head: true }, chunks('12345'), NEVER)).toMatchObject({ head: true });
    const before = await readdir(folder);
    await expect(
      uploads.take('town', { name: 'b.csv', head: false }, chunks('123', '456'), NEVER),
    ).rejects.toMatchObject({
      code: 'upload-too-large',
      message: expect.stringContaining('"b.csv"'),
    });
    expect(await readdir(folder)).toEqual(before);
  });

  it('keeps nothing of a body that breaks off, or of a caller who is gone', async () => {
    const uploads = uploadFolder(folder);
    const breaking = (async function* () {
      yield* chunks('half');
      throw new Error('aborted');
    })();
    await expect(uploads.take('town', { name: 'a', head: false }, breaking, NEVER)).rejects.toThrow('aborted');
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(uploads.take('town', { name: 'a', head: false }, chunks('x'), gone)).rejects.toThrow('gone');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that the disk is full when it is', async () => {
    const full = (async function* () {
      yield* chunks('x');
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    })();
    await expect(uploadFolder(folder).take('town', { name: 'a.csv', head: false }, full, NEVER)).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('"a.csv"'),
    });
  });

  it('forgets what is a day old, and nothing younger', async () => {
    let ahead = 0;
    const uploads = uploadFolder(folder, { now: () => Date.now() + ahead });
    const { id } = await uploads.take('town', { name: 'a', head: false }, chunks('x'), NEVER);
    ahead = 23 * HOUR_MS;
    await uploads.sweep();
    expect(await uploads.find('town', [id])).toHaveLength(1);
    ahead = 25 * HOUR_MS;
    await uploads.sweep();
    await expect(uploads.find('town', [id])).rejects.toMatchObject({ code: 'unknown-upload' });
    expect(await readdir(folder)).toEqual([]);
  });
});
