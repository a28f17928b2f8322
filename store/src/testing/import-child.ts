import { openStore } from '../open-store.ts';
import { importedFeatures } from './imported-features.ts';
import { sampleSource } from './sample-features.ts';

/** Imports without end into `<home>` or a database, batch after batch, never publishing; prints a line a batch. */
const [, , home = '', databaseUrl] = process.argv;

const store = await openStore({ home, databaseUrl });
process.stdout.write('open\n');
const session = await store.imports.begin(sampleSource('killed'));
for (let batch = 0; ; batch++) {
  await session.write(importedFeatures(batch * 500, 500));
  process.stdout.write('written\n');
}
