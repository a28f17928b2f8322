import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A process told apart from every other, also from a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Boot of the machine and start of the process in clock ticks since that boot; null where /proc has neither. */
  readonly start: string | null;
}

/** The identity of this process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return { host: hostname(), pid: process.pid, start: await startOf(process.pid) };
}

/**
 * True unless the process is certainly gone: a process on another host cannot be seen from here and counts as alive,
 * one that has ended but was not yet reaped by its parent (a zombie) counts as gone.
 */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  if (identity.host !== hostname()) return true;
  if (!pidExists(identity.pid)) return false;
  if (identity.start === null) return true;
  return (await startOf(identity.pid)) === identity.start;
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Null where there is no /proc, or when the process is gone or a zombie. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const [stat, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'latin1'),
      readFile('/proc/sys/kernel/random/boot_id', 'latin1'),
    ]);
    // The name, field 2, stands in brackets and may hold blanks and brackets: fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const startTicks = fields[19];
    if (state === 'Z' || state === 'X' || startTicks === undefined) return null;
    return `${bootId.trim()}:${startTicks}`;
  } catch {
    return null;
  }
}
