import type { ImportProgress } from '@undercroft/core/protocol/import-answers';
import type { Scene, SceneSource } from '@undercroft/core/protocol/scene';
import { ImportError } from '@undercroft/data-import/import-error';
import type { Store } from '@undercroft/store/store';
import { AppError } from './app-error.ts';
import { importDisplay } from './import-display.ts';
import { importReportText } from './import-report-text.ts';
import type { ImportOneScene } from './import-service.ts';
import type { Output } from './output.ts';
import { isDispensable, missingSources, sourceMissing } from './source-files.ts';

interface Preparation {
  readonly store: Store;
  readonly importOne: ImportOneScene;
  readonly dataFolder: string;
  readonly output: Output;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Brings a scene to where it can be served: imports each layer that is new or has changed. A layer whose source is gone
 * or refused keeps serving the import it has, and that is said.
 * Throws `AppError('source-missing')` or `ImportError` when a layer has nothing to serve.
 */
export async function prepareScene(scene: Scene, preparation: Preparation): Promise<void> {
  const { dataFolder } = preparation;
  const missing = await missingSources(scene, dataFolder);
  for (const source of scene.sources) {
    const failure = missing.includes(source)
      ? sourceMissing(scene, [source], dataFolder)
      : await refusalOf(scene, source, preparation);
    if (failure !== null) await fallBack(scene, source, failure, preparation);
  }
}

/** Imports one layer; the refusal when it was not accepted. Any other failure passes through. */
async function refusalOf(scene: Scene, source: SceneSource, preparation: Preparation): Promise<ImportError | null> {
  const { importOne, output, say, signal } = preparation;
  const display = importDisplay(output);
  const take = (event: ImportProgress) => {
    switch (event.event) {
      case 'progress':
        display.show(event);
        return;
      case 'layer':
        display.end();
        if (event.unchanged) say(`layer ${event.layer} is imported and its source has not changed`);
        else for (const line of importReportText(`layer ${event.layer}`, event.report)) say(line);
        return;
      case 'skipped':
        display.end();
        say(event.message);
        return;
      case 'done':
      case 'failed':
        display.end();
        return;
    }
  };
  try {
    await importOne({ ...scene, sources: [source] }, take, signal);
    return null;
  } catch (error) {
    if (error instanceof ImportError) return error;
    throw error;
  } finally {
    display.end();
  }
}

async function fallBack(scene: Scene, source: SceneSource, failure: Error, { store, say }: Preparation): Promise<void> {
  const current = await store.imports.current(scene.id, source.layer);
  const missing = failure instanceof AppError && failure.code === 'source-missing';
  if (current === null && !(missing && isDispensable(source))) throw failure;
  say(failure.message);
  if (current === null) {
    say(`layer ${source.layer} is left out: the ground is drawn through the covers alone`);
    return;
  }
  say(`layer ${source.layer} is served as it was imported at ${current.publishedAt}`);
}
