import type { LiveEvent } from '../../../live/live-event.ts';
import type { BeatingSource } from './beating-source.ts';

/**
 * Events of all sources from a time up to, not including, another, in the order of time; at the same time in the order of
 * the sources. Holds the next beat of each source (a binary heap) and nothing else, however long it runs.
 */
export function* mergedBeats(sources: readonly BeatingSource[], fromMs: number, toMs: number): Iterable<LiveEvent> {
  const beats = Float64Array.from(sources, ({ offsetMs, periodMs }) => Math.ceil((fromMs - offsetMs) / periodMs));
  const times = Float64Array.from(sources, ({ offsetMs, periodMs }, i) => offsetMs + (beats[i] ?? 0) * periodMs);
  const heap = Int32Array.from(sources.keys());
  const time = (i: number): number => times[heap[i] ?? 0] ?? Number.POSITIVE_INFINITY;
  const isBefore = (i: number, j: number): boolean =>
    time(i) < time(j) || (time(i) === time(j) && (heap[i] ?? 0) < (heap[j] ?? 0));
  const sink = (start: number): void => {
    for (let i = start; ; ) {
      let least = i;
      for (let child = 2 * i + 1; child <= 2 * i + 2 && child < heap.length; child++) {
        if (isBefore(child, least)) least = child;
      }
      if (least === i) return;
      const moved = heap[i] ?? 0;
      heap[i] = heap[least] ?? 0;
      heap[least] = moved;
      i = least;
    }
  };
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(i);
  while (heap.length > 0 && time(0) < toMs) {
    const number = heap[0] ?? 0;
    const source = sources[number];
    if (source === undefined) return;
    const beat = beats[number] ?? 0;
    const event = source.eventAt(beat, times[number] ?? 0);
    if (event !== null) yield event;
    beats[number] = beat + 1;
    times[number] = source.offsetMs + (beat + 1) * source.periodMs;
    sink(0);
  }
}
