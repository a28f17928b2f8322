import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say, step } from './progress.mjs';
import { run } from './run.mjs';

const POSTGRES_HOME = '/usr/lib/postgresql';
const APT_TIMEOUT_MS = 10 * 60_000;

/** What the tests need beside the node modules, how it is recognised, and what goes untested without it. */
const NEEDS = [
  {
    name: 'chromium',
    present: async () => onPath('chromium') || onPath('chromium-browser') || onPath('google-chrome'),
    packages: async () => ['chromium'],
    without: 'the browser stories',
  },
  {
    name: 'a Chinese font (fonts-noto-cjk)',
    present: hasChineseFont,
    packages: async () => ['fonts-noto-cjk'],
    without: 'how Chinese looks in screenshots',
  },
  {
    name: 'pdftotext, pdftoppm (poppler-utils)',
    present: async () => onPath('pdftotext') && onPath('pdftoppm') && onPath('pdfdetach'),
    packages: async () => ['poppler-utils'],
    without: 'what a printed check says',
  },
  {
    name: 'PostgreSQL with PostGIS',
    present: async () => postgresVersions().some(hasPostgis),
    packages: async () => {
      const version = await candidatePostgresVersion();
      return ['postgresql', `postgresql-${version}`, `postgresql-${version}-postgis-3`];
    },
    without: 'the PostgreSQL half of the store tests',
  },
  {
    name: 'mosquitto',
    // Debian keeps it where a person's PATH does not reach.
    present: async () => onPath('mosquitto') || existsSync('/usr/sbin/mosquitto'),
    packages: async () => ['mosquitto'],
    without: 'devices behind an outside MQTT broker',
  },
  {
    name: 'mosquitto_pub (mosquitto-clients)',
    present: async () => onPath('mosquitto_pub'),
    packages: async () => ['mosquitto-clients'],
    without: 'events of the command that most people send them by',
  },
  {
    name: 'ffmpeg',
    present: async () => onPath('ffmpeg'),
    packages: async () => ['ffmpeg'],
    without: 'pictures of cameras that move, freeze and are lost',
  },
];

/**
 * Installs the system packages the tests need on a Debian-like machine as root; elsewhere says in one line what to
 * install. Never throws: what is still missing afterwards is named, and the tests that need it skip.
 */
export async function ensureSystemPackages() {
  const missing = await missingNeeds();
  if (missing.length === 0) return;
  if (!isDebianAsRoot()) {
    say(
      `not installed here: ${listed(missing)}. Install it to test ${missing.map((need) => need.without).join(', ')}.`,
    );
    return;
  }
  await step('refreshing the package lists', () => apt(['update', '-qq']));
  const packages = (await Promise.all(missing.map((need) => need.packages()))).flat();
  const result = await step(`installing ${packages.join(', ')}`, () =>
    apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]),
  );
  const still = await missingNeeds();
  if (still.length === 0) return;
  say(
    `apt-get could not install ${listed(still)} (exit code ${result.code}); skipped: ${still.map((n) => n.without).join(', ')}`,
  );
  process.stdout.write(`${result.output.trimEnd().split('\n').slice(-5).join('\n')}\n`);
}

async function missingNeeds() {
  const present = await Promise.all(NEEDS.map((need) => need.present()));
  return NEEDS.filter((_need, index) => !present[index]);
}

function isDebianAsRoot() {
  return existsSync('/etc/debian_version') && onPath('apt-get') && process.getuid?.() === 0;
}

function listed(needs) {
  return needs.map((need) => need.name).join(', ');
}

/** Windows and macOS come with Chinese fonts; elsewhere fontconfig is asked, or its folders where it is not there. */
async function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const fonts = await run('fc-list', [':lang=zh', 'family']);
  if (fonts.code === 0) return fonts.output.trim() !== '';
  return ['opentype/noto', 'truetype/wqy'].some((folder) => existsSync(join('/usr/share/fonts', folder)));
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function postgresVersions() {
  return existsSync(POSTGRES_HOME) ? readdirSync(POSTGRES_HOME) : [];
}

function hasPostgis(version) {
  return (
    existsSync(join(POSTGRES_HOME, version, 'bin', 'initdb')) &&
    existsSync(join('/usr/share/postgresql', version, 'extension', 'postgis.control'))
  );
}

/** The newest installed version, else the one the distribution's `postgresql` package stands for. */
async function candidatePostgresVersion() {
  const installed = postgresVersions().filter((version) => existsSync(join(POSTGRES_HOME, version, 'bin', 'initdb')));
  const newest = installed.sort((a, b) => Number(b) - Number(a))[0];
  if (newest !== undefined) return newest;
  const shown = await run('apt-cache', ['show', '--no-all-versions', 'postgresql']);
  return /postgresql-(\d+)/.exec(shown.output)?.[1] ?? '15';
}

function apt(args) {
  return run('apt-get', args, { timeoutMs: APT_TIMEOUT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } });
}
