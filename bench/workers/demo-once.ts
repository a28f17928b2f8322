// Writes the files of a made-up city as the command does: its seconds, and the most memory it held.
import { type DemoCityJob, writeDemoCity } from '@undercroft/data-import/demo-city/write-demo-city';
import { peakMemoryMb } from '../../tests/support/peak-memory.ts';

const job: DemoCityJob = JSON.parse(process.argv[2] ?? '');
const begin = performance.now();
const counts = writeDemoCity(job, () => undefined);
const seconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage();
const peakRssMb = peakMemoryMb();
const measured = {
  rows: counts.conduits,
  buildings: counts.buildings,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakRssMb,
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
