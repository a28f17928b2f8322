import { expect, it } from 'vitest';
import { importDisplay } from './import-display.ts';

it('without a terminal, says a phase when it begins and then at most once a second', () => {
  const lines: string[] = [];
  let nowMs = 0;
  const display = importDisplay(
    { out: () => {}, note: (line) => void lines.push(line), isTerminal: false },
    () => nowMs,
  );
  const progress = (phase: 'read' | 'write', done: number, atMs: number) => {
    nowMs = atMs;
    display.show({ event: 'progress', layer: 'sewer', phase, done, total: phase === 'write' ? 3000 : null });
  };
  progress('read', 0, 0);
  progress('read', 500, 10);
  progress('read', 900, 1009);
  progress('read', 1000, 1010);
  progress('write', 500, 1020);
  expect(lines).toEqual(['reading sewer: 500', 'reading sewer: 1000', 'writing sewer: 500 of 3000']);
});
