// Bootstrap of `npm start`: plain JavaScript that runs on Node 20 with nothing installed. It installs what is missing,
// builds what is stale, and hands over to the pinned Node with the same arguments.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureViewerBuilt } from './lib/build-viewer.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { PINNED_NODE, ROOT, toolEnvironment } from './lib/paths.mjs';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const arguments_ = process.argv.slice(2);
const asksOnly = arguments_.some((argument) => argument === '--help' || argument === '-h');

try {
  await ensureInstalled();
  if (!asksOnly) await ensureViewerBuilt();
  serve();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function serve() {
  const command = join(ROOT, 'app', 'src', 'undercroft.ts');
  const child = spawn(PINNED_NODE, [command, 'serve', ...arguments_], {
    stdio: 'inherit',
    env: toolEnvironment({ UNDERCROFT_STARTED_MS: String(Math.round(performance.now())) }),
  });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`The pinned Node at ${PINNED_NODE} could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('close', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
    // The signal handlers above would keep this process alive.
    process.exit();
  });
}
