import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { healthSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { z } from 'zod';

const HEALTH_TIMEOUT_MS = 3000;

const serverFileSchema = z.object({
  /** Address at which this machine reaches the server. */
  url: z.url(),
  pid: z.int().positive(),
  /** Token for writes; the file is readable by its owner alone. */
  token: z.string().min(1).optional(),
});

/** A running server, as it announces itself in `<home>/server.json` to commands on the same machine. */
export type ServerFile = z.infer<typeof serverFileSchema>;

/** Announces a server, replacing what stood there whole; mode 0600. */
export async function writeServerFile(home: string, server: ServerFile): Promise<void> {
  const path = serverFilePath(home);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(server)}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** Takes the announcement away, but only this process's own. */
export async function removeServerFile(home: string, pid: number): Promise<void> {
  const there = await readServerFile(home);
  if (there?.pid === pid) await rm(serverFilePath(home), { force: true });
}

/**
 * The server that holds `home` now, or null. A file left behind by a dead server does not count: its process must be
 * alive and its address must give a health answer of any status.
 */
export async function liveServer(home: string): Promise<ServerFile | null> {
  const server = await readServerFile(home);
  if (server === null || !isAlive(server.pid)) return null;
  return (await healthAt(server.url)) === null ? null : server;
}

/** The health a server reports; null when nothing that speaks our protocol answers there. */
export async function healthAt(url: string): Promise<{ readonly ok: boolean; readonly detail: string | null } | null> {
  try {
    const response = await fetch(new URL(routePath('health'), url), { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) });
    const health = healthSchema.parse(await response.json());
    return { ok: response.status === 200 && health.status === 'ok', detail: health.detail };
  } catch {
    // Refused, timed out or not ours: all mean that no server of ours answers at this address.
    return null;
  }
}

async function readServerFile(home: string): Promise<ServerFile | null> {
  try {
    const parsed = serverFileSchema.safeParse(JSON.parse(await readFile(serverFilePath(home), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Absent or half a file: nobody has announced itself.
    return null;
  }
}

function serverFilePath(home: string): string {
  return join(home, 'server.json');
}

/** Signal 0 reaches every living process; EPERM means it lives and belongs to someone else. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
