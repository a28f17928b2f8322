import type { ImportProgress } from '@undercroft/core/protocol/import-answers';
import { SingleBar } from 'cli-progress';
import type { Output } from './output.ts';

type ProgressEvent = Extract<ImportProgress, { event: 'progress' }>;

const LINE_EVERY_MS = 1000;
const PHASE_NAMES: Readonly<Record<ProgressEvent['phase'], string>> = {
  read: 'reading',
  write: 'writing',
  publish: 'publishing',
};

/** Shows the progress of an import: one bar a phase on a terminal, else at most one line a second. */
export interface ImportDisplay {
  show(event: ProgressEvent): void;
  /** Ends the bar that stands, so that other lines can follow. */
  end(): void;
}

/** `now` gives milliseconds that never run backwards. */
export function importDisplay(output: Output, now: () => number = () => performance.now()): ImportDisplay {
  return output.isTerminal ? barDisplay() : lineDisplay(output, now);
}

function lineDisplay(output: Output, now: () => number): ImportDisplay {
  let phase = '';
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show(event) {
      // "reading: 0" says nothing.
      if (event.done === 0) return;
      const current = phaseText(event);
      const time = now();
      if (current === phase && time - shownAt < LINE_EVERY_MS) return;
      phase = current;
      shownAt = time;
      const of = event.total === null ? '' : ` of ${event.total}`;
      output.note(`${current}: ${event.done}${of}`);
    },
    end() {},
  };
}

function barDisplay(): ImportDisplay {
  let bar: SingleBar | null = null;
  let phase = '';
  const end = () => {
    bar?.stop();
    bar = null;
  };
  return {
    show(event) {
      const current = phaseText(event);
      if (bar === null || current !== phase) {
        end();
        phase = current;
        const format = `${current} {bar} {value}${event.total === null ? '' : ' of {total}'}`;
        bar = new SingleBar({ format, gracefulExit: false, hideCursor: false, barsize: 30 });
        bar.start(event.total ?? 0, event.done);
      }
      if (event.total !== null) bar.setTotal(event.total);
      bar.update(event.done);
    },
    end,
  };
}

function phaseText(event: ProgressEvent): string {
  return `${PHASE_NAMES[event.phase]} ${event.layer}`;
}
