import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from './errors.ts';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity.ts';

/** Who holds a folder and since when (ISO 8601). */
interface LockHolder extends ProcessIdentity {
  readonly since: string;
}

/** An exclusive hold on a folder, until `release` or the end of the process. */
export interface FolderLock {
  release(): Promise<void>;
}

const LOCK_FILE = 'store.lock';
const CLAIM_PREFIX = 'store.lock.claim-';
const ATTEMPTS = 40;
const LONGEST_WAIT_MS = 50;

/**
 * Takes the folder `home` for this process. The embedded database has no lock of its own, and a second process on its
 * files destroys rows without a word.
 *
 * - Free: the finished lock file is linked into place, which fails when one stands there (never a half-written lock).
 * - Held by a live process: refused with `store-locked`.
 * - Left by a dead one: taken over. Each contender first lays down a claim of its own and then looks for others; one
 *   that sees another live claim withdraws and tries again later. So between the look of a sole claimant and its
 *   rename nobody else can reach the rename, and the dead lock is never absent for a link to slip in.
 */
export async function lockFolder(home: string): Promise<FolderLock> {
  const lockPath = join(home, LOCK_FILE);
  const own: LockHolder = { ...(await ownIdentity()), since: new Date().toISOString() };
  const text = `${JSON.stringify({ ...own, token: randomUUID() })}\n`;
  const draftPath = join(home, `store.lock.draft-${own.pid}-${randomUUID()}`);
  await writeFile(draftPath, text, { flag: 'wx' });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await linkNew(draftPath, lockPath)) return heldLock(lockPath, text);
      const found = await readText(lockPath);
      if (found === null) continue;
      const holder = parseHolder(found);
      if (holder === null || (await isAlive(holder))) throw lockedError(home, holder);
      if (await takeOver(home, draftPath, found, own)) return heldLock(lockPath, text);
      await sleep(1 + Math.random() * LONGEST_WAIT_MS);
    }
    throw lockedError(home, null);
  } finally {
    await rm(draftPath, { force: true });
  }
}

/** Replaces the lock `dead` unless another process claims it at the same time; true when it is now ours. */
async function takeOver(home: string, draftPath: string, dead: string, own: ProcessIdentity): Promise<boolean> {
  const lockPath = join(home, LOCK_FILE);
  const claim = `${CLAIM_PREFIX}${own.pid}-${randomUUID()}`;
  // Linked, not written: a claim is there in full or not at all, so that one left half-way cannot block for ever.
  await link(draftPath, join(home, claim));
  try {
    for (const name of await readdir(home)) {
      if (!name.startsWith(CLAIM_PREFIX) || name === claim) continue;
      const text = await readText(join(home, name));
      if (text === null) continue;
      const claimant = parseHolder(text);
      if (claimant !== null && (await isAlive(claimant))) return false;
      await rm(join(home, name), { force: true });
    }
    if ((await readText(lockPath)) !== dead) return false;
    await rename(draftPath, lockPath);
    return true;
  } finally {
    await rm(join(home, claim), { force: true });
  }
}

function heldLock(lockPath: string, text: string): FolderLock {
  return {
    async release() {
      if ((await readText(lockPath)) === text) await rm(lockPath, { force: true });
    },
  };
}

async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseHolder(text: string): LockHolder | null {
  try {
    const { host, pid, start, since } = JSON.parse(text) as Record<string, unknown>;
    if (typeof host !== 'string' || typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return null;
    return {
      host,
      pid,
      start: typeof start === 'string' ? start : null,
      since: typeof since === 'string' ? since : '',
    };
  } catch {
    return null;
  }
}

function lockedError(home: string, holder: LockHolder | null): StoreError {
  const who =
    holder === null ? 'another process' : `process ${holder.pid} on ${holder.host} since ${holder.since || 'unknown'}`;
  return new StoreError(
    'store-locked',
    `The store in ${home} must be free; it is held by ${who}. If that process is certainly gone, remove ${join(home, LOCK_FILE)}.`,
  );
}
