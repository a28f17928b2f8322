import type { ReadingJob, ReadingTarget } from '@undercroft/core/protocol/reading';
import type { ReadingEvent } from '@undercroft/core/protocol/reading-events';
import type { EncodedRows } from '@undercroft/store/rows/encoded-rows';
import { readSource } from './read-source.ts';

/** Where a job's results go; both block while nobody takes them. Rows are good until the call is over. */
export interface JobOutput {
  event(event: ReadingEvent): void;
  rows(rows: EncodedRows): void;
}

/** Does what a reading process was asked for. `target` waits for where rows belong. */
export async function runJob(job: ReadingJob, output: JobOutput, target: () => Promise<ReadingTarget>): Promise<void> {
  switch (job.kind) {
    case 'read':
      await readSource(job, output, target);
      return;
    case 'inspect': {
      const { inspectSource } = await import('../inspect-source.ts');
      output.event({ event: 'inspection', inspection: await inspectSource(job) });
      return;
    }
  }
}
