import { sceneSchema } from '@undercroft/core/protocol/scene';
import { GENERATORS } from '@undercroft/data-import/generators';
import { importScene } from '@undercroft/data-import/import-scene';
import { openStore } from '@undercroft/store/open-store';
import { z } from 'zod';

const { scene, dataFolder, home, databaseUrl } = z
  .object({ scene: sceneSchema, dataFolder: z.string(), home: z.string(), databaseUrl: z.string().nullable() })
  .parse(JSON.parse(process.argv[2] ?? ''));

const store = await openStore({ home, databaseUrl: databaseUrl ?? undefined });
let rows = 0;
const begin = performance.now();
await importScene(scene, {
  store,
  dataFolder,
  ...GENERATORS,
  onProgress: (event) => {
    if (event.event !== 'layer') return;
    for (const count of Object.values(event.report.features)) rows += count;
  },
  signal: new AbortController().signal,
});
const seconds = (performance.now() - begin) / 1000;
await store.close();
process.stdout.write(`${JSON.stringify({ rows, seconds, peakRssMb: process.resourceUsage().maxRSS / 1024 })}\n`);
