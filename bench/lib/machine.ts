import { cpus, totalmem } from 'node:os';

/** The machine in one line: processor, number of cores, memory. */
export function machineName(): string {
  const cores = cpus();
  const model = (cores[0]?.model ?? process.arch).trim();
  return `${model}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`;
}
