import { readdir, readFile, readlink } from 'node:fs/promises';

const LISTEN_STATE = '0A';

/**
 * The process that listens on a TCP port of this machine, as `name (pid 123)`; null when that cannot be told: not
 * Linux, or a process of another user.
 */
export async function portOwner(port: number): Promise<string | null> {
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const inode of await listeningInodes(table, port)) inodes.add(`socket:[${inode}]`);
  }
  if (inodes.size === 0) return null;
  for (const pid of await entriesOf('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    for (const descriptor of await entriesOf(`/proc/${pid}/fd`)) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (inodes.has(target)) return `${await nameOf(pid)} (pid ${pid})`;
    }
  }
  return null;
}

/** Rows of the kernel's socket table: `sl local_address rem_address st ... inode`, the port in hexadecimal. */
async function listeningInodes(table: string, port: number): Promise<readonly string[]> {
  const text = await readFile(table, 'utf8').catch(() => '');
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return text.split('\n').flatMap((row) => {
    const cells = row.trim().split(/\s+/);
    const inode = cells[9];
    return cells[1]?.endsWith(suffix) === true && cells[3] === LISTEN_STATE && inode !== undefined ? [inode] : [];
  });
}

async function nameOf(pid: string): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'a process')).trim();
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch(() => []);
}
