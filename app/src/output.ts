/** Where a command writes: results to `out`, everything a person reads besides them to `note`. One line a call. */
export interface Output {
  out(line: string): void;
  note(line: string): void;
  /** True when notes go to a terminal, where a line may be drawn over. */
  readonly isTerminal: boolean;
}

/** The real output of a process: `out` is stdout, `note` is stderr. */
export function processOutput(process: Pick<NodeJS.Process, 'stdout' | 'stderr'>): Output {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    isTerminal: process.stderr.isTTY === true,
  };
}
