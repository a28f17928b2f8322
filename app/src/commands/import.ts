import { mkdir } from 'node:fs/promises';
import type { ImportProgress } from '@undercroft/core/protocol/import-answers';
import { openStore } from '@undercroft/store/open-store';
import { AppError } from '../app-error.ts';
import { importDisplay } from '../import-display.ts';
import { importReportText } from '../import-report-text.ts';
import { importService, sceneFolders } from '../import-service.ts';
import { importThroughServer } from '../import-through-server.ts';
import type { Output } from '../output.ts';
import { readScenes, sceneOf } from '../scene-folder.ts';
import { liveServer } from '../server-file.ts';
import type { Settings } from '../settings.ts';
import { isDispensable, missingSources, sourceMissing } from '../source-files.ts';

/**
 * Imports a scene: through the server when one holds the home, else into the store directly. Resolves to the exit
 * code: 0 only when every layer was accepted. Throws `AppError` and `StoreError`.
 */
export async function importCommand(settings: Settings, output: Output, signal: AbortSignal): Promise<number> {
  const scene = sceneOf(await readScenes(sceneFolders(settings.home)), settings.scene);
  await mkdir(settings.home, { recursive: true });
  const verdict = importVerdict(output);
  const server = await liveServer(settings.home);
  if (server !== null) {
    output.note(`working through the server at ${server.url} (pid ${server.pid}), which holds ${settings.home}`);
    await importThroughServer(server, scene.id, verdict.take, signal);
    return verdict.exitCode();
  }
  const missing = (await missingSources(scene, settings.dataFolder)).filter((source) => !isDispensable(source));
  if (missing.length > 0) throw sourceMissing(scene, missing, settings.dataFolder);
  const store = await openStore({ home: settings.home, databaseUrl: settings.databaseUrl ?? undefined, signal });
  try {
    await importService(store, settings)(scene, verdict.take, signal);
  } finally {
    verdict.end();
    await store.close();
  }
  return verdict.exitCode();
}

interface ImportVerdict {
  readonly take: (event: ImportProgress) => void;
  readonly end: () => void;
  readonly exitCode: () => number;
}

/** Shows the events of an import and keeps what decides the exit code. */
function importVerdict(output: Output): ImportVerdict {
  const display = importDisplay(output);
  let layers = 0;
  let refused = 0;
  return {
    take(event) {
      switch (event.event) {
        case 'progress':
          display.show(event);
          return;
        case 'layer': {
          display.end();
          layers += 1;
          if (!event.report.accepted) refused += 1;
          const title = event.unchanged
            ? `layer ${event.layer} (unchanged since its last import)`
            : `layer ${event.layer}`;
          for (const line of importReportText(title, event.report)) output.out(line);
          return;
        }
        case 'skipped':
          display.end();
          output.note(event.message);
          return;
        case 'done':
          display.end();
          return;
        case 'failed':
          display.end();
          throw new AppError('import-failed', event.message);
      }
    },
    end: () => display.end(),
    /** An import that reported no layer has shown nothing to be accepted. */
    exitCode: () => (layers > 0 && refused === 0 ? 0 : 1),
  };
}
