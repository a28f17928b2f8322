import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CACHE, PINNED_NODE, ROOT } from './paths.mjs';
import { step } from './progress.mjs';
import { run } from './run.mjs';

const SOURCES = ['viewer', 'core', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts'];
const SKIPPED = new Set(['node_modules', 'dist', 'coverage']);

/**
 * Builds the viewer when its sources, those of core or the lock file are not the ones of the last build.
 * Throws an Error with the builder's output when the build fails.
 */
export async function ensureViewerBuilt() {
  const stamp = join(CACHE, 'viewer-build.sha256');
  const page = join(ROOT, 'viewer', 'dist', 'index.html');
  const hash = sourceHash();
  if (existsSync(page) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const result = await step('building the viewer', () => run(PINNED_NODE, [vite, 'build', '--logLevel', 'warn']));
  if (result.code !== 0 || !existsSync(page)) {
    throw new Error(`The viewer was not built (exit code ${result.code}):\n${result.output.trimEnd()}`);
  }
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(stamp, hash);
}

/** One hash over the names and the contents of everything that goes into the viewer, tests left out. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesBelow(join(ROOT, source))) {
      const name = relative(ROOT, file).split(sep).join('/');
      const bytes = readFileSync(file);
      hash.update(`${name}\n${bytes.length}\n`);
      hash.update(bytes);
    }
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
  return entries
    .filter((entry) => !SKIPPED.has(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = join(path, entry.name);
      return entry.isDirectory() ? filesBelow(child) : [child];
    });
}
