import type { ImportProgress, ImportReport } from '@undercroft/core/protocol/import-answers';
import type { Scene, SceneSource } from '@undercroft/core/protocol/scene';
import { ImportError } from '@undercroft/data-import/import-error';
import type { Store } from '@undercroft/store/store';
import { AppError } from './app-error.ts';
import { type ImportDisplay, importDisplay } from './import-display.ts';
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

/** Layers imported at a time: while the rows of one are written those of others are read. */
const LAYERS_AT_ONCE = 3;

/**
 * Brings a scene to where it can be served: imports each layer that is new or has changed. A layer whose source is gone
 * or refused keeps serving the import it has, and that is said.
 * Throws `AppError('source-missing')` or `ImportError` when a layer has nothing to serve.
 */
export async function prepareScene(scene: Scene, preparation: Preparation): Promise<void> {
  const { dataFolder, output } = preparation;
  const missing = await missingSources(scene, dataFolder);
  const failed = new AbortController();
  const signal = AbortSignal.any([preparation.signal, failed.signal]);
  const display = oneDisplay(importDisplay(output));
  const waiting = [...scene.sources];
  const work = async () => {
    for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
      try {
        await prepareLayer(scene, source, { ...preparation, signal, display, isMissing: missing.includes(source) });
      } catch (failure) {
        // The others end without effect; nobody is left at work when this is told.
        waiting.length = 0;
        failed.abort(failure);
        throw failure;
      }
    }
  };
  await Promise.allSettled(Array.from({ length: LAYERS_AT_ONCE }, work));
  display.end();
  signal.throwIfAborted();
}

interface LayerPreparation extends Preparation {
  readonly display: LayerDisplay;
  readonly isMissing: boolean;
}

async function prepareLayer(scene: Scene, source: SceneSource, preparation: LayerPreparation): Promise<void> {
  const failure = preparation.isMissing
    ? sourceMissing(scene, [source], preparation.dataFolder)
    : await refusalOf(scene, source, preparation);
  if (failure !== null) await fallBack(scene, source, failure, preparation);
}

/** Shows how far one of several layers is. */
interface LayerDisplay {
  show(source: SceneSource, event: Extract<ImportProgress, { event: 'progress' }>): void;
  /** Ends what stands, so that other lines can follow; of a source that ends another is shown from then on. */
  end(source?: SceneSource): void;
}

/** Of several layers at once people are told of one until it ends. */
function oneDisplay(display: ImportDisplay): LayerDisplay {
  let shown: SceneSource | null = null;
  return {
    show(source, event) {
      shown ??= source;
      if (shown === source) display.show(event);
    },
    end(source) {
      display.end();
      if (source === shown) shown = null;
    },
  };
}

/** Imports one layer; the refusal when it was not accepted. Any other failure passes through. */
async function refusalOf(
  scene: Scene,
  source: SceneSource,
  preparation: LayerPreparation,
): Promise<ImportError | null> {
  const { importOne, display, say, signal } = preparation;
  const take = (event: ImportProgress) => {
    switch (event.event) {
      case 'progress':
        display.show(source, event);
        return;
      case 'layer':
        display.end(source);
        if (event.unchanged) say(`layer ${event.layer} is imported and its source has not changed`);
        else for (const line of linesAbout(source, event.report)) say(line);
        return;
      case 'skipped':
        display.end(source);
        say(event.message);
        return;
      case 'done':
      case 'failed':
        display.end(source);
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
    display.end(source);
  }
}

/** The report on a layer; what is wrong in a survey that was made up was put there, and is not told row by row. */
function linesAbout(source: SceneSource, report: ImportReport): readonly string[] {
  const lines = importReportText(`layer ${source.layer}`, report);
  if (source.kind !== 'file' || source.from === undefined) return lines;
  const planted = '    planted on purpose: "undercroft demo --truth" lists them';
  return [...lines.filter((line) => !line.startsWith('    ')), ...(report.issues.length > 0 ? [planted] : [])];
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
