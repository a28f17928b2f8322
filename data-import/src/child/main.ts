// The process that reads one source: a job on stdin, frames on descriptor 3, and nothing else.
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { readingJobSchema, readingTargetSchema } from '@undercroft/core/protocol/reading';
import { ImportError } from '../import-error.ts';
import { frameWriter } from './frames.ts';
import { forbidNetwork } from './no-network.ts';
import { packRows } from './row-payload.ts';
import { type JobOutput, runJob } from './run-job.ts';

const OUTPUT_DESCRIPTOR = 3;

forbidNetwork();
const write = frameWriter(OUTPUT_DESCRIPTOR);
const text = new TextEncoder();
const output: JobOutput = {
  event: (event) => write('event', text.encode(JSON.stringify(event))),
  rows: (rows) => write('rows', ...packRows(rows)),
};

const lines = createInterface({ input: process.stdin });
// Whoever asked is gone: nobody wants the answer.
lines.once('close', () => process.exit(1));
const asked = lines[Symbol.asyncIterator]();

try {
  const job = readingJobSchema.parse(JSON.parse(await nextLine()));
  await runJob(job, output, async () => readingTargetSchema.parse(JSON.parse(await nextLine())));
  // Kept now: whoever hears that it is done may end this process.
  flushCompileCache();
  output.event({ event: 'done' });
} catch (error) {
  output.event(failureOf(error));
}
process.exit(0);

async function nextLine(): Promise<string> {
  const { value, done } = await asked.next();
  if (done === true) throw new TypeError('A line was wanted on stdin; it ended.');
  return value;
}

function failureOf(error: unknown): Parameters<JobOutput['event']>[0] {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ImportError) {
    return { event: 'failed', code: error.code, message, issues: [...error.issues], stack: null };
  }
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return { event: 'failed', code: 'parser-crashed', message, issues: [], stack };
}
