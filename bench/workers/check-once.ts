import { checkFile } from '@undercroft/data-import/check-file';
import { z } from 'zod';
import { peakMemoryMb } from '../../tests/support/peak-memory.ts';

const { file, crs } = z.object({ file: z.string(), crs: z.string() }).parse(JSON.parse(process.argv[2] ?? ''));

const begin = performance.now();
const report = await checkFile(file, { georeference: { crs } });
const seconds = (performance.now() - begin) / 1000;
const rows = Object.values(report.features).reduce((sum, count) => sum + count, 0);
process.stdout.write(`${JSON.stringify({ rows, seconds, peakRssMb: peakMemoryMb() })}\n`);
