import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ByteSource, memorySource } from '../../readers/byte-source.ts';
import { beginnings, flipped } from '../../testing/damage.ts';
import { looksLikeZip, openZip, type ZipArchive } from './open-zip.ts';
import { type TestEntry, testZip } from './test-zip.ts';
import type { ZipLimits } from './zip-limits.ts';

let folder = '';
const opened: ZipArchive[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undercroft-zip-test-'));
});

afterEach(async () => {
  for (const archive of opened.splice(0)) await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opens(entries: readonly TestEntry[], limits: ZipLimits = {}): Promise<ZipArchive> {
  const archive = await openZip(memorySource('a.zip', testZip(entries)), { folder, ...limits });
  opened.push(archive);
  return archive;
}

async function textOf(source: ByteSource | undefined): Promise<string> {
  if (source === undefined) return 'no such entry';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of source.stream()) text += decoder.decode(chunk, { stream: true });
  return text;
}

describe('openZip', () => {
  it('streams entries, packed and stored, with folders in their names', async () => {
    const archive = await opens([
      { name: 'survey/points.csv', content: 'id,x\nWS1,1\n' },
      { name: 'survey/lines.csv', content: 'from,to\n', stored: true },
      { name: 'survey/', content: '', stored: true },
    ]);
    expect(archive.entries.map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
      ['survey/points.csv', 11],
      ['survey/lines.csv', 8],
    ]);
    expect(await textOf(archive.entries[0])).toBe('id,x\nWS1,1\n');
    expect(await textOf(archive.entries[1])).toBe('from,to\n');
    expect(await textOf(archive.entries[0])).toBe('id,x\nWS1,1\n');
    expect(archive.issues).toEqual([]);
  });

  it('reads GBK names whose UTF-8 flag is unset, and UTF-8 names with and without it', async () => {
    const archive = await opens([
      { name: encode('管线/给水.shp', 'gbk'), content: 'a' },
      { name: '管线/污水.shp', content: 'b', flags: 0x800 },
      { name: '管线/雨水.shp', content: 'c' },
    ]);
    expect(archive.entries.map(({ name }) => name)).toEqual(['管线/给水.shp', '管线/污水.shp', '管线/雨水.shp']);
  });

  it('gives random access from memory below the cap and from a temporary file above it, and leaves nothing behind', async () => {
    const content = 'x'.repeat(100_000);
    const entries = [
      { name: 'small.txt', content: '0123456789' },
      { name: 'large.txt', content },
    ];
    const archive = await opens(entries, { memoryEntryBytes: 1000 });
    const [small, large] = archive.entries;
    expect(new TextDecoder().decode(await small?.bytes(3, 6))).toBe('345');
    expect(readdirSync(folder)).toEqual([]);
    expect((await large?.bytes(99_990, 200_000))?.length).toBe(10);
    const [made] = readdirSync(folder);
    expect(made).toMatch(/^undercroft-unpacked-/);
    expect(readdirSync(join(folder, made ?? ''))).toHaveLength(1);
    await archive.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('puts an entry on disk under a made-up name for those who open files themselves', async () => {
    const archive = await opens([{ name: 'layers/pipes.gpkg', content: 'SQLite format 3' }]);
    const disk = await archive.entries[0]?.onDisk();
    expect(disk?.name).toBe('layers/pipes.gpkg');
    expect(existsSync(disk?.localPath ?? '')).toBe(true);
    expect(disk?.localPath).not.toContain('pipes');
  });

  it('tells an archive by its first bytes', () => {
    expect(looksLikeZip(testZip([{ name: 'a', content: 'a' }]))).toBe(true);
    expect(looksLikeZip(testZip([]))).toBe(true);
    expect(looksLikeZip(new TextEncoder().encode('PKZIP'))).toBe(false);
  });
});

describe('openZip leaves out', () => {
  const refused: readonly (readonly [string, TestEntry, RegExp])[] = [
    ['a name that steps out of its folder', { name: '../../etc/passwd', content: 'x' }, /step out of its folder/],
    ['a step out hidden behind backslashes', { name: 'a\\..\\..\\b.shp', content: 'x' }, /step out of its folder/],
    ['an absolute name', { name: '/etc/passwd', content: 'x' }, /an absolute path/],
    ['a name with a drive letter', { name: 'C:\\windows\\system.ini', content: 'x' }, /a drive letter/],
    ['an encrypted entry', { name: 'a.shp', content: 'x', flags: 1 }, /encrypted/],
    ['a link', { name: 'link', content: '/etc/passwd', stored: true, mode: 0o120777 }, /a link or a device/],
    ['a method nobody unpacks', { name: 'a.shp', content: 'x', method: 14 }, /packed by method 14/],
  ];

  it.each(refused)('%s', async (_title, entry, message) => {
    const archive = await opens([entry, { name: 'good.csv', content: 'id' }]);
    expect(archive.entries.map(({ name }) => name)).toEqual(['good.csv']);
    expect(archive.issues).toMatchObject([{ code: 'archive-entry-refused', severity: 'error' }]);
    expect(archive.issues[0]?.message).toMatch(message);
  });

  it('the second of two entries with one name', async () => {
    const archive = await opens([
      { name: 'a.csv', content: 'first' },
      { name: 'a.csv', content: 'second' },
    ]);
    expect(await textOf(archive.entries[0])).toBe('first');
    expect(archive.entries).toHaveLength(1);
    expect(archive.issues[0]?.message).toMatch(/the same name/);
  });

  it('an archive inside the archive, and says so', async () => {
    const archive = await opens([{ name: 'more.zip', content: testZip([]) }]);
    expect(archive.entries).toEqual([]);
    expect(archive.issues).toMatchObject([{ code: 'nested-archive', severity: 'warning' }]);
  });

  it('what file managers leave behind, without a word', async () => {
    const archive = await opens([
      { name: '__MACOSX/a.shp', content: 'x' },
      { name: 'a/.DS_Store', content: 'x' },
      { name: 'a/._b.shp', content: 'x' },
    ]);
    expect(archive.entries).toEqual([]);
    expect(archive.issues).toEqual([]);
  });

  it('marks in a name that would show it as another', async () => {
    const archive = await opens([{ name: 'a\u202Etxt.shp\u0007', content: 'x' }]);
    expect(archive.entries.map(({ name }) => name)).toEqual(['atxt.shp']);
  });
});

describe('openZip refuses', () => {
  const zeros = new Uint8Array(4 * 1024 ** 2);

  it('more entries than its cap', async () => {
    const entries = Array.from({ length: 11 }, (_, i) => ({ name: `${i}`, content: '' }));
    await expect(opens(entries, { maxEntries: 10 })).rejects.toMatchObject({ code: 'unsafe-file' });
  });

  it('entries whose names alone fill megabytes', async () => {
    const entries = Array.from({ length: 300 }, (_, i) => ({ name: `${i}`.padEnd(60_000, 'x'), content: '' }));
    await expect(opens(entries)).rejects.toMatchObject({ code: 'unsafe-file' });
  });

  it('an entry that unpacks beyond the ratio, while it is inflated', async () => {
    const archive = await opens([{ name: 'bomb', content: zeros }], { ratioFreeBytes: 1024 ** 2, maxRatio: 100 });
    let read = 0;
    const all = async () => {
      for await (const chunk of archive.entries[0]?.stream() ?? []) read += chunk.length;
    };
    await expect(all()).rejects.toMatchObject({ code: 'unsafe-file' });
    expect(read).toBeLessThan(2 * 1024 ** 2);
  });

  it('entries that unpack to too much together; reading one twice counts once', async () => {
    const entries = [
      { name: 'a', content: zeros },
      { name: 'b', content: zeros },
    ];
    const archive = await opens(entries, { maxInflatedBytes: 6 * 1024 ** 2 });
    await textOf(archive.entries[0]);
    await textOf(archive.entries[0]);
    await expect(textOf(archive.entries[1])).rejects.toMatchObject({ code: 'unsafe-file' });
  });

  it('entries that share their bytes', async () => {
    const content = Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31) % 251);
    const shared = Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, content, bytesOf: 0 }));
    const overlapping = opens([{ name: 'first', content }, ...shared]);
    await expect(overlapping).rejects.toMatchObject({ code: 'unsafe-file', message: expect.stringMatching(/overlap/) });
  });

  const damaged: readonly (readonly [string, TestEntry])[] = [
    ['that is longer than it says', { name: 'a', content: 'abcdef', saidSize: 3 }],
    ['that is shorter than it says', { name: 'a', content: 'abcdef', saidSize: 30 }],
    ['whose checksum does not hold', { name: 'a', content: 'abcdef', saidCrc: 1 }],
    ['whose packed bytes are cut', { name: 'a', content: 'abcdef'.repeat(10), saidPackedSize: 5 }],
    ['that is not deflated though it says so', { name: 'a', content: 'no', stored: true, method: 8 }],
  ];
  it.each(damaged)('an entry %s', async (_title, entry) => {
    const archive = await opens([entry]);
    await expect(textOf(archive.entries[0])).rejects.toMatchObject({ code: 'damaged-file' });
    await expect(archive.entries[0]?.bytes(0, 1)).rejects.toMatchObject({ code: 'damaged-file' });
  });

  it('a directory that holds fewer entries than it says', async () => {
    const bytes = testZip([{ name: 'a', content: 'a' }], 500);
    await expect(openZip(memorySource('a.zip', bytes))).rejects.toMatchObject({ code: 'damaged-file' });
  });

  it('a file that is no archive', async () => {
    const noArchive = openZip(memorySource('a.zip', 'PK\u0003\u0004 and nothing more'));
    await expect(noArchive).rejects.toMatchObject({ code: 'damaged-file' });
    await expect(openZip(memorySource('a.zip', ''))).rejects.toMatchObject({ code: 'damaged-file' });
  });
});

describe('a damaged archive', () => {
  const entries = [
    { name: 'pipes/a.csv', content: 'id,x,y\n'.repeat(50) },
    { name: 'pipes/b.csv', content: 'from,to\n'.repeat(50), stored: true },
  ];
  const sound = testZip(entries);
  const expected = new Set(entries.map(({ content }) => content));

  /** Every entry is read right or refused with a code; nothing else may happen. */
  async function verdict(bytes: Uint8Array): Promise<void> {
    let archive: ZipArchive;
    try {
      archive = await openZip(memorySource('a.zip', bytes), { folder });
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^(damaged|unsafe)-file$/) });
      return;
    }
    for (const entry of archive.entries) {
      const outcome = await textOf(entry).catch((error: unknown) => error);
      if (typeof outcome === 'string') expect(expected).toContain(outcome);
      else expect(outcome).toMatchObject({ code: expect.stringMatching(/^(damaged|unsafe)-file$/) });
    }
    await archive.close();
  }

  it('with any of 200 bytes changed gives true contents or a refusal', async () => {
    for (const bytes of flipped(sound, 200, 7)) await verdict(bytes);
  });

  it('cut anywhere is refused', async () => {
    for (const bytes of beginnings(sound, 64)) {
      const cut = openZip(memorySource('a.zip', bytes));
      await expect(cut).rejects.toMatchObject({ code: 'damaged-file' });
    }
  });
});
