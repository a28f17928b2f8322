import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Encoded, encoded } from './encoded.ts';
import { TileDisk } from './tile-disk.ts';

const PLENTY_BYTES = 1e9;
const always = async () => true;

let home: string;
let folder: string;
let said: string[];
let nowMs: number;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-tiles-'));
  folder = join(home, 'tile-cache');
  said = [];
  nowMs = Date.now();
});

afterEach(() => rm(home, { recursive: true, force: true }));

function opened(limitBytes = PLENTY_BYTES): TileDisk {
  return new TileDisk({ folder, limitBytes, say: (sentence) => said.push(sentence), wallClock: () => nowMs });
}

/** A tile of incompressible bytes. */
function body(seed: number, sizeBytes = 2000): Promise<Encoded> {
  let state = seed + 1;
  const bytes = Uint8Array.from({ length: sizeBytes }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return encoded(bytes, 'model/gltf-binary');
}

/** Writes tiles one after the other, so that the order of their use is known, and closes. */
async function keepAll(tiles: Readonly<Record<string, Encoded | null>>, limitBytes?: number): Promise<void> {
  for (const [key, tile] of Object.entries(tiles)) {
    const disk = opened(limitBytes);
    disk.write(key, tile, always);
    await disk.close();
  }
}

async function filesIn(root: string): Promise<readonly string[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

async function onlyFile(): Promise<string> {
  const [file = '', ...others] = await filesIn(folder);
  expect(others).toEqual([]);
  return file;
}

test('a tile is there after a restart, and so is that it holds nothing', async () => {
  const tile = await body(1);
  await keepAll({ 'town/1': tile, 'town/empty': null });
  const disk = opened();
  expect(await disk.read('town/1')).toEqual({ body: tile });
  expect(await disk.read('town/empty')).toEqual({ body: null });
  expect(await disk.read('town/2')).toBeNull();
  await disk.close();
  expect(said).toEqual([]);
});

test('no name from outside becomes a path, and nobody else may read the files', async () => {
  await keepAll({ '../../../outside': await body(1), '/etc/x\0y': await body(2) });
  const files = await filesIn(home);
  expect(files).toHaveLength(2);
  for (const file of files) {
    expect(file).toMatch(/tile-cache\/([\da-f]{2})\/\1[\da-f]{62}\.tile$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
  }
});

test('a damaged file is as good as none, goes, and is written anew', async () => {
  const tile = await body(1);
  await keepAll({ tile });
  const file = await onlyFile();
  const whole = await readFile(file);
  const disk = opened();
  for (let i = 0; i < whole.length; i += 50) {
    const damaged = Buffer.from(whole);
    damaged[i] = (damaged[i] ?? 0) ^ 0x10;
    await writeFile(file, damaged);
    expect({ i, read: await disk.read('tile') }).toEqual({ i, read: null });
    expect(await filesIn(folder)).toEqual([]);
  }
  for (const length of [0, 7, 15, 16, 40, whole.length - 1]) {
    await writeFile(file, whole);
    await truncate(file, length);
    expect({ length, read: await disk.read('tile') }).toEqual({ length, read: null });
  }
  disk.write('tile', tile, always);
  await disk.close();
  expect(await readFile(file)).toEqual(whole);
  expect(said).toEqual([]);
});

test('a file of another tile under the name of this one is not taken for it', async () => {
  await keepAll({ other: await body(2) });
  const other = await onlyFile();
  await keepAll({ tile: await body(1) });
  const own = (await filesIn(folder)).find((file) => file !== other) ?? '';
  await copyFile(other, own);
  const disk = opened();
  expect(await disk.read('tile')).toBeNull();
  expect((await disk.read('other'))?.body?.tag).toBe((await body(2)).tag);
  await disk.close();
  expect(await filesIn(folder)).toEqual([other]);
});

test('a folder under the name of a tile, or a file of any size, is no tile and no failure', async () => {
  await keepAll({ tile: await body(1) });
  const file = await onlyFile();
  await truncate(file, 2 ** 31);
  const disk = opened();
  expect(await disk.read('tile')).toBeNull();
  await mkdir(file, { recursive: true });
  expect(await disk.read('tile')).toBeNull();
  await disk.close();
});

test('files take no more than they may: those used longest ago go first, today and at the next start', async () => {
  // 10,000 random bytes and a head take three blocks of 4,096.
  const [taken, sizeBytes] = [12_288, 10_000];
  const disk = opened(20 * taken);
  const names: string[] = [];
  for (let i = 0; i < 60; i++) {
    names.push(`tile ${i}`);
    disk.write(`tile ${i}`, await body(i, sizeBytes), always);
    await expect.poll(() => disk.read(`tile ${i}`), { interval: 2 }).not.toBeNull();
    // Somebody looks at the first one again and again.
    expect(await disk.read('tile 0')).not.toBeNull();
  }
  await disk.close();
  expect((await filesIn(folder)).length).toBe(20);
  const again = opened(20 * taken);
  const there: string[] = [];
  for (const name of names) if ((await again.read(name)) !== null) there.push(name);
  await again.close();
  expect(there).toEqual(['tile 0', ...names.slice(41)]);

  // Of files found at a start the one written or touched longest ago goes first.
  const files = await filesIn(folder);
  for (const [i, file] of files.entries()) await utimes(file, 1_000_000 + i, 1_000_000 + i);
  const smaller = opened(5 * taken + 1);
  await smaller.close();
  expect(await filesIn(folder)).toHaveLength(20);
  const patient = opened(5 * taken + 1);
  await expect.poll(async () => (await filesIn(folder)).length).toBe(5);
  await patient.close();
  expect(new Set(await filesIn(folder))).toEqual(new Set(files.slice(15)));
});

test('a tile larger than the room is not kept', async () => {
  await keepAll({ tile: await body(1, 50_000) }, 20_000);
  expect(await filesIn(folder)).toEqual([]);
});

test('a file says that it was used, at most once an hour', async () => {
  await keepAll({ tile: await body(1) });
  const file = await onlyFile();
  const writtenMs = (await stat(file)).mtimeMs;
  const disk = opened();
  nowMs = Math.round(writtenMs) + 3_500_000;
  await disk.read('tile');
  expect((await stat(file)).mtimeMs).toBe(writtenMs);
  nowMs = Math.round(writtenMs) + 3_700_000;
  await disk.read('tile');
  expect((await stat(file)).mtimeMs).toBe(nowMs);
  await disk.close();
});

test('what a killed process left unfinished is swept; what may be under way and what is not ours stays', async () => {
  await mkdir(join(folder, 'ab'), { recursive: true });
  const place = (name: string) => join(folder, 'ab', name);
  const [old, young] = [
    '11111111-2222-4333-8444-555555555555.unfinished',
    'aaaaaaaa-2222-4333-8444-555555555555.unfinished',
  ];
  for (const name of [old, young, 'notes.txt']) await writeFile(place(name), 'half');
  const hourAgo = nowMs / 1000 - 3600;
  for (const name of [old, 'notes.txt']) await utimes(place(name), hourAgo, hourAgo);
  const disk = opened();
  await expect.poll(async () => (await readdir(join(folder, 'ab'))).sort()).toEqual([young, 'notes.txt']);
  await disk.close();
});

test('a folder that cannot be written is told once and keeps nothing; later it is tried again', async () => {
  const tile = await body(1);
  await writeFile(folder, 'a file where the folder should be');
  const disk = opened();
  for (let i = 0; i < 5; i++) {
    disk.write(`tile ${i}`, tile, always);
    expect(await disk.read(`tile ${i}`)).toBeNull();
    await expect.poll(() => said.length).toBe(1);
  }
  expect(said[0]).toContain(`tiles are served and not kept in ${folder} for now: `);
  await rm(folder);
  disk.write('too soon', tile, always);
  nowMs += 60_000;
  disk.write('tile', tile, always);
  await disk.close();
  expect(basename(await onlyFile())).toMatch(/\.tile$/);
  expect(said).toHaveLength(1);
});

test('a tile is kept only if its key still names what it was made of', async () => {
  const disk = opened();
  disk.write('outdated', await body(1), async () => false);
  disk.write('unknown', await body(2), () => Promise.reject(new Error('no database')));
  disk.write('current', await body(3), always);
  await disk.close();
  expect(await filesIn(folder)).toHaveLength(1);
  expect(await opened().read('current')).not.toBeNull();
  expect(said).toEqual([]);
});

test('while the disk is slow no more than 260 tiles wait for it, and none after the end', async () => {
  const disk = opened();
  const tile = await body(1, 10);
  let letGo: (answer: boolean) => void = () => undefined;
  const gate = new Promise<boolean>((resolve) => {
    letGo = resolve;
  });
  for (let i = 0; i < 400; i++) disk.write(`tile ${i}`, tile, () => gate);
  letGo(true);
  await disk.close();
  disk.write('late', tile, always);
  await disk.close();
  expect(await filesIn(folder)).toHaveLength(260);
});

test('two programs may keep the same tiles in one folder', async () => {
  const tiles = await Promise.all(Array.from({ length: 40 }, (_, i) => body(i)));
  const both = [opened(), opened()];
  for (const disk of both) for (const [i, tile] of tiles.entries()) disk.write(`tile ${i}`, tile, always);
  await Promise.all(both.map((disk) => disk.close()));
  expect(await filesIn(folder)).toHaveLength(40);
  const disk = opened();
  for (const [i, tile] of tiles.entries()) expect(await disk.read(`tile ${i}`)).toEqual({ body: tile });
  await disk.close();
  expect(said).toEqual([]);
});
