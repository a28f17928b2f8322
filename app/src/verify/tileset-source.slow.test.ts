import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { soundTileset, tilesetFiles } from '@undercroft/core/verify/testing/sound-tileset';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderSource } from './folder-source.ts';
import { httpSource } from './http-source.ts';
import { RowsAbsent } from './scene-rows.ts';
import { MOST_FILE_BYTES, type TilesetSource } from './tileset-source.ts';
import { verifyTileset } from './verify-tileset.ts';

const never = new AbortController().signal;

async function findingsOf(source: TilesetSource): Promise<readonly string[]> {
  const { report } = await verifyTileset(source, {
    signal: never,
    rows: async () => {
      throw new RowsAbsent('none');
    },
    onProgress: () => undefined,
    onRows: () => undefined,
  });
  return report.findings.map(({ code, place }) => `${code} ${place}`);
}

describe('a tileset in a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undercroft-source-'));
    for (const [name, bytes] of await tilesetFiles(soundTileset())) await writeFile(join(folder, name), bytes);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is read whether its files are packed by gzip or not', async () => {
    for (const [name, bytes] of await tilesetFiles(soundTileset()))
      await writeFile(join(folder, name), gzipSync(bytes));
    expect(await findingsOf(await openFolderSource(folder, '/'))).toEqual([]);
  });

  it('is not left by a link out of it', async () => {
    const other = await mkdtemp(join(tmpdir(), 'undercroft-other-'));
    await writeFile(join(other, 'a.glb'), 'secret');
    await rm(join(folder, 'a.glb'));
    await symlink(join(other, 'a.glb'), join(folder, 'a.glb'));
    expect(await findingsOf(await openFolderSource(folder, '/'))).toEqual([
      'CONTENT_OUTSIDE tileset.json root/children/0/contents/0',
    ]);
    await rm(other, { recursive: true });
  });

  it('has no file read that is larger than the bound, on disk or unpacked', async () => {
    await truncate(join(folder, 'a.glb'), MOST_FILE_BYTES + 1);
    // As many zeros pack to a quarter of a megabyte.
    await writeFile(join(folder, 'b.glb'), gzipSync(Buffer.alloc(MOST_FILE_BYTES + 1), { level: 1 }));
    expect((await findingsOf(await openFolderSource(folder, '/'))).toSorted()).toEqual([
      'CONTENT_TOO_LARGE tileset.json root/children/0/contents/0',
      'CONTENT_TOO_LARGE tileset.json root/children/1/contents/0',
    ]);
  });

  it.each([
    '../a.glb',
    '/etc/passwd',
    'file:///etc/passwd',
    '//host/a.glb',
    '..\\a.glb',
    'b/../../a.glb',
    'b/%2E%2E/%2e%2e/a.glb',
    '%',
    '',
  ])('is not left by the reference "%s"', async (reference) => {
    const source = await openFolderSource(folder, '/');
    expect(() => source.resolve('tileset.json', reference)).toThrow(expect.objectContaining({ failure: 'outside' }));
  });

  it('holds a reference that goes up and comes down again, without its query', async () => {
    const source = await openFolderSource(folder, '/');
    expect(source.resolve('b/tileset.json', '../a%20b.glb?v=1')).toBe('a b.glb');
  });
});

describe('a tileset on a server', () => {
  async function served(listener: RequestListener, check: (origin: URL) => Promise<void>): Promise<void> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await check(new URL(`http://127.0.0.1:${port}/tileset.json`));
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  it('is read', async () => {
    const files = await tilesetFiles(soundTileset());
    await served(
      ({ url = '' }, response) => void response.end(files.get(url.slice(1))),
      async (root) => expect(await findingsOf(httpSource(root))).toEqual([]),
    );
  });

  it('is not left by a reference to another origin, nor by a redirect', async () => {
    const asked: string[] = [];
    await served(
      ({ url = '' }, response) => {
        asked.push(url);
        response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end();
      },
      async (root) => {
        const source = httpSource(root);
        for (const reference of ['http://127.0.0.1:1/a.glb', '//example.org/a.glb', 'file:///etc/passwd']) {
          expect(() => source.resolve(root.href, reference)).toThrow(expect.objectContaining({ failure: 'outside' }));
        }
        const { report, isRead } = await verifyTileset(source, {
          signal: never,
          rows: async () => {
            throw new RowsAbsent('none');
          },
          onProgress: () => undefined,
          onRows: () => undefined,
        });
        expect({ isRead, clean: report.clean, counts: report.findingCounts }).toEqual({
          isRead: false,
          clean: false,
          counts: { CONTENT_MISSING: 1 },
        });
        expect(report.findings[0]?.message).toContain('redirects are not followed');
      },
    );
    expect(asked).toEqual(['/tileset.json']);
  });
});
