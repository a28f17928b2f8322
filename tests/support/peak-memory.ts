import { readFileSync } from 'node:fs';

/**
 * The most memory this process has held, MB. On Linux by its own count: what `resourceUsage` tells of a process is never
 * less than what the one that started it held at that moment.
 */
export function peakMemoryMb(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const told = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (told === undefined) throw new Error('/proc/self/status does not tell VmHWM.');
  return Number(told) / 1024;
}
