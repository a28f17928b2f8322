import type { ExportProgress } from '@undercroft/tiles-server/export/write-parts';
import { SingleBar } from 'cli-progress';
import type { Output } from './output.ts';

const LINE_EVERY_MS = 2000;

/** Shows the progress of an export: a bar on a terminal, else a line every two seconds. */
export interface ExportDisplay {
  show(progress: ExportProgress): void;
  /** Ends the bar that stands, so that other lines can follow. */
  end(): void;
}

/** `now` gives milliseconds that never run backwards. */
export function exportDisplay(output: Output, now: () => number = () => performance.now()): ExportDisplay {
  const begun = now();
  return output.isTerminal ? barDisplay(now, begun) : lineDisplay(output, now, begun);
}

function lineDisplay(output: Output, now: () => number, begun: number): ExportDisplay {
  let shownAt = begun;
  return {
    show(progress) {
      if (now() - shownAt < LINE_EVERY_MS) return;
      shownAt = now();
      output.note(progressText(progress, shownAt - begun));
    },
    end() {},
  };
}

function barDisplay(now: () => number, begun: number): ExportDisplay {
  let bar: SingleBar | null = null;
  return {
    show(progress) {
      if (bar === null) {
        bar = new SingleBar({ format: '{bar} {text}', gracefulExit: false, hideCursor: false, barsize: 30 });
        bar.start(progress.count, progress.done, { text: '' });
      }
      bar.update(progress.done, { text: progressText(progress, now() - begun) });
    },
    end() {
      bar?.stop();
      bar = null;
    },
  };
}

/** So long there is no word of the rest: threads begin, and the first tiles are the largest. */
const NO_REST_BEFORE_MS = 5000;

/** How far it is, how fast, and how long the rest takes at that rate. */
export function progressText({ part, done, count, made, kept }: ExportProgress, elapsedMs: number): string {
  const perSecond = done / (elapsedMs / 1000);
  const where = `${part}: ${done} of ${count} addresses, ${made} files made${kept > 0 ? `, ${kept} there already` : ''}`;
  if (elapsedMs < NO_REST_BEFORE_MS || perSecond === 0) return where;
  return `${where}, ${perSecond.toFixed(perSecond < 10 ? 1 : 0)} a second, ${restText((count - done) / perSecond)} to go`;
}

function restText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
