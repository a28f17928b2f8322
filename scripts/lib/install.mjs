import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, ROOT } from './paths.mjs';
import { step } from './progress.mjs';
import { run } from './run.mjs';

/**
 * Not `npm ci`: it refuses a lock file that does not list the native packages of every platform. Without saving, the
 * lock file still decides every version and stays as it is.
 */
const INSTALL = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs the node modules when some are missing or of another version than the lock file's. The installed tree
 * carries its own list of what stands in it, so the two lists are compared, not the times of the files.
 * Throws an Error with npm's last words when the installation fails.
 */
export async function ensureInstalled() {
  const state = installState();
  if (state === 'current') return;
  const title = state === 'absent' ? 'installing the node modules' : 'updating the node modules to the lock file';
  const result = await step(title, () => npm(INSTALL));
  if (result.code !== 0) {
    throw new Error(`npm install failed (exit code ${result.code}):\n${result.output.trimEnd()}`);
  }
  if (!existsSync(PINNED_NODE)) {
    throw new Error(
      `npm install left no pinned Node at ${PINNED_NODE}: its install script did not run (is ignore-scripts set?).`,
    );
  }
}

/** `absent`, `stale` or `current`. */
export function installState() {
  const installedList = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList) || !existsSync(PINNED_NODE)) return 'absent';
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const installed = packagesOf(installedList);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = installed[path];
    if (there === undefined) {
      if (entry.optional === true || entry.devOptional === true) continue;
      return 'stale';
    }
    if (there.version !== entry.version || there.integrity !== entry.integrity) return 'stale';
  }
  return 'current';
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

/** npm as it was called when this runs under `npm start`, else the one on the path. */
function npm(args) {
  const cli = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  if (cli !== undefined && node !== undefined && existsSync(cli) && existsSync(node)) return run(node, [cli, ...args]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}
