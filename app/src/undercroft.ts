#!/usr/bin/env node
import { processOutput } from './output.ts';
import { runProgram } from './program.ts';
import { stopSignals } from './stop-signals.ts';

const EXIT_WITHIN_MS = 1000;

const stop = stopSignals();
process.exitCode = await runProgram(process.argv.slice(2), {
  output: processOutput(process),
  env: process.env,
  cwd: process.cwd(),
  signal: stop.signal,
  alreadyMs: Number(process.env.UNDERCROFT_STARTED_MS ?? 0),
});
stop.release();
// A connection that outlived the graceful stop must not keep the process.
setTimeout(() => process.exit(), EXIT_WITHIN_MS).unref();
