import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { readArea } from '@undercroft/core/dig/read-any-area';
import {
  DIG_METHODS,
  type ExcavationAnswer,
  type ExcavationRequest,
  excavationAnswerSchema,
  excavationRequestSchema,
} from '@undercroft/core/protocol/analysis/excavation';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import { REPORT_LANGUAGES, type ReportLanguage } from '@undercroft/core/report/dig-words';
import { openStore } from '@undercroft/store/open-store';
import { checkExcavation } from '@undercroft/tiles-server/analysis/excavation';
import { GroundService } from '@undercroft/tiles-server/tiles/ground-service';
import { Revisions } from '@undercroft/tiles-server/tiles/revisions';
import { AppError } from '../app-error.ts';
import { sceneFolders } from '../import-service.ts';
import type { Output } from '../output.ts';
import { readScenes, sceneOf } from '../scene-folder.ts';
import { sceneRules } from '../scene-rules.ts';
import { refusal } from '../server-desk.ts';
import { liveServer, type ServerFile } from '../server-file.ts';
import type { FileCommand } from './check.ts';
import { digTable } from './dig-table.ts';

/** Options of the command as written. */
export interface DigFlags {
  readonly area?: string | undefined;
  readonly depth?: string | undefined;
  readonly batter?: string | undefined;
  readonly support?: string | undefined;
  readonly margin?: string | undefined;
  readonly method?: string | undefined;
  readonly asOf?: string | undefined;
  readonly lang?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Exit codes: nothing but clear findings; and anything that must be looked at before somebody digs. */
export const DIG_EXIT = { clear: 0, mind: 2 } as const;

/**
 * Checks an excavation, through the server when one holds the home, else out of the store. Resolves to the exit code: 0
 * when every finding is clear, 2 when any is not. What cannot be checked whole is thrown, which ends with 1.
 */
export async function dig(flags: DigFlags, { settings, cwd, output, signal }: FileCommand): Promise<number> {
  const language = languageOf(flags.lang);
  const scene = sceneOf(await readScenes(sceneFolders(settings.home)), settings.scene);
  const request = await requestOf(flags, scene, cwd, output);
  const server = await liveServer(settings.home);
  const answer =
    server === null
      ? await fromStore(scene, request, settings, signal)
      : await fromServer(server, scene, request, signal);
  if (flags.json === true) output.out(JSON.stringify(answer));
  else for (const line of digTable(answer, language)) output.out(line);
  return answer.findings.every(({ verdict }) => verdict === 'clear') ? DIG_EXIT.clear : DIG_EXIT.mind;
}

async function requestOf(flags: DigFlags, scene: Scene, cwd: string, output: Output): Promise<ExcavationRequest> {
  if (flags.area === undefined) throw new AppError('bad-option', 'An area was wanted: name a file with --area.');
  const depthM = numberOf('--depth', flags.depth);
  if (depthM === undefined) throw new AppError('bad-option', 'A depth was wanted: give it in metres with --depth.');
  const method = DIG_METHODS.find((each) => each === (flags.method ?? 'machine'));
  if (method === undefined) {
    throw new AppError('bad-option', `--method wants one of ${DIG_METHODS.join(', ')} and got "${flags.method}".`);
  }
  const coordinates = [await cornersOf(flags.area, scene, cwd, output)];
  const parsed = excavationRequestSchema.safeParse({
    area: { type: 'Polygon', coordinates },
    depthM,
    method,
    batter: numberOf('--batter', flags.batter),
    supportDepthM: numberOf('--support', flags.support),
    marginM: numberOf('--margin', flags.margin),
    asOf: flags.asOf,
  });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new AppError('bad-option', `The dig cannot be asked for like this: ${faults.join('; ')}.`);
}

/** The corners of the one area in a file, closed as GeoJSON has it; what was made of the file is said. */
async function cornersOf(file: string, scene: Scene, cwd: string, output: Output): Promise<(readonly number[])[]> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch(() => {
    throw new AppError('source-missing', `There is no file "${basename(file)}" to read the area from.`);
  });
  const { origin, displayCrs } = scene.frame;
  const read = readArea({ name: basename(file), text }, { origin, displayCrs });
  if (!read.ok) {
    const where = read.line === null ? '' : `, line ${read.line}`;
    throw new AppError('area-unreadable', `${basename(file)}${where}: ${read.message} [${read.code}]`);
  }
  output.note(`${basename(file)} taken for ${read.takenFor}`);
  for (const repair of read.repairs) output.note(`changed: ${repair}`);
  const [first] = read.corners;
  return first === undefined ? [] : [...read.corners.map((corner) => [...corner]), [...first]];
}

async function fromServer(
  server: ServerFile,
  scene: Scene,
  request: ExcavationRequest,
  signal: AbortSignal,
): Promise<ExcavationAnswer> {
  const response = await fetch(new URL(routePath('excavation', { scene: scene.id }), server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok) throw await refusal(response, server.url, 'the check');
  return excavationAnswerSchema.parse(await response.json());
}

async function fromStore(
  scene: Scene,
  request: ExcavationRequest,
  settings: FileCommand['settings'],
  signal: AbortSignal,
): Promise<ExcavationAnswer> {
  const store = await openStore({ home: settings.home, databaseUrl: settings.databaseUrl ?? undefined, signal });
  try {
    const revisions = new Revisions(store, () => performance.now());
    const grounds = new GroundService(store, revisions);
    const sources = { store, revisions, grounds, rules: sceneRules(sceneFolders(settings.home)) };
    return (await checkExcavation(sources, scene, request)).answer;
  } finally {
    await store.close();
  }
}

function languageOf(text: string | undefined): ReportLanguage {
  const found = REPORT_LANGUAGES.find((language) => language === (text ?? 'en'));
  if (found !== undefined) return found;
  throw new AppError('bad-option', `--lang wants one of ${REPORT_LANGUAGES.join(', ')} and got "${text}".`);
}

function numberOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new AppError('bad-option', `${flag} wants a number and got "${text}".`);
}
