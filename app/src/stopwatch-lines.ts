import type { Output } from './output.ts';

/** Says what happens with the seconds since the start before it: `[   1.2 s] opening the embedded store`. */
export function stopwatchLines(output: Output, alreadyMs: number): (text: string) => void {
  const begin = performance.now() - alreadyMs;
  return (text) => {
    const seconds = (performance.now() - begin) / 1000;
    output.out(`[${seconds.toFixed(1).padStart(6)} s] ${text}`);
  };
}
