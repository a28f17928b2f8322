import { ExportFolder } from '../export/export-folder.ts';

/** Writes files of the sizes given to an export folder and prints the code of what stopped it, or "whole". */
const [path = '', ...sizes] = process.argv.slice(2);
const folder = await ExportFolder.open(
  path,
  {
    format: 'undercroft-export-1',
    scene: 'town',
    revision: '1',
    imports: '',
    sceneSha256: '',
    tilers: {},
    parts: [],
    maxZoom: null,
    baseUrl: null,
    gzip: false,
  },
  () => {},
);
try {
  for (const [i, size] of sizes.entries()) await folder.write(`tiles/${i}.glb`, Buffer.alloc(Number(size), i));
  await folder.finish();
  process.stdout.write('whole');
} catch (error) {
  process.stdout.write(error instanceof Error && 'code' in error ? String(error.code) : String(error));
} finally {
  await folder.close();
}
