import { openStore } from '../open-store.ts';
import { SAMPLE_REPORT, sampleSource } from './sample-features.ts';
import { stateFeatures } from './state-features.ts';

/**
 * Imports one state of a layer after another into `<home>` or a database: holds it, publishes it, and takes every third
 * back. Prints what it is about to do and, when that is done, that it is: `publish 4`, `published 4`, `undo 4`, `undone 4`.
 */
const [, , home = '', first = '0', databaseUrl] = process.argv;

const store = await openStore({ home, databaseUrl });
process.stdout.write('open\n');
for (let state = Number(first); ; state++) {
  const session = await store.imports.begin(sampleSource('killed'));
  await session.write(stateFeatures(state));
  const { id } = await session.hold(SAMPLE_REPORT);
  process.stdout.write(`publish ${state}\n`);
  await store.imports.publish(id);
  process.stdout.write(`published ${state}\n`);
  if (state % 3 !== 2) continue;
  process.stdout.write(`undo ${state}\n`);
  await store.imports.undo(id);
  process.stdout.write(`undone ${state}\n`);
}
