// Writes what is made up of a city: one JSON argument tells what and where, lines of JSON on stdout how far it is.
import { type DemoDistrict, demoDistrict } from '@undercroft/core/demo-city/demo-district';
import { livingCity, livingFeatures } from '@undercroft/core/demo-city/living/living-city';
import { writeRowsFile } from './rows-file.ts';
import { writeDemoCity } from './write-demo-city.ts';
import { type WritingProgress, writingJobSchema } from './write-in-process.ts';

const { seed, segments, folder, livingRows } = writingJobSchema.parse(JSON.parse(process.argv[2] ?? ''));
const tell = (line: WritingProgress | 'written') => void process.stdout.write(`${JSON.stringify(line)}\n`);

let first: DemoDistrict | null = null;
if (folder !== null) {
  writeDemoCity({ seed, segments, folder }, tell, (district) => {
    if (livingRows !== null) first ??= district;
  });
  tell('written');
}
if (livingRows !== null) writeRowsFile(livingRows, livingFeatures(livingCity(first ?? demoDistrict(0, seed))));
