import { describe, expect, it } from 'vitest';
import { exportDisplay, progressText } from './export-display.ts';

const progress = { part: 'network', done: 250, count: 1000, made: 240, kept: 10 };

describe('the progress of an export', () => {
  it('tells the rate and how long the rest takes at it', () => {
    // 250 in 10 s are 25 a second; 750 more take 30 s.
    expect(progressText(progress, 10_000)).toBe(
      'network: 250 of 1000 addresses, 240 files made, 10 there already, 25 a second, 30 s to go',
    );
    // 250 in 1000 s are 0.25 a second; 750 more take 3000 s, which is 50 minutes.
    expect(progressText(progress, 1_000_000)).toMatch(/0\.3 a second, 50 min to go$/);
  });

  it('tells neither before anything is done, nor in the first seconds', () => {
    expect(progressText(progress, 4000)).toBe('network: 250 of 1000 addresses, 240 files made, 10 there already');
    expect(progressText({ ...progress, done: 0, made: 0, kept: 0 }, 10_000)).toBe(
      'network: 0 of 1000 addresses, 0 files made',
    );
  });

  it('is a line every two seconds where it is no terminal', () => {
    const lines: string[] = [];
    let clock = 0;
    const output = { out: () => {}, note: (line: string) => lines.push(line), isTerminal: false };
    const display = exportDisplay(output, () => clock);
    for (clock = 0; clock <= 5000; clock += 500) display.show(progress);
    display.end();
    expect(lines.length).toBe(2);
  });
});
