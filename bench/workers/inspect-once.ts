// Looks at the beginnings of files as the server does for a drop on the Data page, a reading process started and all.
import { inspectFiles } from '@undercroft/data-import/inspect-files';
import { z } from 'zod';
import { peakMemoryMb } from '../../tests/support/peak-memory.ts';

const { files, near } = z
  .object({ files: z.array(z.object({ path: z.string(), name: z.string() })), near: z.tuple([z.number(), z.number()]) })
  .parse(JSON.parse(process.argv[2] ?? ''));

const inspected = files.map(({ path, name }) => ({ path, upload: { name, head: true } }));
const begin = performance.now();
const { preview } = await inspectFiles({}, inspected, { localGrids: {}, near });
const seconds = (performance.now() - begin) / 1000;
const rows = preview.lines.length + preview.points.length;
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${JSON.stringify({ rows, seconds, cpuSeconds: (user + system) / 1e6, peakRssMb: peakMemoryMb() })}\n`,
);
