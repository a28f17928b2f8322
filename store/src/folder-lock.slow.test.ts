import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';
import { startChild, type TestChild } from './testing/child-process.ts';

const TIMEOUT_MS = 60_000;

let home = '';
let children: TestChild[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-lock-'));
});

afterEach(async () => {
  await Promise.all(children.map((child) => child.kill()));
  children = [];
  await rm(home, { recursive: true, force: true });
});

async function startLocker(): Promise<TestChild> {
  const child = startChild('lock-child.ts', [home]);
  children.push(child);
  await child.nextLine();
  return child;
}

async function tell(child: TestChild, line: string): Promise<string> {
  child.say(line);
  return await child.nextLine();
}

test(
  'a held folder is refused by pid and time, in the same process and in another',
  async () => {
    const before = Date.now();
    const lock = await lockFolder(home);
    await expect(lockFolder(home)).rejects.toMatchObject({ code: 'store-locked' });
    const error: unknown = await lockFolder(home).catch((reason: unknown) => reason);
    expect((error as Error).message).toContain(`process ${process.pid} on ${hostname()} since `);
    const since = /since (\S+)\. If/.exec((error as Error).message)?.[1] ?? '';
    expect(Date.parse(since)).toBeGreaterThanOrEqual(before);
    expect(await tell(await startLocker(), 'lock')).toBe('store-locked');
    await lock.release();
    expect(await readdir(home)).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'a folder given back is free for another process',
  async () => {
    const child = await startLocker();
    await (await lockFolder(home)).release();
    expect(await tell(child, 'lock')).toBe('held');
    await expect(lockFolder(home)).rejects.toThrow(`process ${child.pid} `);
    expect(await tell(child, 'release')).toBe('released');
    await (await lockFolder(home)).release();
  },
  TIMEOUT_MS,
);

test(
  'the lock of a killed process is taken over',
  async () => {
    const child = await startLocker();
    expect(await tell(child, 'lock')).toBe('held');
    await child.kill();
    const lock = await lockFolder(home);
    expect(JSON.parse(await readFile(join(home, 'store.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
  },
  TIMEOUT_MS,
);

test(
  'of processes racing for the lock of a dead one exactly one wins, every time',
  async () => {
    const dead = await startLocker();
    await tell(dead, 'lock');
    await dead.kill();
    const deadLock = await readFile(join(home, 'store.lock'), 'utf8');
    const racers = await Promise.all(Array.from({ length: 3 }, startLocker));
    for (let round = 0; round < 40; round++) {
      await writeFile(join(home, 'store.lock'), deadLock);
      const answers = await Promise.all(racers.map((racer) => tell(racer, 'lock')));
      expect(answers.toSorted()).toEqual(['held', 'store-locked', 'store-locked']);
      await Promise.all(racers.map((racer) => tell(racer, 'release')));
      expect(await readdir(home)).toEqual([]);
    }
  },
  TIMEOUT_MS,
);

test(
  'a claim left by a process killed while taking over does not block the next',
  async () => {
    const dead = await startLocker();
    await tell(dead, 'lock');
    await dead.kill();
    const deadLock = await readFile(join(home, 'store.lock'), 'utf8');
    await writeFile(join(home, 'store.lock.claim-1-left'), deadLock);
    const lock = await lockFolder(home);
    await lock.release();
    expect(await readdir(home)).toEqual([]);
  },
  TIMEOUT_MS,
);

test.skipIf(process.platform !== 'linux')('a recycled pid is not taken for the owner', async () => {
  const lock = await lockFolder(home);
  const held = JSON.parse(await readFile(join(home, 'store.lock'), 'utf8')) as Record<string, unknown>;
  await lock.release();
  // The same pid is alive, but it started at another time.
  await writeFile(join(home, 'store.lock'), JSON.stringify({ ...held, start: 'another-boot:1' }));
  await (await lockFolder(home)).release();
});

test.skipIf(process.platform !== 'linux')(
  'a process that ended but was never reaped does not hold the lock',
  async () => {
    // The shell starts a child, becomes a program that never waits for it, and so leaves it a zombie.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [data] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(data.toString());
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'latin1');
    const start = `${bootId.trim()}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
    await writeFile(join(home, 'store.lock'), JSON.stringify({ host: hostname(), pid, start, since: 'then' }));
    await expect(lockFolder(home)).rejects.toThrow(`process ${pid} `);
    process.kill(pid, 'SIGKILL');
    let state = '';
    while (state !== 'Z') state = (await readFile(`/proc/${pid}/stat`, 'latin1')).split(') ')[1]?.[0] ?? '';
    await (await lockFolder(home)).release();
    parent.kill('SIGKILL');
  },
);

test('a lock of another host or one that cannot be read is not touched', async () => {
  const foreign = JSON.stringify({ host: 'elsewhere.example', pid: 1, start: 'x', since: '2026-01-01T00:00:00.000Z' });
  for (const text of [foreign, 'not json', '']) {
    await writeFile(join(home, 'store.lock'), text);
    await expect(lockFolder(home)).rejects.toMatchObject({ code: 'store-locked' });
    expect(await readFile(join(home, 'store.lock'), 'utf8')).toBe(text);
  }
});
