// Reads the files of one source as a reading process does, rows encoded, and throws away what comes: its seconds, the
// seconds of processor time it took on all cores, and the most memory it held.
import { readingJobSchema } from '@undercroft/core/protocol/reading';
import { packRows } from '@undercroft/data-import/child/row-payload';
import { runJob } from '@undercroft/data-import/child/run-job';
import { peakMemoryMb } from '../../tests/support/peak-memory.ts';

const job = readingJobSchema.parse(JSON.parse(process.argv[2] ?? ''));
let rows = 0;
let sentBytes = 0;
let errors = 0;
const begin = performance.now();
await runJob(
  job,
  {
    event(event) {
      if (event.event === 'progress') rows = Math.max(rows, event.features);
      if (event.event !== 'report') return;
      rows = Object.values(event.report.features).reduce((sum, count) => sum + count, 0);
      errors = event.report.issues.filter(({ severity }) => severity === 'error').length;
    },
    rows(rows) {
      for (const part of packRows(rows)) sentBytes += part.length;
    },
  },
  async () => ({ layerId: 1, importId: 1 }),
);
const seconds = (performance.now() - begin) / 1000;
if (errors > 0) throw new Error(`The file was to be read without errors; ${errors} came.`);
const { user, system } = process.cpuUsage();
const peakRssMb = peakMemoryMb();
process.stdout.write(`${JSON.stringify({ rows, seconds, cpuSeconds: (user + system) / 1e6, peakRssMb, sentBytes })}\n`);
