import { importService } from '@undercroft/app/import-service';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import { z } from 'zod';
import { peakMemoryMb } from '../../tests/support/peak-memory.ts';

const { scene, dataFolder, home, databaseUrl } = z
  .object({ scene: sceneSchema, dataFolder: z.string(), home: z.string(), databaseUrl: z.string().nullable() })
  .parse(JSON.parse(process.argv[2] ?? ''));

const store = await openStore({ home, databaseUrl: databaseUrl ?? undefined });
let rows = 0;
let writtenAt = 0;
const begin = performance.now();
await importService(store, { dataFolder, home })(
  scene,
  (event) => {
    if (event.event === 'progress' && event.phase === 'publish') writtenAt = performance.now();
    if (event.event !== 'layer') return;
    for (const count of Object.values(event.report.features)) rows += count;
  },
  new AbortController().signal,
);
const seconds = (performance.now() - begin) / 1000;
await store.close();
const writtenSeconds = (writtenAt - begin) / 1000;
const { user, system } = process.cpuUsage();
const peakRssMb = peakMemoryMb();
process.stdout.write(
  `${JSON.stringify({ rows, seconds, writtenSeconds, cpuSeconds: (user + system) / 1e6, peakRssMb })}\n`,
);
