import { createInterface } from 'node:readline';
import { StoreError } from '../errors.ts';
import { type FolderLock, lockFolder } from '../folder-lock.ts';

/** Takes and gives back the lock of a folder as it is told, line by line. */
const home = process.argv[2] ?? '';
let lock: FolderLock | null = null;

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'lock') {
    try {
      lock = await lockFolder(home);
      process.stdout.write('held\n');
    } catch (error) {
      process.stdout.write(`${error instanceof StoreError ? error.code : String(error)}\n`);
    }
  } else {
    await lock?.release();
    lock = null;
    process.stdout.write('released\n');
  }
}
