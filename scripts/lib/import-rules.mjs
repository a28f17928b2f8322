import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ROOT } from './paths.mjs';

/** Which packages a package may import; the arrows of ARCHITECTURE.md. */
const MAY_IMPORT = {
  core: [],
  store: ['core'],
  'data-import': ['core', 'store'],
  'tiles-server': ['core', 'store'],
  app: ['core', 'store', 'data-import', 'tiles-server'],
  viewer: ['core'],
};

/** Outside packages that have one door: the only folders that may import them, tests beside the source included. */
const DOORS = [
  { name: /^@cesium\//, folders: ['viewer/src/globe/'] },
  { name: /^(pg|pg-copy-streams|@electric-sql\/.*)$/, folders: ['store/src/drivers/'] },
  { name: /^express$/, folders: ['tiles-server/src/'] },
  { name: /^(react|react-dom|antd|zustand|i18next|react-i18next)(\/|$)/, folders: ['viewer/'] },
];

const MAX_LINES = 400;
const SOURCE = /\.(ts|tsx|mjs|js|css)$/;
const SCRIPT = /\.(ts|tsx)$/;
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.git', '.cache', '.undercroft']);
const IMPORT = /(?:^|[\s;}])(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** Sentences about every broken rule: imports against the arrows, closed doors, missing endings, files too long. */
export function brokenRules() {
  const broken = [];
  for (const path of sourcesBelow(ROOT)) {
    const name = relative(ROOT, path).split(sep).join('/');
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    if (lines > MAX_LINES) broken.push(`${name}: ${lines} lines, at most ${MAX_LINES} (one idea a file)`);
    if (SCRIPT.test(name)) broken.push(...brokenImports(name, importsOf(text)));
  }
  return broken;
}

/** Sentences about the imports of one file, `name` being its path below the root with forward slashes. */
export function brokenImports(name, imports) {
  return imports.flatMap((target) => {
    const fault = faultOf(name, target);
    return fault === null ? [] : [`${name}: imports "${target}": ${fault}`];
  });
}

/** Every module a file names in an import, an export-from or a dynamic import. */
export function importsOf(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
}

function faultOf(name, target) {
  const home = name.split('/')[0];
  if (target.startsWith('.')) return relativeFault(name, home, target);
  const allowed = MAY_IMPORT[home];
  const other = /^@undercroft\/([^/]+)/.exec(target)?.[1];
  if (other !== undefined) {
    if (allowed === undefined || allowed.includes(other)) return null;
    if (other === home) return 'inside a package imports are relative';
    return `${home} may import ${allowed.length === 0 ? 'no other package' : `only ${allowed.join(', ')}`}`;
  }
  if (allowed === undefined) return null;
  if (home === 'core' && target.startsWith('node:') && !isTest(name)) return 'core is pure: no Node modules';
  const door = DOORS.find((candidate) => candidate.name.test(target));
  if (door === undefined || door.folders.some((folder) => name.startsWith(folder))) return null;
  return `its door is ${door.folders.join(', ')}`;
}

function relativeFault(name, home, target) {
  const path = relative(ROOT, resolve(ROOT, dirname(name), target))
    .split(sep)
    .join('/');
  const isTestSupport = isTest(name) && path.startsWith('tests/support/');
  if (MAY_IMPORT[home] !== undefined && !path.startsWith(`${home}/`) && !isTestSupport) {
    return 'leaves its package: write @undercroft/<package>/<path>';
  }
  const bare = target.replace(/\?.*$/, '');
  if (!/\.(ts|tsx|mjs|js|json|css|svg|png|wasm)$/.test(bare)) return 'a relative import ends in its file ending';
  return null;
}

/** A test, or what only tests import. */
function isTest(name) {
  return /\.test\.tsx?$|\/testing\//.test(name);
}

function sourcesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === join(ROOT, 'tests', 'output') ? [] : sourcesBelow(path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}
