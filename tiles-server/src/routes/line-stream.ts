import type { Response } from 'express';
import { CallerGone } from '../problem.ts';

/** An answer in lines of JSON, for what takes long; aborts `signal` when the caller hangs up. */
export interface LineStream<Line> {
  readonly say: (line: Line) => void;
  readonly signal: AbortSignal;
  end(): void;
}

export function lineStream<Line>(response: Response): LineStream<Line> {
  response.status(200).set('Cache-Control', 'no-store').type('application/x-ndjson');
  return {
    say(line) {
      if (!response.destroyed) response.write(`${JSON.stringify(line)}\n`);
    },
    signal: hangUpSignal(response),
    end: () => response.end(),
  };
}

/** Aborts when the caller hangs up before the answer is whole. */
export function hangUpSignal(response: Response): AbortSignal {
  const abort = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) abort.abort(new CallerGone());
  });
  return abort.signal;
}
