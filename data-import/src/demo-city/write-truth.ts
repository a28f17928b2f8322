import type { SurveyTruth } from '@undercroft/core/demo-city/survey/truth';
import { fileOutput } from './file-output.ts';

/** What a truth file says of the city as a whole. */
export interface TruthHead {
  readonly seed: number;
  readonly note: string;
}

/** Writes everything that is wrong or missing in the files, site after site; of many sites the gaps are many. */
export interface TruthWriter {
  add(truth: SurveyTruth): void;
  close(counts: Readonly<Record<string, number>>): void;
}

export function truthWriter(path: string, head: TruthHead): TruthWriter {
  const file = fileOutput(path);
  const encoder = new TextEncoder();
  const write = (text: string) => file.write(encoder.encode(text));
  const rest: Pick<SurveyTruth, 'mistakes' | 'violations'>[] = [];
  let count = 0;
  write(`{\n"seed": ${head.seed},\n"note": ${JSON.stringify(head.note)},\n"gaps": [\n`);
  return {
    add({ mistakes, violations, gaps }) {
      if (mistakes.length + violations.length > 0) rest.push({ mistakes, violations });
      for (const gap of gaps) write(`${count++ === 0 ? '' : ',\n'}${JSON.stringify(gap)}`);
    },
    close(counts) {
      write('\n],\n"mistakes": ');
      write(listOf(rest.flatMap(({ mistakes }) => mistakes)));
      write(',\n"violations": ');
      write(listOf(rest.flatMap(({ violations }) => violations)));
      write(`,\n"counts": ${JSON.stringify(counts)}\n}\n`);
      file.close();
    },
  };
}

/** One to a line, so that a person can read and compare them. */
function listOf(values: readonly object[]): string {
  return `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;
}
