import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMMAND = join(dirname(dirname(fileURLToPath(import.meta.url))), 'undercroft.ts');

/** A run of the `undercroft` command in a process of its own. */
export interface StartedCommand {
  readonly child: ChildProcess;
  /** Resolves when the process has ended; null when a signal ended it. */
  readonly exitCode: Promise<number | null>;
  out(): string;
  err(): string;
}

/** Starts the real command with `folder` as its working folder and none of the developer's own settings. */
export function startCommand(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): StartedCommand {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    env: { ...plainEnvironment(), ...env },
    stdio: 'pipe',
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  const exitCode = once(child, 'close').then(() => child.exitCode);
  return { child, exitCode, out: () => out, err: () => err };
}

/** Runs the command to its end. */
export async function runCommand(
  folder: string,
  args: readonly string[],
): Promise<{ code: number | null; out: string; err: string }> {
  const started = startCommand(folder, args);
  const code = await started.exitCode;
  return { code, out: started.out(), err: started.err() };
}

/** Writes a scene of a layer `net`, and of other sources where given, into a home's own scenes. */
export async function writeScene(
  home: string,
  id: string,
  source: object,
  others: readonly object[] = [],
): Promise<void> {
  const words = { en: 'Town', zh: '镇' };
  const scene = {
    id,
    title: words,
    description: words,
    synthetic: true,
    frame: { origin: [10, 55], displayCrs: 'EPSG:25832' },
    heightDatum: { name: words, geoidOffsetM: 39, basis: words },
    sources: [{ layer: 'net', title: words, ...source }, ...others.map((other) => ({ title: words, ...other }))],
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: [10, 55], distanceM: 500, headingDeg: 0, pitchDeg: -30 },
  };
  await mkdir(join(home, 'scenes', id), { recursive: true });
  await writeFile(join(home, 'scenes', id, 'scene.json'), JSON.stringify(scene));
}

function plainEnvironment(): NodeJS.ProcessEnv {
  const { PORT: _port, UNDERCROFT_HOME: _home, UNDERCROFT_DATA: _data, DATABASE_URL: _url, ...rest } = process.env;
  return rest;
}

/** The smallest SWMM network: one conduit of 30 m, declared and drawn, between a junction and an outfall. */
export const ONE_CONDUIT = `[OPTIONS]
FLOW_UNITS CMS
LINK_OFFSETS DEPTH

[JUNCTIONS]
A 12.0 2.5 0 0 0

[OUTFALLS]
B 11.7 FREE NO

[CONDUITS]
P A B 30 0.013 0 0 0 0

[XSECTIONS]
P CIRCULAR 0.3 0 0 0 1

[COORDINATES]
A 580000 6130000
B 580030 6130000
`;
