// Bootstrap of `npm start`: plain JavaScript that runs on Node 20 with nothing installed. It installs what is missing,
// builds what is stale, and hands over to the pinned Node with the same arguments.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
  const { flags, environment } = serverProcess();
  const child = spawn(PINNED_NODE, [...flags, command, 'serve', ...arguments_], {
    stdio: 'inherit',
    env: toolEnvironment({ ...environment, UNDERCROFT_STARTED_MS: String(Math.round(performance.now())) }),
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

/**
 * What keeps a server of months small: by default V8 gives what is new 96 MB, and glibc keeps what was freed, in an arena a
 * thread. A server that made every tile of a million conduits held 595 MB at most, 556 with the flags, 488 with both, in
 * the same time. The environment decides where it says something itself; other C libraries do not read it.
 */
function serverProcess() {
  const { flags, environment } = JSON.parse(readFileSync(join(ROOT, 'scripts', 'lib', 'server-process.json'), 'utf8'));
  const unsaid = Object.entries(environment).filter(([name]) => process.env[name] === undefined);
  return { flags, environment: Object.fromEntries(unsaid) };
}
